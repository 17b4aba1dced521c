"""The formats of a check that go to a file: one function each, all with the same interface."""

from __future__ import annotations

from collections.abc import Callable

from abkommen.reports.checks.document import as_json
from abkommen.reports.checks.gitlab import as_gitlab
from abkommen.reports.checks.junit import as_junit
from abkommen.reports.checks.markdown import as_markdown
from abkommen.reports.checks.sarif import as_sarif
from abkommen.reports.checks.teller import Teller

Format = Callable[[Teller], str]

FORMATS: dict[str, tuple[Format, str]] = {
    "json": (as_json, "JSON"),
    "sarif": (as_sarif, "SARIF 2.1.0 for code scanning"),
    "junit": (as_junit, "JUnit XML"),
    "gitlab": (as_gitlab, "a GitLab code quality report"),
    "markdown": (as_markdown, "a Markdown summary"),
}
"""Name of the option to the format and what it is called in the help."""
