"""Letters and words behind a value: AKIP predikat, IKM mutu, IP ASN kategori, and whether they fit it."""

from __future__ import annotations

import re
from decimal import Decimal

from xlkinerja.patterns import Pattern
from xlkinerja.policy import Policy, Scale, load_policy

_LETTER = Pattern(r"\W*(AA|A|BB|B|CC|C|D)(?![^\W_])", re.IGNORECASE)
_WORDS = Pattern(r"\b(?:kategori|predikat|kriteria|nilai|mutu)\b", re.IGNORECASE)
_IKM = Pattern(r"\b(?:ikm|skm|kepuasan)\b")
_AKIP = Pattern(r"\b(?:sakip|akip|rb|reformasi birokrasi|akuntabilitas)\b")
_IKM_WORDS = {"sangat baik": "A", "baik": "B", "kurang baik": "C", "tidak baik": "D"}
_AKIP_WORDS = {
    "sangat memuaskan": "AA",
    "memuaskan": "A",
    "sangat baik": "BB",
    "baik": "B",
    "cukup": "CC",
    "kurang": "C",
    "sangat kurang": "D",
}
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


def _letter(remark: str, name: str) -> str:
    """The letter or word that a remark says: "Kategori A (Memuaskan)" -> "A", "Sangat Baik" of an IKM ->
    "A".
    """
    plain = " ".join(_WORDS.sub(" ", remark).split()).strip(" .:=-")
    found = _LETTER.match(plain)
    if found:
        return found[1].upper()
    word, indikator = plain.casefold(), name.casefold()
    if _IKM.search(indikator):
        return _IKM_WORDS.get(word, plain)
    return _AKIP_WORDS.get(word, plain) if _AKIP.search(indikator) else plain


def has_predikat(name: str) -> bool:
    """Whether an indikator's value itself has a letter or word: nilai SAKIP or RB, IKM, IP ASN."""
    plain = name.casefold()
    return bool(_IKM.search(plain) or _AKIP.search(plain) or "asn" in plain)


def scale_for(name: str, letter: str, policy: Policy | None = None) -> Scale | None:
    """The scale that a remark behind a value belongs to: by the indikator's name, else by the remark itself.

    Letters belong to AKIP unless the indikator is an IKM; words (Tinggi, Sedang …) to IP ASN or the capaian
    scale. None when the remark is no predikat.
    """
    policy = policy or load_policy()
    letter, plain = _letter(letter, name), name.casefold()
    if _LETTER.fullmatch(letter):
        return policy.mutu_ikm if _IKM.search(plain) else policy.predikat
    if policy.ip_asn.find(letter) is not None and ("asn" in plain or not plain):
        return policy.ip_asn
    return policy.kategori if policy.kategori.find(letter) is not None else None


def predikat_fits(value: Decimal, letter: str, name: str = "", policy: Policy | None = None) -> bool | None:
    """Whether a remark such as "A", "BB (Sangat Baik)", "Tinggi" fits the value before it; None when the
    remark is no predikat.

    ``name``: the indikator, which decides between the scales. The older AKIP scale (C above 40) is accepted
    too.
    """
    scale = scale_for(name, letter, policy)
    index = scale.find(_letter(letter, name)) if scale else None
    if scale is None or index is None:
        return None
    if scale.rank(value) == index:
        return True
    return scale.bands[index].label == "D" and scale.name == "AKIP" and value <= _OLD_C
