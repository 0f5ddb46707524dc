"""``xlkinerja audit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import choice_options, codes, judge_option, limit_option, report_options

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("audit", options_metavar="[OPSI]")
@click.argument("files", nargs=-1, required=True, metavar="BERKAS|FOLDER...")
@choice_options
@report_options
@judge_option
@click.option(
    "--annotate",
    "annotated",
    metavar="BERKAS",
    help="Tulis salinan bertanda ke sini (hanya untuk satu berkas).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="Banyaknya berkas yang diperiksa bersamaan.",
)
@click.option(
    "--time-limit",
    type=click.IntRange(1, 3600),
    default=60,
    show_default=True,
    metavar="DETIK",
    help="Batas waktu tiap berkas bila beberapa berkas diperiksa.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(128, 65536),
    default=2048,
    show_default=True,
    metavar="MB",
    help="Batas memori tiap berkas bila beberapa berkas diperiksa.",
)
@limit_option
def command(
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    output: str | None,
    fail_on: str,
    judge: str | None,
    annotated: str | None,
    jobs: int | None,
    time_limit: int,
    memory_limit: int,
    limits: Limits,
) -> int:
    """Periksa rumus pada buku kerja Excel mana pun, juga yang bukan buku kerja standar.

    Setiap rumus dihitung ulang dan dibandingkan dengan nilai yang tersimpan; nilai baru disebut keliru bila dua
    mesin hitung sependapat. Pola rumus yang janggal ditunjukkan bersama tetangganya. Bila -o berakhiran .xlsx
    atau .xlsm, yang ditulis ialah salinan bertanda.

    Kode keluar: 0 bersih, 1 ada temuan (lihat --fail-on), 2 ada yang tidak dapat diperiksa.
    """
    from pathlib import Path

    from xlkinerja.api.auditing import audit_file
    from xlkinerja.api.options import CheckOptions, FillOptions
    from xlkinerja.batch import Caps, passed_over, run_many, workbooks_in
    from xlkinerja.cli import terminal
    from xlkinerja.cli.output import deliver, refuse_report_at, tell_passed_over
    from xlkinerja.findings.result import exit_code

    options = CheckOptions(select=codes(select), ignore=codes(ignore), judge=judge or "", limits=limits)
    paths = workbooks_in(files)
    tell_passed_over(passed_over(files))
    if not paths:
        raise click.UsageError(f"Tidak ada berkas .xlsx atau .xlsm di {', '.join(files)}.")
    if output and annotated is None and output.casefold().endswith((".xlsx", ".xlsm")):
        output, annotated = None, output
    if annotated and len(paths) != 1:
        raise click.UsageError("Salinan bertanda hanya dapat dibuat dari satu berkas.")
    refuse_report_at(output)
    results = run_many(
        audit_file, paths, options, Caps(jobs=jobs, seconds=time_limit, megabytes=memory_limit)
    )
    deliver(results, form, output, chosen=bool(select))
    if annotated and not results[0].problem:
        from xlkinerja.api.annotating import annotate_file

        written = annotate_file(paths[0], list(results[0].findings), FillOptions(output=Path(annotated)))
        terminal.remark(f"Salinan bertanda ditulis ke {written.output}.")
    return exit_code(results, fail_on)
