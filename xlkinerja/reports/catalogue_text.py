"""The catalogue of findings for people: one entry explained, or a table of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from xlkinerja.catalogue import Entry, catalogue
from xlkinerja.reports.colour import strong

FAMILIES = {
    "S": "Struktur",
    "N": "Angka",
    "J": "Jumlah",
    "U": "Ukuran",
    "K": "Kesesuaian",
    "W": "Kewajaran",
    "F": "Rumus",
    "B": "Berkas",
}
_PARTS = (
    ("Yang diperiksa", "apa"),
    ("Mengapa penting", "mengapa"),
    ("Contoh salah", "salah"),
    ("Contoh benar", "benar"),
    ("Cara memperbaiki", "perbaikan"),
    ("Sumber", "sumber"),
)


def find_code(text: str) -> Entry | None:
    """The entry of that code or short name, case does not matter."""
    wanted = text.strip()
    entry = catalogue().get(wanted.upper())
    return entry or next((e for e in catalogue().values() if e.name == wanted.casefold()), None)


def near_codes(text: str) -> list[str]:
    """Codes whose code or name looks like the text, three at most."""
    from difflib import get_close_matches

    known = {e.code.casefold(): e.code for e in catalogue().values()} | {
        e.name: e.code for e in catalogue().values()
    }
    return list(dict.fromkeys(known[n] for n in get_close_matches(text.strip().casefold(), known, 3, 0.5)))


def entry_text(entry: Entry, *, width: int, colour: bool = False) -> str:
    """All that the catalogue says of one code."""
    lines = [strong(f"{entry.code} {entry.name}", colour), f"{entry.category}, {entry.severity}", ""]
    for label, key in _PARTS:
        text = getattr(entry, key).strip()
        if text:
            lines.append(strong(label, colour))
            lines += [
                textwrap.fill(
                    part, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
                )
                for part in text.splitlines()
                if part.strip()
            ]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def family_text(prefix: str, *, width: int) -> str:
    """The table of the codes that begin with a prefix ("J", "J3"); "" when there is none."""
    wanted = prefix.strip().upper()
    entries = [e for e in catalogue().values() if wanted and e.code.startswith(wanted)]
    return rules_table(entries, width=width) if entries else ""


def rules_table(entries: Iterable[Entry], *, width: int) -> str:
    """Code, severity and what is checked, one paragraph per code, under the name of the family."""
    text, family = "", ""
    for entry in entries:
        if entry.code[0] != family:
            family = entry.code[0]
            text += (
                f"\n{FAMILIES.get(family, '')} ({family})\n"
                if text
                else f"{FAMILIES.get(family, '')} ({family})\n"
            )
        head = f"  {entry.code}  {entry.severity.value:<10}  "
        what = f"{entry.name}: {' '.join(entry.apa.split())}"
        text += (
            textwrap.fill(
                what, width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
            )
            + "\n"
        )
    return text


def rules_markdown(entries: Iterable[Entry]) -> str:
    """The same as a Markdown table."""
    rows = [
        f"| {e.code} | {e.name} | {e.severity.value} | {_cell(e.apa)} | {_cell(e.perbaikan)} |"
        for e in entries
    ]
    return (
        "\n".join(
            ["| kode | nama | tingkat | yang diperiksa | cara memperbaiki |", "|---|---|---|---|---|", *rows]
        )
        + "\n"
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
