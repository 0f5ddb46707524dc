"""Findings that somebody hands in as JSON: the contract of ``check``, or a plain list of remarks."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

from xlkinerja.address import Range
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.system_errors import system_words
from xlkinerja.ooxml.errors import FileProblem

OWN_CODE = "P000"
"""Code of a remark that has none: a person's own (pemeriksa)."""
_TEXTS = ("message", "found", "expected", "evidence", "suggestion", "accepted")
_LARGEST = 64 << 20


def read_findings(path: Path, workbook: Path) -> list[Finding]:
    """The findings in a JSON file that are about ``workbook``. Raises FileProblem with the number of a bad
    entry.

    Where the list names several files only those of the workbook's name are taken; entries without a file are
    taken.
    """
    items = _items(path)
    names = {PurePath(str(i["file"])).name for i in items if isinstance(i, dict) and i.get("file")}
    findings = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise _problem(path, f"temuan ke-{number} bukan objek JSON")
        file = PurePath(str(item.get("file") or "")).name
        if not file or len(names) < 2 or file == workbook.name:
            findings.append(_finding(item, number, path))
    return findings


def _items(path: Path) -> list[object]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _problem(path, "ukurannya lebih dari 64 MB")
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileProblem(
            "B901", f"Berkas {path.name} tidak ditemukan di {path.parent.absolute()}."
        ) from None
    except OSError as problem:
        raise FileProblem(
            "B903", f"Berkas {path.name} tidak dapat dibaca: {system_words(problem)}."
        ) from None
    except (ValueError, RecursionError) as problem:
        raise _problem(path, f"isinya bukan JSON yang benar{_place(problem)}") from None
    items = document.get("findings") if isinstance(document, dict) else document
    if not isinstance(items, list):
        raise _problem(path, 'isinya harus daftar temuan, atau objek dengan kunci "findings"')
    return items


def _finding(item: dict, number: int, path: Path) -> Finding:
    severity = str(item.get("severity") or "catatan").casefold()
    if severity not in list(Severity):
        raise _problem(
            path, f'temuan ke-{number}: severity "{severity}" tidak dikenal; pilih galat, peringatan, catatan'
        )
    sheet, cell = str(item.get("sheet") or ""), str(item.get("cell") or "").replace("$", "").upper()
    cells = item.get("cells") or []
    if not isinstance(cells, list):
        raise _problem(path, f'temuan ke-{number}: "cells" harus berupa daftar')
    for text in (cell, *map(str, cells)):
        _check_place(text, number, path)
    texts = {key: str(item.get(key) or "") for key in _TEXTS}
    texts["message"] = texts["message"] or str(item.get("text") or "")
    if not texts["message"]:
        raise _problem(path, f'temuan ke-{number}: "text" atau "message" belum diisi')
    return Finding(
        str(item.get("code") or OWN_CODE),
        Severity(severity),
        sheet,
        cell,
        cells=tuple(map(str, cells)),
        **texts,
    )


def _check_place(text: str, number: int, path: Path) -> None:
    try:
        if text:
            Range.parse(text)
    except ValueError:
        raise _problem(
            path, f'temuan ke-{number}: "{text}" bukan alamat sel seperti H12 atau H12:H20'
        ) from None


def _place(problem: ValueError | RecursionError) -> str:
    """Where the JSON breaks off, for people who count lines from 1."""
    if isinstance(problem, json.JSONDecodeError):
        return f"; periksa baris {problem.lineno}, huruf ke-{problem.colno} (tanda petik, koma, kurung)"
    return "" if isinstance(problem, RecursionError) else "; simpan sebagai teks UTF-8"


def _problem(path: Path, reason: str) -> FileProblem:
    return FileProblem(
        "B970",
        f"Daftar temuan {path.name} tidak dapat dipakai: {reason}.",
        "Pakai keluaran 'xlkinerja check --format json', atau daftar "
        '[{"sheet": …, "cell": …, "severity": …, "text": …}].',
    )
