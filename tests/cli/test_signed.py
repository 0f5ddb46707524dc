"""A digitally signed workbook: its copy says that the signature no longer holds, and clean gives it back."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.cli_helpers import workbook_bytes

RELATION = (
    b'<Relationship Id="rIdSig" Target="_xmlsignatures/origin.sigs" '
    b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
)


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A workbook with the parts that a signature leaves in a package."""
    source = zipfile.ZipFile(io.BytesIO(workbook_bytes()))
    path = tmp_path / "bertandatangan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"</Relationships>", RELATION) if name == "_rels/.rels" else data)
        target.writestr("_xmlsignatures/origin.sigs", b"")
        target.writestr("_xmlsignatures/sig1.xml", b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>')
    return path


def temuan(path: Path) -> str:
    return "\n".join(str(c.value) for row in openpyxl.load_workbook(path)["Temuan"].iter_rows() for c in row)


@pytest.mark.parametrize("command", ["fill", "annotate"])
def test_the_copy_itself_says_that_the_signature_is_void(run, signed: Path, tmp_path: Path, command: str):
    (tmp_path / "t.json").write_text('[{"sheet": "Profil", "cell": "A1", "text": "periksa"}]', encoding="utf-8")
    more = ["--findings", "t.json"] if command == "annotate" else []
    _, out, err = run(command, signed.name, "-o", "salinan.xlsx", *more)
    assert "bertanda tangan digital" in out + err
    assert "B951" in temuan(tmp_path / "salinan.xlsx")
    assert "tidak berlaku pada salinan" in temuan(tmp_path / "salinan.xlsx")
    assert not [n for n in zipfile.ZipFile(tmp_path / "salinan.xlsx").namelist() if "signature" in n]


def test_check_mentions_it_and_clean_restores_it(run, signed: Path, tmp_path: Path):
    found = json.loads(run("check", signed.name, "--format", "json")[1])["findings"]
    assert [f["severity"] for f in found if f["code"] == "B951"] == ["catatan"]
    run("fill", signed.name, "-o", "salinan.xlsx")
    run("clean", "salinan.xlsx", "-o", "bersih.xlsx")
    before, after = zipfile.ZipFile(signed), zipfile.ZipFile(tmp_path / "bersih.xlsx")
    assert {n: before.read(n) for n in before.namelist()} == {n: after.read(n) for n in after.namelist()}
