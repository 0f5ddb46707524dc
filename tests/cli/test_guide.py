"""The user guide and the README name commands, options, pictures and pages that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from xlkinerja.cli.app import SETTINGS, cli

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "panduan.md", ROOT / "README.md")


def lines_of_commands() -> list[str]:
    """Every line of the guide that starts the program, in blocks and in running text."""
    text = PAGES[0].read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```bash\n(.*?)```", text, re.DOTALL)).splitlines()
    inline = re.findall(r"`(xlkinerja [^`]*)`", text)
    return sorted({line for line in (*blocks, *inline) if line.startswith("xlkinerja ")})


@pytest.mark.parametrize("line", lines_of_commands())
def test_a_command_of_the_guide_is_understood(line: str):
    words = [w for w in shlex.split(line)[1:] if w not in ("--lacak", "--version", "…")]
    if not words:
        return
    context = click.Context(cli, **SETTINGS)
    command = cli.get_command(context, words[0])
    assert command is not None, words[0]
    inner = click.Context(command, info_name=words[0], parent=context)
    values, rest, _ = command.make_parser(inner).parse_args([w for w in words[1:] if w != "--help"])
    assert rest == [] and values is not None


def test_every_command_has_its_place_in_the_guide():
    said = "\n".join(lines_of_commands())
    missing = [name for name in cli.list_commands(click.Context(cli)) if f"xlkinerja {name}" not in said]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}
    lost = [t for t in targets if (t[1:] not in anchors if t.startswith("#") else not (page.parent / t).is_file())]
    assert lost == []
