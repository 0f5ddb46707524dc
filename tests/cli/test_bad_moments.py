"""Stopped, killed, out of space, without permission: the original or the complete result, and nothing left over."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.cli_helpers import process
from tests.fuzz.kill_fill import kill_often

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_killed_at_random_moments(wrong: Path, tmp_path: Path):
    """The long form is tests/fuzz/kill_fill.py."""
    folder = tmp_path / "folder"
    folder.mkdir()
    outcomes = kill_often(wrong, folder, kills=6, seed=7, every=6)
    assert sum(outcomes.values()) == 6


def test_ctrl_c_leaves_nothing_behind(wrong: Path, tmp_path: Path):
    """Ctrl-C after three fifths of a run, when the checks are at work."""
    original = wrong.read_bytes()
    start = time.perf_counter()
    process("fill", wrong, "-o", tmp_path / "ukuran.xlsx")
    duration = time.perf_counter() - start
    (tmp_path / "ukuran.xlsx").unlink()
    command = [sys.executable, "-m", "xlkinerja", "fill", "--in-place", str(wrong)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(duration * 0.6)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    if running.returncode == 130:
        assert "Dihentikan" in err and "Traceback" not in err
    if wrong.read_bytes() == original:
        assert names(tmp_path) == ["kemlagi.xlsx"]
    else:  # it was already done
        assert running.returncode in (1, 130) and len(names(tmp_path)) == 2


@pytest.mark.parametrize("size", [0, 20_000])
def test_no_more_room_by_a_limit_on_file_size(wrong: Path, tmp_path: Path, size: int):
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    original = wrong.read_bytes()
    done = process("fill", "--in-place", wrong, preexec_fn=limit)
    assert done.returncode == 2 and "penuh" in done.stderr and "Traceback" not in done.stderr
    assert wrong.read_bytes() == original and names(tmp_path) == ["kemlagi.xlsx"]


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk in memory of 200 KB; needs root."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("cannot mount a small disk here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk(wrong: Path, small_disk: Path):
    file = small_disk / "kemlagi.xlsx"
    shutil.copy(wrong, file)
    with contextlib.suppress(OSError), (small_disk / "pengisi").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    (small_disk / "pengisi").open("r+b").truncate((small_disk / "pengisi").stat().st_size - 8192)
    original = file.read_bytes()
    done = process("fill", "--in-place", file)
    assert done.returncode == 2 and "penuh" in done.stderr
    assert file.read_bytes() == original and names(small_disk) == ["kemlagi.xlsx", "pengisi"]
    (small_disk / "pengisi").unlink()
    assert process("fill", "--in-place", file).returncode == 1
    assert len(names(small_disk)) == 2 and file.read_bytes() != original


@contextlib.contextmanager
def without_rights():
    """As a user without rights, even where the tests run as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_no_permission_in_the_folder(run, wrong: Path, tmp_path: Path):
    for arguments in (["fill", wrong.name, "-o", "x.xlsx"], ["check", wrong.name, "-o", "x.txt"]):
        run(*arguments)  # loads every module while they can be read
    for path in tmp_path.glob("x.*"):
        path.unlink()
    tmp_path.chmod(0o555)
    for parent in list(tmp_path.parents)[:2]:
        parent.chmod(0o755)
    said = []
    with without_rights():
        for arguments in (["fill"], ["fill", "--in-place"], ["check", "-o", "a.txt"]):
            arguments.append(wrong.name)
            said.append(run(*arguments))
    tmp_path.chmod(0o755)
    assert [code for code, _, _ in said] == [2, 2, 2]
    assert all("izin" in err or "dilindungi" in err for _, _, err in said), said
    assert names(tmp_path) == ["kemlagi.xlsx"]


@pytest.mark.parametrize("lock", ["~$kemlagi.xlsx", ".~lock.kemlagi.xlsx#"])
def test_open_in_another_program(run, wrong: Path, tmp_path: Path, lock: str):
    original = wrong.read_bytes()
    (tmp_path / lock).write_bytes(b"kasubag")
    code, _, err = run("fill", "--in-place", wrong.name)
    assert code == 2 and "sedang dibuka" in err and wrong.read_bytes() == original
    assert run("check", wrong.name)[0] == 1


def test_the_folder_goes_away_while_at_work(run, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import xlkinerja.api.saving as saving

    share = tmp_path / "jaringan"
    share.mkdir()
    monkeypatch.setattr(saving, "verify", lambda *_: shutil.rmtree(share) or [])
    code, _, err = run("fill", wrong.name, "-o", "jaringan/hasil.xlsx")
    assert code == 2 and "jaringan" in err and "Traceback" not in err
    assert names(tmp_path) == ["kemlagi.xlsx"]


def test_two_runs_at_once_on_one_file(wrong: Path, tmp_path: Path):
    original = wrong.read_bytes()
    command = [sys.executable, "-m", "xlkinerja", "fill", "--in-place", str(wrong)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [one.communicate(timeout=120)[1] for one in both]
    assert sorted({one.returncode for one in both} | {1}) in ([1], [1, 2]), errors
    (tmp_path / "lain.xlsx").write_bytes(original)
    process("fill", "--in-place", tmp_path / "lain.xlsx")
    assert wrong.read_bytes() == (tmp_path / "lain.xlsx").read_bytes()
    backups = list(tmp_path.glob("kemlagi.cadangan-*"))
    assert backups and {b.read_bytes() for b in backups} <= {original, wrong.read_bytes()}
    assert original in {b.read_bytes() for b in backups}
