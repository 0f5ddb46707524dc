"""``xlkinerja check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import choice_options, codes, judge_option, limit_option, policy_option, report_options

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("check", options_metavar="[OPSI]")
@click.argument("files", nargs=-1, required=True, metavar="BERKAS|FOLDER...")
@policy_option
@choice_options
@report_options
@judge_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="Banyaknya berkas yang diperiksa bersamaan. Bawaan: sebanyak inti prosesor, paling banyak 4.",
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
    policy: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    output: str | None,
    fail_on: str,
    judge: str | None,
    jobs: int | None,
    time_limit: int,
    memory_limit: int,
    limits: Limits,
) -> int:
    """Periksa berkas atau folder. Tidak ada yang ditulis ke dalam berkas yang diperiksa.

    Folder ditelusuri sampai ke dalam untuk berkas .xlsx dan .xlsm. Yang dilewati: berkas kunci (~$...),
    cadangan (*.cadangan-*), dan salinan *.hasil.xlsx yang berkas asalnya ada di sebelahnya. Berkas yang rusak
    dilaporkan dan yang lain tetap diperiksa.

    Kode keluar: 0 bersih, 1 ada temuan (lihat --fail-on), 2 ada yang tidak dapat diperiksa.
    """
    from xlkinerja.api.options import CheckOptions
    from xlkinerja.batch import Caps, check_many, passed_over, workbooks_in
    from xlkinerja.cli.output import deliver, refuse_report_at, tell_passed_over
    from xlkinerja.findings.result import exit_code
    from xlkinerja.policy import load_policy

    refuse_report_at(output)
    if policy:
        load_policy(policy)
    chosen = {"select": codes(select), "ignore": codes(ignore)}
    options = CheckOptions(policy=policy, judge=judge or "", values_only=True, limits=limits, **chosen)
    paths = workbooks_in(files)
    tell_passed_over(passed_over(files))
    if not paths:
        raise click.UsageError(f"Tidak ada berkas .xlsx atau .xlsm di {', '.join(files)}.")
    results = check_many(paths, options, Caps(jobs=jobs, seconds=time_limit, megabytes=memory_limit))
    deliver(results, form, output, chosen=bool(select))
    return exit_code(results, fail_on)
