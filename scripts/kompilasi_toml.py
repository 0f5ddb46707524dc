"""Takes the TOML files apart that every check needs: ``xlkinerja/toml_files.json``."""

from __future__ import annotations

from pathlib import Path

from msgspec.json import Encoder, format

from xlkinerja.toml_files import READY, mark_of, take_apart

HOME = Path(__file__).resolve().parent.parent / "xlkinerja"
FILES = (*sorted((HOME / "policies").glob("*.toml")), HOME / "numbers" / "data" / "sebutan.toml")


def taken_apart() -> bytes:
    """What stands in the ready file: mark -> content."""
    texts = {file: file.read_text(encoding="utf-8") for file in FILES}
    content = {mark_of(file, text): take_apart(text) for file, text in texts.items()}
    return format(Encoder(decimal_format="number").encode(content), indent=1) + b"\n"


if __name__ == "__main__":
    READY.write_bytes(taken_apart())
