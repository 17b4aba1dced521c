"""``python -m abkommen``."""

from abkommen.cli.main import run

run()
