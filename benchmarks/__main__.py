"""``make bench``: every figure of benchmarks/README.md, each beside what it is compared with."""

from __future__ import annotations

import sys

from benchmarks import assessing, batches, drafts, starting


def main() -> None:
    for part in (starting, assessing, batches, drafts):
        sys.stdout.write(f"\n{part.TITLE}\n")
        for line in part.lines():
            sys.stdout.write(f"  {line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
