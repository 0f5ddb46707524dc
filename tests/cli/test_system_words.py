"""No English of the system, of Python or of a library in what users see; no sign lost on an old console."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from xlkinerja.annotate.given_findings import read_findings
from xlkinerja.cli.signs import HANDLER, register
from xlkinerja.findings.system_errors import system_words
from xlkinerja.ooxml.errors import FileProblem

COMMON = [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.ENAMETOOLONG, errno.EROFS, errno.EIO]
FULL = Path("/dev/full")


@pytest.mark.parametrize("number", COMMON)
def test_common_causes_have_words_of_ours(number):
    problem = OSError(number, os.strerror(number))
    assert system_words(problem) and os.strerror(number).casefold() not in system_words(problem).casefold()


def test_an_unknown_cause_keeps_its_number_and_the_words_of_the_system():
    assert system_words(OSError(9999, "odd")) == "kesalahan sistem 9999 (odd)"


def test_a_slip_in_the_json_is_told_by_line_and_sign(tmp_path):
    path = tmp_path / "temuan.json"
    path.write_text('[{"sheet": "PK",\n "cell" "A1"}]', encoding="utf-8")
    with pytest.raises(FileProblem) as told:
        read_findings(path, tmp_path / "buku.xlsx")
    assert "baris 2, huruf ke-9" in told.value.message and "Expecting" not in told.value.message


def test_signs_of_the_messages_become_plainer_ones_on_an_old_console():
    register()
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors=HANDLER)
    stream.write("“100,20 − 94,16” … 5 × 3 ≥ 2 \N{PILE OF POO}")
    stream.flush()
    assert stream.buffer.getvalue() == b'"100,20 - 94,16" ... 5 x 3 >= 2 ?'


def test_ctrl_c_while_the_program_starts_is_no_traceback():
    code = (
        "import sys; sys.argv = ['xlkinerja', 'rules']\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'xlkinerja.cli.app': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from xlkinerja.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Dihentikan. Tidak ada berkas yang diubah.\n"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_told_in_indonesian():
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "xlkinerja", "rules"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2 and "ruang penyimpanan penuh" in done.stderr
