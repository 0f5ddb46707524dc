"""``xlkinerja lkjip``."""

from __future__ import annotations

import click

from xlkinerja.cli.choices import policy_option


@click.command("lkjip", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option(
    "--output", "-o", metavar="BERKAS", help="Letak draf. Bawaan: NAMA.bab3.docx di sebelah berkas asal."
)
@click.option(
    "--template",
    metavar="BERKAS",
    help="Dokumen Word kantor dengan penanda, misalnya {{ kecamatan }} atau {{ tabel_3_1 }}.",
)
@policy_option
@click.option("--replace", is_flag=True, help="Ganti draf yang sudah ada; cadangan bertanggal disimpan.")
def command(file: str, output: str | None, template: str | None, policy: str | None, replace: bool) -> int:
    """Tulis draf Word LKjIP Bab III dari BERKAS.

    Draf memuat ikhtisar eksekutif, tabel-tabel Bab III, uraian setiap indikator, anggaran, efisiensi, grafik,
    dan simpulan; isinya hanya yang ada di buku kerja. Yang harus ditulis kantor ditandai "[isi: ...]"
    berlatar kuning; angka yang bertentangan ditandai "[periksa: ...]" berlatar merah muda.

    Kode keluar: 0 draf ditulis, 2 tidak dapat dijalankan.
    """
    from xlkinerja.api.drafting import lkjip_file
    from xlkinerja.api.options import CheckOptions
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import one_line

    made = lkjip_file(file, output, template=template, options=CheckOptions(policy=policy), replace=replace)
    name = one_line(str(made.output))
    terminal.say(f"Draf ditulis: {name}\n" if made.changed else f"Draf sudah ada dan tidak berubah: {name}\n")
    if made.backup:
        terminal.say(f"Draf lama disimpan: {one_line(str(made.backup))}\n")
    if made.gaps:
        terminal.say(f'{made.gaps} tempat harus diisi kantor; cari teks "[isi:" di dalam draf.\n')
    if made.doubts:
        terminal.say(
            f'{made.doubts} tanda pada angka yang bertentangan; cari teks "[periksa" di dalam draf.\n'
        )
    for remark in made.remarks:
        terminal.remark(one_line(remark))
    return 0
