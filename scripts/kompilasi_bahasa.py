"""Compiles the Indonesian words for click's messages (.po) into the form that gettext reads (.mo)."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "xlkinerja" / "cli" / "locale" / "id" / "LC_MESSAGES"


def main() -> None:
    """Write xlkinerja.mo beside xlkinerja.po."""
    with (
        (FOLDER / "xlkinerja.po").open(encoding="utf-8") as source,
        (FOLDER / "xlkinerja.mo").open("wb") as target,
    ):
        write_mo(target, read_po(source))


if __name__ == "__main__":
    main()
