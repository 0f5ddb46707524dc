"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable

import click

from xlkinerja.reports.formats import FORMATS

FAIL_ON = ("galat", "peringatan", "catatan", "never")


def policy_option(function: Callable) -> Callable:
    """``--policy``."""
    return click.option(
        "--policy",
        metavar="KEBIJAKAN",
        help="Kebijakan daerah: mojokerto, jombang, nasional, atau letak berkas TOML. "
        "Bawaan: yang tertulis di lembar Profil.",
    )(function)


def choice_options(function: Callable) -> Callable:
    """``--select`` and ``--ignore``."""
    function = click.option(
        "--ignore",
        metavar="KODE",
        multiple=True,
        help="Abaikan kode atau kelompok kode ini, misalnya W6 atau J301,N2.",
    )(function)
    return click.option(
        "--select",
        metavar="KODE",
        multiple=True,
        help="Hanya kode atau kelompok kode ini; boleh beberapa, dipisah koma.",
    )(function)


def report_options(function: Callable) -> Callable:
    """``--format``, ``--output`` and ``--fail-on``."""
    function = click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default="galat",
        show_default=True,
        metavar="TINGKAT",
        help="Kode keluar 1 bila ada temuan setingkat ini atau lebih berat: galat, peringatan, "
        "catatan, never.",
    )(function)
    function = click.option("--output", "-o", metavar="BERKAS", help="Tulis laporan ke berkas ini.")(function)
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        metavar="BENTUK",
        help="Bentuk laporan: text, json, sarif, html.",
    )(function)


def judge_option(function: Callable) -> Callable:
    """``--judge``."""
    return click.option(
        "--judge",
        type=click.Choice(("libreoffice",)),
        default=None,
        metavar="PENENGAH",
        help="Minta LibreOffice (bila terpasang) menghitung rumus yang belum dapat diputuskan: libreoffice.",
    )(function)


def limit_option(function: Callable) -> Callable:
    """``--limit``, or the environment variable XLKINERJA_LIMIT: a ``Limits`` as parameter ``limits``."""
    return click.option(
        "--limit",
        "limits",
        metavar="NAMA=NILAI",
        multiple=True,
        envvar="XLKINERJA_LIMIT",
        callback=_limits,
        help="Ubah batas ukuran berkas, misalnya part_size=512MB; boleh beberapa, dipisah koma. "
        "Nama-namanya di docs/batas-berkas.md.",
    )(function)


def _limits(_context: object, _option: object, values: tuple[str, ...]) -> object:
    from xlkinerja.ooxml.limits import parse_limits

    try:
        return parse_limits(part for value in values for part in value.split(",") if part.strip())
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None


def codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """("J3, W6", "N") -> ("J3", "W6", "N"). Raises click.BadParameter on a family that does not exist."""
    from xlkinerja.catalogue import catalogue

    wanted = tuple(part.strip().upper() for value in values for part in value.split(",") if part.strip())
    for code in wanted:
        if not any(known.startswith(code) for known in catalogue()):
            raise click.BadParameter(f"Kode {code!r} tidak dikenal. Daftar kode: xlkinerja rules.")
    return wanted
