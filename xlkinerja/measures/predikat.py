"""Letters and words behind a value: AKIP predikat, IKM mutu, IP ASN kategori, and whether they fit it."""

from __future__ import annotations

import re
from decimal import Decimal

from xlkinerja.policy import Policy, Scale, load_policy

_AKIP = frozenset(("AA", "A", "BB", "B", "CC", "C", "D"))
_WORDS = re.compile(r"\b(?:kategori|predikat|kriteria|nilai|mutu)\b", re.IGNORECASE)
_OLD_C = Decimal(40)  # older reports give C only above 40


def predikat_akip(value: Decimal, policy: Policy | None = None) -> str:
    """AKIP letter of a SAKIP or RB value (PermenPAN-RB 88/2021)."""
    return (policy or load_policy()).predikat.label(value)


def mutu_ikm(value: Decimal, policy: Policy | None = None) -> str:
    """Letter of an IKM, 25–100 (PermenPAN-RB 14/2017)."""
    return (policy or load_policy()).mutu_ikm.label(value)


def kategori_ip_asn(value: Decimal, policy: Policy | None = None) -> str:
    """Kategori of an Indeks Profesionalitas ASN."""
    return (policy or load_policy()).ip_asn.label(value)


def scale_for(name: str, letter: str, policy: Policy | None = None) -> Scale | None:
    """The scale that a remark behind a value belongs to: by the indikator's name, else by the remark itself.

    Letters belong to AKIP unless the indikator is an IKM; words (Tinggi, Sedang …) to IP ASN or the capaian
    scale.
    """
    policy = policy or load_policy()
    plain = name.casefold()
    letter = _WORDS.sub(" ", letter).strip()
    if letter.upper() in _AKIP:
        is_ikm = re.search(r"\b(ikm|skm|kepuasan)\b", plain)
        return policy.mutu_ikm if is_ikm else policy.predikat
    if policy.ip_asn.find(letter) is not None and ("asn" in plain or not plain):
        return policy.ip_asn
    return policy.kategori if policy.kategori.find(letter) is not None else None


def predikat_fits(value: Decimal, letter: str, name: str = "", policy: Policy | None = None) -> bool | None:
    """Whether a remark such as "A", "BB", "Tinggi" fits the value before it; None when the remark is no
    predikat.

    ``name``: the indikator, which decides between the scales. The older AKIP scale (C above 40) is accepted
    too.
    """
    scale = scale_for(name, letter, policy)
    letter = _WORDS.sub(" ", letter).strip()
    index = scale.find(letter) if scale else None
    if scale is None or index is None:
        return None
    if scale.rank(value) == index:
        return True
    return scale.bands[index].label == "D" and scale.name == "AKIP" and value <= _OLD_C
