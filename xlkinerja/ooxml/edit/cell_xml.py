"""One cell as XML: values and formulas written the way Excel stores them."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.ooxml.edit.xmlbytes import escape, escape_plain

ERRORS = {
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
}


def number_text(value: Decimal | int | float) -> str:
    """A number as stored: a double's digits. Raises ValueError for infinities and NaN."""
    number = Decimal(value) if not isinstance(value, float) else Decimal(repr(value))
    if not number.is_finite():
        raise ValueError("bukan bilangan")
    if len(number.as_tuple().digits) > 15:
        number = Decimal(repr(float(number)))
    if number == 0:
        return "0"
    plain = format(number.normalize(), "f")
    return plain if len(plain) <= 24 else repr(float(number))


def typed(value: Decimal | str | bool | None, *, has_formula: bool) -> tuple[str | None, str | None]:
    """Cell type and text of <v>; ("inlineStr", text) for a plain text, (None, None) for nothing."""
    if value is None:
        return None, None
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, Decimal | int | float):
        return None, number_text(value)
    if has_formula:
        return ("e" if value in ERRORS else "str"), value
    return "inlineStr", value


def content(prefix: str, value: Decimal | str | bool | None, formula: str | None) -> tuple[str | None, bytes]:
    """Cell type and inner XML for a value and an optional formula (without "=")."""
    kind, text = typed(value, has_formula=formula is not None)
    inner = b""
    if formula is not None:
        inner += f"<{prefix}f>".encode() + escape_plain(formula.removeprefix("=")) + f"</{prefix}f>".encode()
    return kind, inner + value_element(prefix, kind, text)


def value_element(prefix: str, kind: str | None, text: str | None) -> bytes:
    """The <v> or <is> of a cell."""
    if text is None:
        return b""
    if kind == "inlineStr":
        return (
            f'<{prefix}is><{prefix}t xml:space="preserve">'.encode()
            + escape(text)
            + f"</{prefix}t></{prefix}is>".encode()
        )
    body = escape(text) if kind == "str" else escape_plain(text)
    keep = b' xml:space="preserve"' if kind == "str" and text != text.strip() else b""
    return f"<{prefix}v".encode() + keep + b">" + body + f"</{prefix}v>".encode()


def whole_cell(prefix: str, ref: str, style: int, kind: str | None, inner: bytes) -> bytes:
    """A complete <c>."""
    tag = f'<{prefix}c r="{ref}"' + (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    return tag.encode() + (b">" + inner + f"</{prefix}c>".encode() if inner else b"/>")
