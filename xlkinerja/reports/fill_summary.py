"""The few lines that ``fill`` prints: counts, the five worst findings, where the result lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlkinerja.findings.finding import Finding
from xlkinerja.findings.plain_text import one_line
from xlkinerja.findings.result import FileResult
from xlkinerja.reports.colour import strong
from xlkinerja.reports.text_report import counts_sentence, finding_text

WORST = 5


def fill_summary(
    result: FileResult,
    *,
    output: str,
    filled: int,
    recalculated: int = 0,
    changed: bool,
    backup: str,
    remarks: Sequence[str],
    summary: bool,
    width: int,
    colour: bool,
    chosen: bool = False,
) -> str:
    """The summary in Indonesian. ``changed`` False: the result was already there and is left as it is. A finding
    without a cell is told with its suggestion: no note in the workbook says what to do."""
    done = "Hasil ditulis ke" if changed else "Tidak ada yang berubah; hasil tetap di"
    lines = [strong(one_line(result.file), colour), f"Temuan: {counts_sentence(result.counts, chosen)}"]
    if filled:
        lines.append(f"Sel hitungan kosong yang diisi: {filled}.")
    if recalculated:
        lines.append(f"Rumus tanpa nilai tersimpan yang dihitung: {recalculated}.")
    text = "\n".join(lines) + "\n"
    open_findings = [f for f in result.findings if not f.accepted]
    worst = worst_of(open_findings)
    if worst:
        title = "Temuan terberat" if len(open_findings) > WORST else "Temuan"
        shown = "\n".join(finding_text(f, width=width, colour=colour, details=not f.cell) for f in worst)
        text += f"\n{title}:\n{shown}"
    if len(open_findings) > WORST:
        text += f"\n  … dan {len(open_findings) - WORST} temuan lain di lembar Temuan.\n"
    text += f"\n{done} {one_line(output)}\n"
    if backup:
        text += f"Berkas lama disimpan di {one_line(backup)}\n"
    sheets = "lembar Temuan dan Ikhtisar" if summary else "lembar Temuan"
    code = worst[0].code if worst else "KODE"
    text += f"Buka {sheets} di dalamnya; arti sebuah kode: xlkinerja explain {code}\n"
    return text + "".join(f"Perhatian: {one_line(r)}\n" for r in remarks)


def worst_of(findings: Sequence[Finding]) -> list[Finding]:
    """The five heaviest, of as many kinds as there are: within one weight each code comes first once."""
    seen: Counter[tuple[int, str]] = Counter()
    ranked = []
    for place, finding in enumerate(findings):
        kind = (finding.severity.rank, finding.code)
        ranked.append((finding.severity.rank, seen[kind], place, finding))
        seen[kind] += 1
    return [item[-1] for item in sorted(ranked, key=lambda item: item[:3])[:WORST]]
