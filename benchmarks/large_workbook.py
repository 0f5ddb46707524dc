"""A standard workbook of any size, all its sums right: material for the benchmarks."""

from __future__ import annotations

from xlkinerja.policy import load_policy
from xlkinerja.template.content import TOTAL, Content, Years
from xlkinerja.template.workbook import build_workbook

YEARS = Years.of(2021, 2026, 2024)
PER_KEGIATAN, PER_PROGRAM = 10, 10  # sub kegiatan per kegiatan, kegiatan per program


def _nodes(sub_kegiatan: int):
    """(tingkat, kode, uraian, leaf number or None, leaves below) in reading order."""
    per_program = PER_KEGIATAN * PER_PROGRAM
    for leaf in range(sub_kegiatan):
        program, kegiatan = leaf // per_program + 1, leaf % per_program // PER_KEGIATAN + 1
        kode = f"7.01.{program:02d}"
        if leaf % per_program == 0:
            yield "Program", kode, f"Program {program}", range(leaf, min(leaf + per_program, sub_kegiatan))
        if leaf % PER_KEGIATAN == 0:
            yield "Kegiatan", f"{kode}.2.{kegiatan:02d}", f"Kegiatan {program}.{kegiatan}", range(
                leaf, min(leaf + PER_KEGIATAN, sub_kegiatan))
        number = leaf % PER_KEGIATAN + 1
        yield "Sub Kegiatan", f"{kode}.2.{kegiatan:02d}.{number:04d}", f"Sub kegiatan {leaf + 1}", range(leaf, leaf + 1)


def build_large(sub_kegiatan: int) -> bytes:
    """The bytes of a workbook with that many sub kegiatan in TC-27 and Realisasi Anggaran; parents carry formulas."""
    plan, budget = [], []
    for tingkat, kode, uraian, leaves in _nodes(sub_kegiatan):
        leaf = tingkat == "Sub Kegiatan"
        money = {}
        for year in YEARS.renstra:
            money[f"target_{year}"] = 12
            if leaf:
                money[f"rp_{year}"] = 1_000_000 * (leaves[0] % 7 + 1) + 1000 * (year - 2021)
        plan.append({"tingkat": tingkat, "kode": kode, "uraian": uraian, "indikator": f"Jumlah dokumen {uraian}",
                     "satuan": "dokumen", "data_awal": 10, **money, "target_akhir": 12 * len(YEARS.renstra)})
        row: dict[str, object] = {"tingkat": tingkat, "kode": kode, "uraian": uraian}
        if leaf:
            quarter = 200_000 * (leaves[0] % 7 + 1)
            row |= {"pagu": 1_000_000 * (leaves[0] % 7 + 1) + 3000, "realisasi": 4 * quarter,
                    **{f"rp_tw{n}": quarter for n in (1, 2, 3, 4)}}
        budget.append(row)
    budget.append({TOTAL: True, "uraian": "Jumlah"})
    tables = {"tc27": plan, "anggaran": budget}
    profil = {"kecamatan": "Contoh", "kabupaten": "Mojokerto", "tahun": 2024, "periode_renstra": "2021-2026",
              "kebijakan": "nasional"}
    return build_workbook(Content(profil, tables), load_policy("nasional"), years=YEARS)
