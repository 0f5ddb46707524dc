"""Plain data in light clothes: a ``Record`` is what a dataclass with slots is, made by msgspec in C.

A dataclass costs about a millisecond when its module is loaded, and there are a hundred of them; a record costs a
fortieth of that, is built five times as fast, and takes no more memory. ``class Field(Record, frozen=True)`` declares
one. ``replace`` gives a changed copy; the functions of ``dataclasses`` work on it as well.
"""

from __future__ import annotations

from typing import Any

from msgspec import NODEFAULT, Struct, field, structs
from msgspec.structs import replace

__all__ = ["Record", "field", "replace"]


class _DataclassFields:
    """``__dataclass_fields__`` of a record's class, worked out when somebody asks. A field whose name begins with an
    underscore is no argument: a copy by ``dataclasses.replace`` begins with its default."""

    def __get__(self, _record: object, owner: type) -> dict[str, Any]:
        import dataclasses

        found = {}
        for one in structs.fields(owner):
            default = dataclasses.MISSING if one.default is NODEFAULT else one.default
            made = dataclasses.field(default=default, init=not one.name.startswith("_"))
            made.name, made.type, made._field_type = one.name, one.type, dataclasses._FIELD  # type: ignore[attr-defined]
            found[one.name] = made
        return found


class Record(Struct):
    """Base of the program's plain data. Options go into the class line: ``frozen=True``, ``eq=False``; ``gc=False`` for
    what there are tens of thousands of and what never holds itself."""

    __dataclass_fields__ = _DataclassFields()
