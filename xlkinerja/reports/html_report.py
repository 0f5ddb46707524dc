"""One self-contained HTML page: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from xlkinerja import __version__
from xlkinerja.findings.finding import Finding
from xlkinerja.findings.order import place_text
from xlkinerja.findings.plain_text import without_controls
from xlkinerja.findings.result import FileResult, FileStatus
from xlkinerja.reports.text_report import counts_sentence

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:15px/1.45 system-ui,"Segoe UI",sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;
color:#1a1a1a}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.6rem 0}
th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}td.n{text-align:right}
tr.galat td.s{background:#f8cbad;font-weight:600}
tr.peringatan td.s{background:#ffe699}tr.catatan td.s{background:#ddebf7}
tr.diterima{color:#666}
table.temuan{table-layout:fixed}.temuan th:nth-child(1){width:6rem}.temuan th:nth-child(2){width:3rem}
.temuan th:nth-child(3){width:9rem}
dl{margin:.3rem 0 0;display:grid;grid-template-columns:7rem 1fr;gap:.1rem .5rem}
dt{font-weight:600}dd{margin:0;white-space:pre-line}
p.gagal{border-left:4px solid #c00;padding-left:.6rem}
@media print{body{margin:0;max-width:none;font-size:10pt}
tr{break-inside:avoid}thead{display:table-header-group}
@page{size:A4 landscape;margin:12mm}}
"""


def html_report(results: Iterable[FileResult]) -> str:
    """The results as a page to open in a browser or to print."""
    results = list(results)
    parts = [
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        f"<title>Hasil pemeriksaan xlkinerja</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
        f"<h1>Hasil pemeriksaan</h1>\n<p>xlkinerja {escape(__version__)}, {len(results)} berkas.</p>\n",
        _files(results) if len(results) > 1 else "",
        *(_file(number, result) for number, result in enumerate(results, 1)),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _text(text: str) -> str:
    return escape(without_controls(text))


def _files(results: list[FileResult]) -> str:
    heads = ("Berkas", "Hasil", "Galat", "Peringatan", "Catatan", "Diterima")
    rows = []
    for number, result in enumerate(results, 1):
        failed = result.status is FileStatus.GAGAL
        numbers = "".join(f'<td class="n">{"" if failed else n}</td>' for n in result.counts.values())
        name = f'<a href="#berkas-{number}">{_text(result.file)}</a>'
        rows.append(f"<tr><td>{name}</td><td>{result.status.value}</td>{numbers}</tr>\n")
    return _table(heads, rows)


def _file(number: int, result: FileResult) -> str:
    title = f'<h2 id="berkas-{number}">{_text(result.file)}</h2>\n'
    if result.status is FileStatus.GAGAL:
        reason = f"Tidak dapat diperiksa. {result.problem} {result.suggestion}"
        return f'{title}<p class="gagal">{_text(reason)}</p>\n'
    counts = f"<p>{_text(counts_sentence(result.counts))}</p>\n"
    if not result.findings:
        return title + counts
    return (
        title
        + counts
        + _table(("Tingkat", "Kode", "Letak", "Penjelasan"), [_row(f) for f in result.findings], "temuan")
    )


def _row(finding: Finding) -> str:
    accepted = " diterima" if finding.accepted else ""
    details = (
        ("Tertulis", finding.found),
        ("Seharusnya", finding.expected),
        ("Perhitungan", finding.evidence),
        ("Saran", finding.suggestion),
        ("Diterima", finding.accepted),
    )
    listed = "".join(f"<dt>{label}</dt><dd>{_text(text)}</dd>" for label, text in details if text)
    return (
        f'<tr class="{finding.severity.value}{accepted}"><td class="s">{finding.severity.value}</td>'
        f"<td>{_text(finding.code)}</td><td>{_text(place_text(finding))}</td>"
        f"<td>{_text(finding.message)}{f'<dl>{listed}</dl>' if listed else ''}</td></tr>\n"
    )


def _table(heads: Iterable[str], rows: Iterable[str], kind: str = "berkas") -> str:
    head = "".join(f"<th>{h}</th>" for h in heads)
    return f'<table class="{kind}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n'
