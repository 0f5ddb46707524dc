"""Nothing is fetched, no link is followed, no macro runs: the program works with every socket and program refused."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.cli_helpers import workbook_bytes

LINK = (
    b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalBook r:id="rId1">'
    b'<sheetNames><sheetName val="Data"/></sheetNames></externalBook></externalLink>'
)
LINK_RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" TargetMode="External" Target="http://jahat.invalid/data.xlsx" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
)
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def linked_workbook() -> bytes:
    """The standard workbook with a link to a file on the network, a web picture and a macro project."""
    source = zipfile.ZipFile(io.BytesIO(workbook_bytes()))
    parts = {name: source.read(name) for name in source.namelist()}
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdL" Target="externalLinks/externalLink1.xml" Type="' + _TYPE + b'externalLink"/>'
        b'<Relationship Id="rIdV" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>',
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'</sheets><externalReferences><externalReference xmlns:r="' + _TYPE[:-1] + b'" r:id="rIdL"/>'
        b"</externalReferences>"
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override '
        b'PartName="/xl/externalLinks/externalLink1.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>',
    ).replace(SHEET_TYPE, MACRO_TYPE)
    parts |= {"xl/externalLinks/externalLink1.xml": LINK, "xl/externalLinks/_rels/externalLink1.xml.rels": LINK_RELS,
              "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0makro"}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch):
    """Every way out is closed: sockets, other programs, browsers."""

    def refused(*arguments: object, **_: object) -> None:
        raise AssertionError(f"tried to reach out: {arguments!r}")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(subprocess, "Popen", refused)
    monkeypatch.setattr(os, "system", refused)


@pytest.mark.parametrize("command", ["check", "fill", "audit", "annotate", "clean"])
def test_the_work_is_done_without_reaching_out(run, tmp_path: Path, cut_off, command: str):
    (tmp_path / "a.xlsm").write_bytes(linked_workbook())
    (tmp_path / "t.json").write_text('[{"sheet": "Profil", "cell": "A1", "text": "x"}]', encoding="utf-8")
    more = ["--findings", "t.json"] if command == "annotate" else []
    code, _, err = run(command, "a.xlsm", *more)
    assert code in (0, 1) and "reach out" not in err


def test_links_and_macros_are_carried_over_untouched(run, tmp_path: Path):
    (tmp_path / "a.xlsm").write_bytes(linked_workbook())
    run("fill", "a.xlsm")
    with zipfile.ZipFile(tmp_path / "a.xlsm") as before, zipfile.ZipFile(tmp_path / "a.hasil.xlsm") as after:
        for name in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml",
                     "xl/externalLinks/_rels/externalLink1.xml.rels"):
            assert before.read(name) == after.read(name)
        assert MACRO_TYPE in after.read("[Content_Types].xml")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_whole_process_opens_no_socket(tmp_path: Path):
    """The interpreter's own audit hook sees every socket, also one opened by a library at import."""
    (tmp_path / "a.xlsm").write_bytes(linked_workbook())
    script = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event.startswith(('socket.connect', 'socket.getaddrinfo', 'urllib', 'subprocess', 'os.system')):\n"
        "        print('LEAK', event, args, file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "from xlkinerja.cli.app import run\n"
        f"sys.exit(run(['fill', {str(tmp_path / 'a.xlsm')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "LEAK" not in done.stderr, done.stderr
