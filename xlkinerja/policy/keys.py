"""The keys of a policy file, and complaints about wrong ones: the key, what stands there, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.policy.policy import PolicyError

_SCALE_KEYS = ("nama", "desimal", "langkah")
KEYS: dict[str, tuple[str, ...]] = {
    "": ("nama", "judul", "sumber", "dasar"),
    "kategori": _SCALE_KEYS,
    "predikat": _SCALE_KEYS,
    "mutu_ikm": _SCALE_KEYS,
    "ip_asn": _SCALE_KEYS,
    "penunjang": _SCALE_KEYS,
    "ipp": _SCALE_KEYS,
    "capaian": ("rumus_turun", "batas_atas", "batas_bawah", "lainnya_dihitung"),
    "efisiensi": ("cara", "desimal", "perlu_target_tercapai", "belum_tercapai", "keterangan"),
    "cetak": ("desimal", "toleransi"),
    "kode": ("panjang_sub_kegiatan",),
    "pk": ("berlaku",),
    "kewajaran": ("capaian_rendah", "capaian_tinggi", "serapan_rendah"),
    "tabel": (),  # any key: table name
}
STEP_KEYS = ("lebih_dari", "mulai", "sebutan")
SCALES = ("kategori", "predikat", "mutu_ikm", "ip_asn", "ipp", "penunjang")


def check_keys(data: dict, source: str) -> None:
    """Refuse unknown sections and keys, with the nearest known name."""
    for key, value in data.items():
        if isinstance(value, dict):
            if key not in KEYS or key == "":
                raise PolicyError(
                    f"{source}: bagian [{key}] tidak dikenal.{near(key, KEYS)} "
                    f"Yang ada: {', '.join(k for k in KEYS if k)}."
                )
            for inner in value:
                if key != "tabel" and inner not in KEYS[key]:
                    raise PolicyError(
                        f'{source}: kunci "{inner}" pada bagian [{key}] tidak dikenal.'
                        f"{near(inner, KEYS[key])} Yang ada: {', '.join(KEYS[key])}."
                    )
        elif key == "lembar":
            continue  # checked where it is read
        elif key in KEYS and key != "":
            raise wrong(source, key, value, f"bagian yang ditulis [{key}]")
        elif key not in KEYS[""]:
            allowed = (*KEYS[""], *(k for k in KEYS if k))
            raise PolicyError(
                f'{source}: kunci "{key}" tidak dikenal.{near(key, allowed)} Yang ada: {", ".join(KEYS[""])}.'
            )


def near(word: str, known: Iterable[str]) -> str:
    """A hint ( Maksud Anda "x"?) at the known word most like this one, with a blank before it; or ""."""
    import difflib

    found = difflib.get_close_matches(word, [k for k in known if k], n=1, cutoff=0.6)
    return f' Maksud Anda "{found[0]}"?' if found else ""


def wrong(source: str, key: str, value: object, allowed: str) -> PolicyError:
    """The complaint about a key's value."""
    return PolicyError(f'{source}: kunci "{key}" berisi {_shown(value)}; yang diperbolehkan: {allowed}.')


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)
