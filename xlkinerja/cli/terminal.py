"""What the terminal can show: its width and whether colour is wanted. Printing of results."""

from __future__ import annotations

import os
import sys

import click


def width() -> int:
    """Columns of the terminal, 100 at most; 80 when there is none."""
    return max(40, min(100, _columns() or 80))


def _columns() -> int:
    """As ``shutil.get_terminal_size`` says it, without its compression modules; 0 when nothing tells."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns
    except (AttributeError, ValueError, OSError):  # no stdout, closed, or no terminal
        return 0


def colour() -> bool:
    """Colour only on a terminal, and never when NO_COLOR is set or TERM is "dumb"."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """Print to stdout as it is; colour codes of ours are kept only where ``colour()`` allowed them."""
    click.echo(text, nl=not text.endswith("\n"), color=True)


def remark(text: str) -> None:
    """Print to stderr: what is not part of the result."""
    click.echo(text, err=True)
