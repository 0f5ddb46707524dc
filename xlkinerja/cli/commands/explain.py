"""``xlkinerja explain``."""

from __future__ import annotations

import click


@click.command("explain", options_metavar="[OPSI]")
@click.argument("code", metavar="KODE")
def command(code: str) -> int:
    """Jelaskan kode temuan: apa yang diperiksa, mengapa penting, contoh, cara memperbaiki, sumbernya.

    KODE boleh juga nama pendeknya, atau huruf kelompok (J, U, K, ...) untuk melihat daftar kelompok itu.
    """
    from xlkinerja.cli import terminal
    from xlkinerja.reports.catalogue_text import entry_text, family_text, find_code, near_codes

    entry = find_code(code)
    if entry is not None:
        terminal.say(entry_text(entry, width=terminal.width(), colour=terminal.colour()))
        return 0
    family = family_text(code, width=terminal.width())
    if family:
        terminal.say(family)
        return 0
    near = near_codes(code)
    hint = f" Maksud Anda {', '.join(near)}?" if near else ""
    raise click.UsageError(f"Kode {code!r} tidak dikenal.{hint} Daftar semua kode: xlkinerja rules.")
