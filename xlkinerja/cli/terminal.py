"""What the terminal can show: its width and whether colour is wanted. Printing of results."""

from __future__ import annotations

import os
import shutil
import sys

import click


def width() -> int:
    """Columns of the terminal, 100 at most; 80 when there is none."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def colour() -> bool:
    """Colour only on a terminal, and never when NO_COLOR is set or TERM is "dumb"."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """Print to stdout as it is; colour codes of ours are kept only where ``colour()`` allowed them."""
    click.echo(text, nl=not text.endswith("\n"), color=True)


def remark(text: str) -> None:
    """Print to stderr: what is not part of the result."""
    click.echo(text, err=True)
