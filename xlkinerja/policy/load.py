"""Reading and checking a policy file. Every complaint names the key, what stands there and what is
allowed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from xlkinerja.findings.system_errors import system_words
from xlkinerja.policy.keys import SCALES, check_keys, near, wrong
from xlkinerja.policy.lembar import read_sheets
from xlkinerja.policy.policy import Batas, CaraEfisiensi, Efisiensi, Policy, PolicyError, RumusTurun
from xlkinerja.policy.section import Section, read_scale
from xlkinerja.toml_files import read_toml, take_apart

DEFAULT = "nasional"
_FOLDER = Path(__file__).parent.parent / "policies"


def shipped_policies() -> tuple[str, ...]:
    """Names of the policies that come with the program, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def load_policy(name_or_path: str | Path | None = None) -> Policy:
    """The policy of that name (case does not matter), or from that TOML file; None or "" gives the national
    one.

    Raises PolicyError with an Indonesian sentence when it cannot be found, read or understood.
    """
    wanted = str(name_or_path or DEFAULT).strip() or DEFAULT
    if _is_path(wanted):
        return _build(_merged(_read_file(Path(wanted)), wanted, ()), wanted)
    return _shipped(_slug(wanted), wanted)


def _is_path(text: str) -> bool:
    return text.casefold().endswith(".toml") or "/" in text or "\\" in text


def _slug(text: str) -> str:
    """ "Kabupaten Mojokerto" -> "mojokerto"."""
    words = [
        w for w in text.casefold().replace(".", " ").split() if w not in ("kabupaten", "kab", "kebijakan")
    ]
    return "-".join(words)


@lru_cache(maxsize=16)
def _shipped(name: str, shown: str) -> Policy:
    return _build(_merged(_read_shipped(name, shown), name, ()), f"kebijakan {name}")


def _read_shipped(name: str, shown: str) -> dict:
    known = shipped_policies()
    if name not in known:
        raise PolicyError(
            f'Kebijakan daerah "{shown}" tidak dikenal.{near(name, known)} '
            f"Yang tersedia: {', '.join(known)}; atau tulis letak berkas TOML kebijakan Anda."
        )
    try:
        return read_toml(_FOLDER / f"{name}.toml")
    except ValueError as problem:
        raise _no_toml(problem, name) from None


def _read_file(path: Path) -> dict:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PolicyError(
            f"Berkas kebijakan {path} tidak ditemukan. Periksa letak dan nama berkasnya."
        ) from None
    except UnicodeDecodeError:
        raise PolicyError(f"Berkas kebijakan {path} tidak dapat dibaca: simpan sebagai teks UTF-8.") from None
    except (OSError, ValueError) as problem:
        raise PolicyError(f"Berkas kebijakan {path} tidak dapat dibaca: {system_words(problem)}.") from None
    try:
        return take_apart(text)
    except ValueError as problem:
        raise _no_toml(problem, str(path)) from None


def _no_toml(problem: ValueError, source: str) -> PolicyError:
    place = re.search(r"line (\d+)", str(problem))
    where = f"periksa baris {place[1]}" if place else "periksa baris terakhirnya"
    return PolicyError(
        f"Berkas kebijakan {source} bukan TOML yang benar; {where} (tanda petik, tanda =, kurung)."
    )


def _merged(data: dict, source: str, seen: tuple[str, ...]) -> dict:
    """The data over its base policy ("dasar"), section by section, key by key."""
    check_keys(data, source)
    if not isinstance(data.get("nama"), str) or not data["nama"].strip():
        raise PolicyError(f'{source}: kunci "nama" harus diisi dengan nama kebijakan dalam tanda kutip.')
    if source == DEFAULT:  # the shipped national policy stands on its own
        return data
    base_name = data.get("dasar", DEFAULT)
    if not isinstance(base_name, str):
        raise wrong(source, "dasar", base_name, "nama kebijakan dalam tanda kutip")
    slug = _slug(base_name)
    if slug in seen:
        raise PolicyError(f'{source}: kunci "dasar" berputar ({" → ".join((*seen, slug))}).')
    base = _merged(_read_shipped(slug, base_name), slug, (*seen, slug))
    result = {key: value for key, value in base.items() if key not in ("judul", "sumber")}
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict) and key not in SCALES:
            result[key] = {**base[key], **value}
        else:
            result[key] = value
    return result


def _efficiency(data: dict, source: str) -> Efisiensi:
    section = Section(data, "efisiensi", source)
    return Efisiensi(
        cara=section.choice("cara", CaraEfisiensi, CaraEfisiensi.SELISIH),
        skala=read_scale(data, "efisiensi", source, "keterangan"),
        perlu_target_tercapai=section.flag("perlu_target_tercapai"),
        belum_tercapai=section.text("belum_tercapai", "Tidak Efisien"),
        desimal=section.whole("desimal", 2, 0, 6),
    )


def _digits(data: dict, source: str) -> tuple[int, ...]:
    value = Section(data, "kode", source).data.get("panjang_sub_kegiatan", [2, 4])
    values = value if isinstance(value, list) else [value]
    if not values or any(isinstance(v, bool) or v not in (2, 4) for v in values):
        raise wrong(source, "kode.panjang_sub_kegiatan", value, "2, 4, atau [2, 4]")
    return tuple(sorted(set(values)))


def _bounds(data: dict, source: str) -> Batas:
    section = Section(data, "kewajaran", source)
    bounds = Batas(
        capaian_rendah=section.number("capaian_rendah", Decimal(50)),
        capaian_tinggi=section.number("capaian_tinggi", Decimal(150)),
        serapan_rendah=section.number("serapan_rendah", Decimal(50)),
    )
    if bounds.capaian_rendah >= bounds.capaian_tinggi:
        raise wrong(
            source,
            "kewajaran.capaian_rendah",
            bounds.capaian_rendah,
            f"bilangan yang lebih kecil dari capaian_tinggi ({bounds.capaian_tinggi})",
        )
    return bounds


def _version(data: dict, source: str) -> str:
    value = Section(data, "pk", source).text("berlaku", "Perubahan")
    if value.capitalize() not in ("Murni", "Perubahan"):
        raise wrong(source, "pk.berlaku", value, '"Murni" atau "Perubahan"')
    return value.capitalize()


def _tables(data: dict, source: str) -> dict[str, str]:
    section = Section(data, "tabel", source)
    return {key: section.text(key) for key in section.data}


def _build(data: dict, source: str) -> Policy:
    top, capaian, cetak = (Section(data, name, source) for name in ("", "capaian", "cetak"))
    return Policy(
        nama=top.text("nama"),
        judul=top.text("judul", top.text("nama")),
        sumber=top.text("sumber"),
        kategori=read_scale(data, "kategori", source),
        predikat=read_scale(data, "predikat", source),
        mutu_ikm=read_scale(data, "mutu_ikm", source),
        ip_asn=read_scale(data, "ip_asn", source),
        penunjang=read_scale(data, "penunjang", source),
        ipp=read_scale(data, "ipp", source),
        efisiensi=_efficiency(data, source),
        rumus_turun=capaian.choice("rumus_turun", RumusTurun, RumusTurun.SELISIH),
        batas_atas=capaian.limit("batas_atas"),
        batas_bawah=capaian.limit("batas_bawah"),
        lainnya_dihitung=capaian.flag("lainnya_dihitung"),
        desimal=cetak.whole("desimal", 2, 0, 6),
        toleransi=cetak.number("toleransi", Decimal(0), 0, 100),
        panjang_kode=_digits(data, source),
        pk_berlaku=_version(data, source),
        batas=_bounds(data, source),
        tabel=_tables(data, source),
        lembar=read_sheets(data, source),
    )
