"""Pages and words generated from the program are what the program gives today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]


def script(name: str) -> ModuleType:
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_commands_is_current():
    page = (ROOT / "docs" / "perintah.md").read_text(encoding="utf-8")
    assert page == script("tulis_perintah").command_reference(), "python scripts/tulis_perintah.py"


def plain(catalog: Catalog) -> set[tuple[str, ...]]:
    """Each message with its words, plural forms flattened."""
    return {tuple(_flat(message.id)) + tuple(_flat(message.string)) for message in catalog if message.id}


def _flat(words: str | list[str] | tuple[str, ...]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def test_the_compiled_words_are_those_of_the_list():
    folder = ROOT / "xlkinerja" / "cli" / "locale" / "id" / "LC_MESSAGES"
    with (folder / "xlkinerja.po").open(encoding="utf-8") as source, (folder / "xlkinerja.mo").open("rb") as ready:
        assert plain(read_mo(ready)) == plain(read_po(source)), "python scripts/kompilasi_bahasa.py"
