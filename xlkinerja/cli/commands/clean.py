"""``xlkinerja clean``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import limit_option

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("clean", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option(
    "--output", "-o", metavar="BERKAS", help="Letak hasil. Bawaan: ganti BERKAS, dengan cadangan bertanggal."
)
@click.option(
    "--keep/--no-keep",
    default=True,
    show_default=True,
    help='Simpan isi kolom "Diterima (alasan)" dan "Tindak lanjut" ke NAMA.keputusan.json.',
)
@limit_option
def command(file: str, output: str | None, keep: bool, limits: Limits) -> int:
    """Hapus semua yang ditulis xlkinerja (catatan, warna, isian hitungan, lembar) dan kembalikan yang lain
    apa adanya."""
    from xlkinerja.api.annotating import clean_file
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import one_line

    target = Path(output) if output else Path(file)
    decisions = target.with_name(f"{target.stem}.keputusan.json") if keep else None
    done = clean_file(file, Path(output) if output else None, decisions, limits)
    if not done.changed:
        terminal.say(
            "Tidak ada tulisan xlkinerja di dalam berkas itu."
            + (f" Salinannya: {one_line(str(done.output))}" if output else "")
            + "\n"
        )
        return 0
    terminal.say(f"Berkas sudah bersih: {one_line(str(done.output))}\n")
    if done.kept:
        terminal.say(f"Alasan dan tindak lanjut disimpan di {one_line(str(done.kept))}\n")
    if done.backup:
        terminal.say(f"Berkas lama disimpan di {one_line(str(done.backup))}\n")
    return 0
