"""``xlkinerja new``."""

from __future__ import annotations

import click

from xlkinerja.cli.choices import policy_option


@click.command("new", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option("--kecamatan", required=True, metavar="NAMA", help="Nama kecamatan, tanpa kata Kecamatan.")
@click.option("--kabupaten", required=True, metavar="NAMA", help="Nama kabupaten atau kota.")
@click.option("--provinsi", default="", metavar="NAMA", help="Nama provinsi.")
@click.option(
    "--tahun", required=True, type=click.IntRange(2000, 2099), metavar="TAHUN", help="Tahun yang dilaporkan."
)
@click.option("--renstra", required=True, metavar="PERIODE", help="Periode Renstra, misalnya 2021-2026.")
@policy_option
@click.option(
    "--from",
    "previous",
    metavar="BERKAS",
    help="Buku kerja tahun lalu: rencananya dibawa, realisasinya pindah ke lembar Riwayat.",
)
@click.option(
    "--data-dukung",
    "supporting",
    default="",
    metavar="LEMBAR,...",
    help="Tambahkan lembar data dukung: ikm, ikm-responden, sakip, ipp, paten, koordinasi, ip-asn, penduduk, sdm, "
    "tindak-lanjut, dipisah koma; atau semua.",
)
@click.option("--replace", is_flag=True, help="Ganti BERKAS bila sudah ada; cadangan bertanggal disimpan.")
def command(
    file: str,
    kecamatan: str,
    kabupaten: str,
    provinsi: str,
    tahun: int,
    renstra: str,
    policy: str | None,
    previous: str | None,
    supporting: str,
    replace: bool,
) -> int:
    """Buat buku kerja standar yang kosong di BERKAS.

    \b
    Contoh:
      xlkinerja new kemlagi.xlsx --kecamatan Kemlagi --kabupaten Mojokerto \\
                                 --tahun 2024 --renstra 2021-2026
    """
    from xlkinerja.api.making import new_file
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import one_line

    path = new_file(
        file,
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        tahun=tahun,
        renstra=renstra,
        provinsi=provinsi,
        policy=policy,
        previous=previous,
        supporting=supporting,
        replace=replace,
    )
    terminal.say(
        f"Buku kerja dibuat: {one_line(str(path))}\n"
        f"Isi mulai dari lembar Profil, lalu jalankan: xlkinerja fill {one_line(str(path))}\n"
    )
    return 0
