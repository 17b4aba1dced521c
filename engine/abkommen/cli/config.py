"""``abkommen config``: what applies to a case, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import click

from abkommen.cli.checking import settings_for


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=Path())
def command(path: Path) -> None:
    """Show the settings of ``abkommen check`` for a case or a folder (default: this one), each with its origin."""
    settings = settings_for([path / "case" if path.is_dir() else path], {})
    click.echo(f"configuration: {settings.configured or 'none found'}")
    for setting in settings.all:
        value = (
            "none"
            if setting.value is None
            else f"{setting.value:g}"
            if isinstance(setting.value, float)
            else setting.value
        )
        click.echo(f"{setting.name:<13} {value}  ({setting.origin})")
