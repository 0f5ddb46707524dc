"""TOML files that come with the program, taken apart beforehand.

Python's reader of TOML costs as much as a small workbook. ``toml_files.json`` (``scripts/kompilasi_toml.py``) has what
it makes of each file, and of which text; a file whose text is another one now is read as it stands.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec.json import Decoder

_HOME = Path(__file__).parent
READY = _HOME / "toml_files.json"


@lru_cache(maxsize=1)
def _ready() -> dict[str, dict[str, Any]]:
    return Decoder(float_hook=Decimal).decode(READY.read_bytes())


def mark_of(file: Path, text: str) -> str:
    """A file and its text in short: "policies/nasional.toml 1f0c…"."""
    return f"{file.relative_to(_HOME).as_posix()} {crc32(text.encode()):08x}"


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file of this program says, its fractions as Decimal; not to be changed by the caller. Raises OSError
    and ValueError."""
    text = file.read_text(encoding="utf-8")
    found = _ready().get(mark_of(file, text))
    return take_apart(text) if found is None else found


def take_apart(text: str) -> dict[str, Any]:
    """What a TOML text says, its fractions as Decimal. Raises ValueError."""
    from tomllib import loads

    return loads(text, parse_float=Decimal)
