"""What the user should know about a copy, besides its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.ooxml.package import Package

if TYPE_CHECKING:
    from xlkinerja.ooxml.edit.plan import Changes

_SIGNED = "Buku kerja asli bertanda tangan digital; tanda tangan itu tidak berlaku pada salinan bertanda."


def signature_findings(package: Package | None) -> list[Finding]:
    """One catatan if the workbook is digitally signed, so that the copy itself says that its signature is void."""
    if package is None or not any("digital-signature" in rel.type.casefold() for rel in package.rels_of("")):
        return []
    return [Finding("B951", Severity.CATATAN, "", "", _SIGNED, suggestion="Simpan berkas asli yang bertanda tangan.")]


def remarks_of(changes: Changes) -> list[str]:
    """Indonesian sentences: a void signature, sheets under another name, notes that found no place."""
    remarks = [_SIGNED] if changes.signature_removed else []
    remarks += [
        f"Lembar {asked} sudah ada milik Anda; hasil ditulis pada lembar {given}."
        for asked, given in changes.sheet_names.items()
        if asked != given
    ]
    if changes.skipped:
        reasons = "; ".join(dict.fromkeys(skipped.reason for skipped in changes.skipped))
        remarks.append(
            f"{len(changes.skipped)} catatan tidak dapat ditulis pada selnya ({reasons}); "
            "semuanya ada di lembar Temuan."
        )
    return remarks
