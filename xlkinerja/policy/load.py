"""Reading and checking a policy file. Every complaint names the key, what stands there and what is
allowed.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from xlkinerja.policy.policy import Batas, CaraEfisiensi, Efisiensi, Policy, PolicyError, RumusTurun
from xlkinerja.policy.scale import Band, Scale

DEFAULT = "nasional"
_FOLDER = Path(__file__).parent.parent / "policies"
_SCALE_KEYS = ("nama", "desimal", "langkah")
_KEYS: dict[str, tuple[str, ...]] = {
    "": ("nama", "judul", "sumber", "dasar"),
    "kategori": _SCALE_KEYS,
    "predikat": _SCALE_KEYS,
    "mutu_ikm": _SCALE_KEYS,
    "ip_asn": _SCALE_KEYS,
    "capaian": ("rumus_turun", "batas_atas", "batas_bawah", "lainnya_dihitung"),
    "efisiensi": ("cara", "desimal", "perlu_target_tercapai", "belum_tercapai", "keterangan"),
    "cetak": ("desimal", "toleransi"),
    "kode": ("panjang_sub_kegiatan",),
    "pk": ("berlaku",),
    "kewajaran": ("capaian_rendah", "capaian_tinggi", "serapan_rendah"),
    "tabel": (),  # any key: table name
}
_STEP_KEYS = ("lebih_dari", "mulai", "sebutan")


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
        near = _near(name, known)
        raise PolicyError(
            f'Kebijakan daerah "{shown}" tidak dikenal.{near} Yang tersedia: {", ".join(known)}; '
            "atau tulis letak berkas TOML kebijakan Anda."
        )
    return _parse((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), name)


def _read_file(path: Path) -> dict:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PolicyError(
            f"Berkas kebijakan {path} tidak ditemukan. Periksa letak dan nama berkasnya."
        ) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise PolicyError(f"Berkas kebijakan {path} tidak dapat dibaca: {problem}.") from None
    return _parse(text, str(path))


def _parse(text: str, source: str) -> dict:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        raise PolicyError(f"Berkas kebijakan {source} bukan TOML yang benar: {problem}.") from None


def _merged(data: dict, source: str, seen: tuple[str, ...]) -> dict:
    """The data over its base policy ("dasar"), section by section, key by key."""
    _check_keys(data, source)
    if not isinstance(data.get("nama"), str) or not data["nama"].strip():
        raise PolicyError(f'{source}: kunci "nama" harus diisi dengan nama kebijakan dalam tanda kutip.')
    base_name = data.get("dasar", "" if data.get("nama") == DEFAULT else DEFAULT)
    if not base_name:
        return data
    if not isinstance(base_name, str):
        raise _wrong(source, "dasar", base_name, "nama kebijakan dalam tanda kutip")
    slug = _slug(base_name)
    if slug in seen:
        raise PolicyError(f'{source}: kunci "dasar" berputar ({" → ".join((*seen, slug))}).')
    base = _merged(_read_shipped(slug, base_name), slug, (*seen, slug))
    result = {key: value for key, value in base.items() if key not in ("judul", "sumber")}
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict) and key not in _SCALES:
            result[key] = {**base[key], **value}
        else:
            result[key] = value
    return result


_SCALES = ("kategori", "predikat", "mutu_ikm", "ip_asn")


def _check_keys(data: dict, source: str) -> None:
    """Refuse unknown sections and keys, with the nearest known name."""
    for key, value in data.items():
        if isinstance(value, dict):
            if key not in _KEYS or key == "":
                raise PolicyError(
                    f"{source}: bagian [{key}] tidak dikenal.{_near(key, _KEYS)} "
                    f"Yang ada: {', '.join(k for k in _KEYS if k)}."
                )
            for inner in value:
                if key != "tabel" and inner not in _KEYS[key]:
                    raise PolicyError(
                        f'{source}: kunci "{inner}" pada bagian [{key}] tidak dikenal.'
                        f"{_near(inner, _KEYS[key])} Yang ada: {', '.join(_KEYS[key])}."
                    )
        elif key in _KEYS and key != "":
            raise _wrong(source, key, value, f"bagian yang ditulis [{key}]")
        elif key not in _KEYS[""]:
            allowed = (*_KEYS[""], *(k for k in _KEYS if k))
            raise PolicyError(
                f'{source}: kunci "{key}" tidak dikenal.{_near(key, allowed)} '
                f"Yang ada: {', '.join(_KEYS[''])}."
            )


def _near(word: str, known: object) -> str:
    """ " Maksud Anda "x"?" or ""."""
    import difflib

    near = difflib.get_close_matches(word, [k for k in known if k], n=1, cutoff=0.6)
    return f' Maksud Anda "{near[0]}"?' if near else ""


def _wrong(source: str, key: str, value: object, allowed: str) -> PolicyError:
    return PolicyError(f'{source}: kunci "{key}" berisi {_shown(value)}; yang diperbolehkan: {allowed}.')


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)


class _Section:
    """One section of the file, read key by key with complaints that name key, value and what is allowed."""

    def __init__(self, data: dict, name: str, source: str):
        self.data = data.get(name, {}) if name else data
        self.name = name
        self.source = source

    def _key(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise _wrong(self.source, self._key(key), value, "teks dalam tanda kutip")
        return value

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise _wrong(self.source, self._key(key), value, "true atau false")
        return value

    def number(self, key: str, default: Decimal, low: int = 0, high: int = 10_000) -> Decimal:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not low <= value <= high:
            raise _wrong(self.source, self._key(key), value, f"bilangan {low} sampai dengan {high}")
        return Decimal(value)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _wrong(self.source, self._key(key), value, f"bilangan bulat {low} sampai dengan {high}")
        return value

    def limit(self, key: str) -> Decimal | None:
        """A number, or None for "tidak"."""
        value = self.data.get(key, "tidak")
        if value == "tidak" or value is False:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _wrong(self.source, self._key(key), value, 'bilangan, atau "tidak"')
        return Decimal(value)

    def choice(self, key: str, kind: type[StrEnum], default: StrEnum) -> StrEnum:
        value = self.data.get(key, default.value)
        if value not in [m.value for m in kind]:
            allowed = ", ".join(f'"{m.value}"' for m in kind)
            raise _wrong(self.source, self._key(key), value, allowed)
        return kind(value)


def _scale(data: dict, name: str, source: str, steps_key: str = "langkah") -> Scale:
    section = _Section(data, name, source)
    key = f"{name}.{steps_key}"
    steps = section.data.get(steps_key)
    if not isinstance(steps, list) or len(steps) < 2 or not all(isinstance(s, dict) for s in steps):
        raise _wrong(
            source, key, steps, 'daftar sedikitnya dua langkah seperti { lebih_dari = 90, sebutan = "…" }'
        )
    bands = tuple(_band(step, f"{key}[{i}]", source, last=i == len(steps)) for i, step in enumerate(steps, 1))
    for higher, lower in zip(bands, bands[1:], strict=False):
        if lower.bound is not None and higher.bound is not None and lower.bound >= higher.bound:
            raise _wrong(
                source,
                key,
                lower.bound,
                f"batas yang lebih kecil dari {higher.bound}; urutkan dari yang tertinggi",
            )
    decimals = (
        section.whole("desimal", 0, 0, 6) if "desimal" in section.data and steps_key == "langkah" else None
    )
    return Scale(section.text("nama", name) if steps_key == "langkah" else name, bands, decimals)


def _band(step: dict, key: str, source: str, last: bool) -> Band:
    for inner in step:
        if inner not in _STEP_KEYS:
            raise PolicyError(
                f'{source}: kunci "{inner}" pada {key} tidak dikenal.{_near(inner, _STEP_KEYS)} '
                f"Yang ada: {', '.join(_STEP_KEYS)}."
            )
    label = step.get("sebutan")
    if not isinstance(label, str) or not label.strip():
        raise _wrong(source, f"{key}.sebutan", label, "teks dalam tanda kutip")
    bounds = [k for k in ("lebih_dari", "mulai") if k in step]
    if last != (not bounds) or len(bounds) > 1:
        rule = "langkah terakhir tanpa batas" if last else "tepat satu batas, lebih_dari atau mulai"
        raise PolicyError(f'{source}: {key} ("{label}") harus {rule}.')
    if not bounds:
        return Band(label)
    value = step[bounds[0]]
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong(source, f"{key}.{bounds[0]}", value, "bilangan")
    return Band(label, Decimal(value), inclusive=bounds[0] == "mulai")


def _efficiency(data: dict, source: str) -> Efisiensi:
    section = _Section(data, "efisiensi", source)
    return Efisiensi(
        cara=section.choice("cara", CaraEfisiensi, CaraEfisiensi.SELISIH),
        skala=_scale(data, "efisiensi", source, "keterangan"),
        perlu_target_tercapai=section.flag("perlu_target_tercapai"),
        belum_tercapai=section.text("belum_tercapai", "Tidak Efisien"),
        desimal=section.whole("desimal", 2, 0, 6),
    )


def _digits(data: dict, source: str) -> tuple[int, ...]:
    value = _Section(data, "kode", source).data.get("panjang_sub_kegiatan", [2, 4])
    values = value if isinstance(value, list) else [value]
    if not values or any(isinstance(v, bool) or v not in (2, 4) for v in values):
        raise _wrong(source, "kode.panjang_sub_kegiatan", value, "2, 4, atau [2, 4]")
    return tuple(sorted(set(values)))


def _bounds(data: dict, source: str) -> Batas:
    section = _Section(data, "kewajaran", source)
    bounds = Batas(
        capaian_rendah=section.number("capaian_rendah", Decimal(50)),
        capaian_tinggi=section.number("capaian_tinggi", Decimal(150)),
        serapan_rendah=section.number("serapan_rendah", Decimal(50)),
    )
    if bounds.capaian_rendah >= bounds.capaian_tinggi:
        raise _wrong(
            source,
            "kewajaran.capaian_rendah",
            bounds.capaian_rendah,
            f"bilangan yang lebih kecil dari capaian_tinggi ({bounds.capaian_tinggi})",
        )
    return bounds


def _version(data: dict, source: str) -> str:
    value = _Section(data, "pk", source).text("berlaku", "Perubahan")
    if value.capitalize() not in ("Murni", "Perubahan"):
        raise _wrong(source, "pk.berlaku", value, '"Murni" atau "Perubahan"')
    return value.capitalize()


def _tables(data: dict, source: str) -> dict[str, str]:
    section = _Section(data, "tabel", source)
    return {key: section.text(key) for key in section.data}


def _build(data: dict, source: str) -> Policy:
    top, capaian, cetak = (_Section(data, name, source) for name in ("", "capaian", "cetak"))
    return Policy(
        nama=top.text("nama"),
        judul=top.text("judul", top.text("nama")),
        sumber=top.text("sumber"),
        kategori=_scale(data, "kategori", source),
        predikat=_scale(data, "predikat", source),
        mutu_ikm=_scale(data, "mutu_ikm", source),
        ip_asn=_scale(data, "ip_asn", source),
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
    )
