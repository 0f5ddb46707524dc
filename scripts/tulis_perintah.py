"""Writes docs/perintah.md: the help of every command, as the program prints it at 80 columns."""

from __future__ import annotations

from pathlib import Path

import click

from xlkinerja.cli.app import cli
from xlkinerja.cli.lazy_group import COMMANDS

TARGET = Path(__file__).parent.parent / "docs" / "perintah.md"
HEAD = """# Perintah

Halaman ini dibuat dari bantuan program (`python scripts/tulis_perintah.py`); jangan disunting langsung.
Kode keluar semua perintah: 0 bersih, 1 ada temuan setingkat `--fail-on` atau lebih berat,
2 tidak dapat dijalankan.
Warna dipakai hanya pada terminal, dan tidak bila `NO_COLOR` diisi.
"""


def command_reference() -> str:
    """The page as Markdown."""
    parts = [HEAD, _section("xlkinerja", cli, None)]
    top = click.Context(cli, info_name="xlkinerja", **_settings())
    for name in COMMANDS:
        parts.append(_section(f"xlkinerja {name}", cli.get_command(top, name), top, name))
    return "\n".join(parts)


def _settings() -> dict[str, object]:
    return {"terminal_width": 80, "max_content_width": 80, "help_option_names": ["--help", "-h"]}


def _section(
    title: str, command: click.Command, parent: click.Context | None, name: str = "xlkinerja"
) -> str:
    context = click.Context(command, info_name=name, parent=parent, **_settings())
    return f"## {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(command_reference(), encoding="utf-8")
