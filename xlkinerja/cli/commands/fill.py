"""``xlkinerja fill``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import FAIL_ON, choice_options, codes, judge_option, limit_option, policy_option

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("fill", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option(
    "--output", "-o", metavar="BERKAS", help="Letak hasil. Bawaan: NAMA.hasil.xlsx di sebelah berkas asal."
)
@click.option(
    "--in-place", is_flag=True, help="Ganti berkas asal; cadangan bertanggal disimpan di sebelahnya."
)
@policy_option
@choice_options
@judge_option
@click.option("--no-summary", is_flag=True, help="Jangan tulis lembar Ikhtisar dan tabel-tabel Bab III.")
@click.option(
    "--no-verify", is_flag=True, help="Jangan bandingkan hasil dengan berkas asal sebelum disimpan."
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="galat",
    show_default=True,
    metavar="TINGKAT",
    help="Kode keluar 1 bila ada temuan setingkat ini atau lebih berat: galat, peringatan, catatan, never.",
)
@limit_option
def command(
    file: str,
    output: str | None,
    in_place: bool,
    policy: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    judge: str | None,
    no_summary: bool,
    no_verify: bool,
    fail_on: str,
    limits: Limits,
) -> int:
    """Hitung dan periksa BERKAS, lalu tulis salinan bertanda.

    Dalam salinan itu sel hitungan yang kosong terisi, sel yang bertentangan diwarnai dan diberi catatan,
    lembar Temuan memuat semua temuan, lembar Ikhtisar merangkumnya pada satu halaman, dan tabel-tabel Bab III
    LKjIP siap cetak. Isian Anda tidak diubah. Menjalankan fill lagi mengganti hanya yang ditulis sebelumnya;
    isi kolom "Diterima (alasan)" dan "Tindak lanjut" tetap ada.

    Kode keluar: 0 bersih, 1 ada temuan galat (lihat --fail-on), 2 tidak dapat dijalankan.
    """
    from xlkinerja.api.filling import fill_file
    from xlkinerja.api.options import CheckOptions, FillOptions
    from xlkinerja.cli import terminal
    from xlkinerja.findings.result import exit_code
    from xlkinerja.reports.fill_summary import fill_summary

    if output and in_place:
        raise click.UsageError("Pilih salah satu: --output atau --in-place.")
    check = CheckOptions(policy=policy, select=codes(select), ignore=codes(ignore), judge=judge or "", limits=limits)
    options = FillOptions(check, Path(output) if output else None, in_place, not no_summary, not no_verify)
    filled = fill_file(file, options)
    terminal.say(
        fill_summary(
            filled.result,
            output=str(filled.output),
            filled=filled.filled,
            recalculated=filled.recalculated,
            changed=filled.changed,
            backup=str(filled.backup) if filled.backup else "",
            remarks=filled.remarks,
            summary=options.summary,
            width=terminal.width(),
            colour=terminal.colour(),
            chosen=bool(select),
        )
    )
    return exit_code([filled.result], fail_on)
