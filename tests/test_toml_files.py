"""The program's own TOML files, taken apart beforehand."""

from __future__ import annotations

import importlib.util
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from xlkinerja import toml_files
from xlkinerja.toml_files import read_toml

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "xlkinerja"


def script():
    spec = importlib.util.spec_from_file_location("kompilasi_toml", ROOT / "scripts" / "kompilasi_toml.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exactly(value: object) -> object:
    """A value with its types, so that 1, 1.0, True and Decimal(1) are told apart, and 2.50 from 2.5."""
    if isinstance(value, dict):
        return [(key, exactly(item)) for key, item in value.items()]
    return [exactly(item) for item in value] if isinstance(value, list) else (type(value), str(value))


def test_the_ready_file_is_that_of_the_toml_files():
    assert toml_files.READY.read_bytes() == script().taken_apart(), "python scripts/kompilasi_toml.py"


@pytest.mark.parametrize("file", script().FILES, ids=lambda file: file.name)
def test_what_is_ready_is_what_python_reads(file, monkeypatch):
    expected = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    monkeypatch.setattr(tomllib, "loads", None)  # it is not asked
    assert exactly(read_toml(file)) == exactly(expected)


def test_a_changed_file_is_read_as_it_stands(monkeypatch):
    file = HOME / "policies" / "jombang.toml"
    changed = file.read_text(encoding="utf-8").replace('nama = "jombang"', 'nama = "lain"\nbaru = 2.50')
    monkeypatch.setattr(Path, "read_text", lambda self, **_: changed)
    assert exactly(read_toml(file)) == exactly(tomllib.loads(changed, parse_float=Decimal))
    assert read_toml(file)["baru"] == Decimal("2.50")


def test_a_spoiled_file_raises_value_error(monkeypatch):
    monkeypatch.setattr(Path, "read_text", lambda self, **_: "nama = ")
    with pytest.raises(ValueError):
        read_toml(HOME / "policies" / "jombang.toml")
