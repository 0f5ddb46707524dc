"""What can be wrong with a file, told to the user in one Indonesian sentence."""

from __future__ import annotations

from pathlib import PurePath


class FileProblem(Exception):
    """A file that cannot be read or written. ``message`` says which file and what it is, ``suggestion`` what to do.

    ``code`` is a B9xx code of the catalogue. Without a suggestion of its own the catalogue's "perbaikan" is given.
    """

    def __init__(self, code: str, message: str, suggestion: str = ""):
        super().__init__(code, message, suggestion)
        self.code = code
        self.message = message
        self._suggestion = suggestion

    @property
    def suggestion(self) -> str:
        """What the user can do about it."""
        if self._suggestion:
            return self._suggestion
        from xlkinerja.catalogue import catalogue

        return catalogue()[self.code].perbaikan

    def __str__(self) -> str:
        return self.message


def shown(text: object) -> str:
    """Text from outside (a path, a part's name) safe to print: one line, no control characters, not endless."""
    clean = "".join(c if c.isprintable() else "?" for c in str(text))
    return clean if len(clean) <= 200 else clean[:120] + "…" + clean[-60:]


def unreadable(code: str, file: object, reason: str, suggestion: str = "") -> FileProblem:
    """The problem "<file> tidak dapat dibaca: <reason>."."""
    return FileProblem(code, f"{_named(file)} tidak dapat dibaca: {shown(reason)}.", suggestion)


def unwritable(code: str, file: object, reason: str, suggestion: str = "") -> FileProblem:
    """The problem "<file> tidak dapat ditulis: <reason>."."""
    return FileProblem(code, f"{_named(file)} tidak dapat ditulis: {shown(reason)}.", suggestion)


def _named(file: object) -> str:
    name = PurePath(str(file)).name or str(file)
    return f"Berkas {shown(name)}"


def bytes_text(count: int) -> str:
    """A size for people: "480 KB", "13 MB", "1,5 GB"."""
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= size:
            value = count / size
            text = f"{value:.1f}".replace(".", ",") if value < 10 else f"{value:.0f}"
            return f"{text.removesuffix(',0')} {unit}"
    return f"{count} byte"


def number_text(count: int) -> str:
    """A count with Indonesian separators: "1.048.576"."""
    return f"{count:,}".replace(",", ".")
