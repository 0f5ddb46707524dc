"""``xlkinerja new``: the workbook of one kecamatan for one year, blank or carried over from last year's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlkinerja.schema.declared import schema_for
from xlkinerja.schema.wilayah import wilayah
from xlkinerja.template.content import Content, TemplateError, Years, parse_period
from xlkinerja.template.supporting import sheets_of, supporting_sheets
from xlkinerja.template.workbook import build_workbook

if TYPE_CHECKING:
    from xlkinerja.model.book import Book
    from xlkinerja.policy import Policy

_EARLIEST = 2000
_LATEST = 2099


def new_workbook(
    kecamatan: str,
    kabupaten: str,
    tahun: int,
    renstra: str,
    policy: Policy | str | None = None,
    provinsi: str = "",
    previous: Book | None = None,
    supporting: str = "",
) -> bytes:
    """The standard workbook of a kecamatan as the bytes of an .xlsx file.

    ``renstra``: "2021-2026". ``policy``: a policy, its name or the path of its file; None: the one named like
    the kabupaten if it is shipped, else the national one. ``previous``: last year's book; its plan is carried
    over, its results become the history. ``supporting``: which supporting-data sheets to write as well, by
    their short names ("ikm,paten") or "semua". Raises TemplateError or PolicyError with an Indonesian sentence.
    """
    start, end = parse_period(renstra)
    _check_year(tahun, start, end)
    profil = _profile(kecamatan, kabupaten, tahun, f"{start}-{end}", provinsi)
    tables = {}
    if previous is not None:
        from xlkinerja.template.carry_over import carried_content, carried_profile

        _check_previous(previous, str(profil["kecamatan"]), tahun)
        profil = carried_profile(previous) | profil
        tables = carried_content(previous, tahun, _same_period(previous, start, end))
    name, chosen = _policy(policy or profil.get("kebijakan"), str(profil["kabupaten"]))
    profil |= {"kebijakan": name, "kabupaten": _regency(kabupaten, str(profil["kabupaten"]), chosen)}
    schema = schema_for(chosen)
    return build_workbook(
        Content(profil=profil, tables=tables),
        chosen,
        years=Years.of(start, end, tahun),
        optional_sheets=(*supporting_sheets(supporting, schema), *sheets_of(previous, schema)),
        schema=schema,
    )


def _check_year(tahun: int, start: int, end: int) -> None:
    if not _EARLIEST <= tahun <= _LATEST:
        raise TemplateError(
            f"Tahun {tahun} tidak wajar; tulis tahun laporan dengan empat angka, misalnya 2024."
        )
    if not start <= tahun <= end:
        raise TemplateError(
            f"Tahun {tahun} tidak termasuk periode Renstra {start}-{end}; periksa --tahun dan --renstra."
        )


def _profile(kecamatan: str, kabupaten: str, tahun: int, period: str, provinsi: str) -> dict[str, object]:
    name = _bare(kecamatan, r"(?:kecamatan|kec\.?)(?:\s+|\Z)")
    regency = _bare(kabupaten, r"(?:kabupaten|kab\.?)(?:\s+|\Z)")
    if not name:
        raise TemplateError("Nama kecamatan kosong; isi --kecamatan, misalnya --kecamatan Kemlagi.")
    if not regency:
        raise TemplateError("Nama kabupaten kosong; isi --kabupaten, misalnya --kabupaten Mojokerto.")
    profil: dict[str, object] = {
        "kecamatan": name,
        "kabupaten": regency,
        "tahun": tahun,
        "periode_renstra": period,
    }
    province = _bare(provinsi, r"(?:provinsi|propinsi|prov\.?)(?:\s+|\Z)")
    return profil | ({"provinsi": province} if province else {})


def _regency(typed: str, name: str, policy: Policy) -> str:
    """The kabupaten for Profil: its name alone where the policy tells that it is one, else with the word that was
    typed, so that no title has to say "Kabupaten/Kota"."""
    told = typed.strip().casefold().startswith("kab") and not name.casefold().startswith("kab")
    return f"Kabupaten {name}" if told and wilayah(name, policy.judul).startswith("Kabupaten/") else name


def _bare(text: str, kind: str) -> str:
    """A name without the word that says what it is: "Kecamatan Kemlagi" -> "Kemlagi"."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return re.sub(r"\A" + kind, "", " ".join(clean.split()), flags=re.IGNORECASE)


def _check_previous(previous: Book, kecamatan: str, tahun: int) -> None:
    owner, last = previous.profile_text("kecamatan"), previous.tahun
    if owner and owner.casefold() != kecamatan.casefold():
        raise TemplateError(f"Buku kerja tahun lalu milik Kecamatan {owner}, bukan Kecamatan {kecamatan}.")
    if last is None:
        raise TemplateError(
            "Buku kerja tahun lalu tidak menyebut tahun laporan; isi Tahun Laporan di lembar Profil-nya."
        )
    if last >= tahun:
        raise TemplateError(
            f"Buku kerja tahun lalu berisi tahun {last}, padahal buku yang dibuat untuk tahun {tahun}; "
            "pakai buku kerja tahun sebelumnya."
        )


def _same_period(previous: Book, start: int, end: int) -> bool:
    text = previous.profile_text("periode_renstra")
    if not text:
        return True
    try:
        return parse_period(text) == (start, end)
    except TemplateError:
        return False


def _policy(wanted: object, kabupaten: str) -> tuple[str, Policy]:
    """The policy and how the profile names it."""
    from xlkinerja.policy import Policy, load_policy, shipped_policies

    if isinstance(wanted, Policy):
        return wanted.nama, wanted
    name = str(wanted) if wanted else kabupaten.casefold().replace(" ", "-")
    if not wanted and name not in shipped_policies():
        name = "nasional"
    return name, load_policy(name)
