"""Putting results in place: the old file or the complete new one, never anything else, and nothing left over."""

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from xlkinerja.ooxml import safe_output
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.safe_output import write_safely


def put(path: Path, data: bytes, **options):
    return write_safely(path, lambda out: out.write(data), **options)


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def code_of(path: Path, data: bytes = b"baru", **options) -> str:
    with pytest.raises(FileProblem) as caught:
        put(path, data, **options)
    return caught.value.code


def test_new_and_replaced_file(tmp_path):
    target = tmp_path / "hasil.xlsx"
    assert put(target, b"satu") is None
    assert put(target, b"dua") is None
    assert (target.read_bytes(), names(tmp_path)) == (b"dua", ["hasil.xlsx"])


def test_permissions_are_kept(tmp_path):
    target = tmp_path / "hasil.xlsx"
    put(target, b"satu")
    target.chmod(0o640)
    put(target, b"dua")
    assert target.stat().st_mode & 0o777 == 0o640


def test_symbolic_link_stays_a_link(tmp_path):
    real, link = tmp_path / "asli.xlsx", tmp_path / "tautan.xlsx"
    put(real, b"satu")
    link.symlink_to(real)
    put(link, b"dua")
    assert link.is_symlink()
    assert real.read_bytes() == b"dua"


def test_dated_backup_of_the_old_file(tmp_path):
    target = tmp_path / "kemlagi.2024.xlsx"
    assert put(target, b"satu", keep_backup=True) is None
    backup = put(target, b"dua", keep_backup=True)
    assert re.fullmatch(r"kemlagi\.2024\.cadangan-\d{8}-\d{6}\.xlsx", backup.name)
    assert (backup.read_bytes(), target.read_bytes()) == (b"satu", b"dua")


def test_backups_of_the_same_second_do_not_overwrite_each_other(tmp_path):
    target = tmp_path / "a.xlsx"
    put(target, b"0")
    backups = {put(target, str(n).encode(), keep_backup=True) for n in range(1, 5)}
    assert {b.read_bytes() for b in backups} == {b"0", b"1", b"2", b"3"}


def test_backup_where_the_file_system_knows_no_links(tmp_path, monkeypatch):
    def no_link(*_):
        raise OSError("tidak didukung")

    monkeypatch.setattr(os, "link", no_link)
    target = tmp_path / "a.xlsx"
    put(target, b"satu")
    assert put(target, b"dua", keep_backup=True).read_bytes() == b"satu"


@pytest.mark.parametrize("problem", [RuntimeError("x"), KeyboardInterrupt(), MemoryError()])
def test_interrupted_writing_leaves_old_file_and_no_debris(tmp_path, problem):
    target = tmp_path / "a.xlsx"
    put(target, b"lama")

    def fail(out):
        out.write(b"setengah")
        raise problem

    with pytest.raises(type(problem)):
        write_safely(target, fail, keep_backup=True)
    assert (target.read_bytes(), names(tmp_path)) == (b"lama", ["a.xlsx"])


def test_interrupted_at_the_replacement_itself(tmp_path, monkeypatch):
    target = tmp_path / "a.xlsx"
    put(target, b"lama")

    def fail(*_):
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(Path, "replace", fail)
    assert code_of(target, keep_backup=True) == "B941"
    assert (target.read_bytes(), names(tmp_path)) == (b"lama", ["a.xlsx"])


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_file_open_in_excel_or_libreoffice(tmp_path, lock):
    target = tmp_path / "a.xlsx"
    put(target, b"lama")
    (tmp_path / lock).write_bytes(b"kasubag")
    with pytest.raises(FileProblem, match=re.escape(lock)) as caught:
        put(target, b"baru")
    assert caught.value.code == "B942"
    assert target.read_bytes() == b"lama"


def test_missing_folder_and_folder_in_the_way(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "berkas").write_bytes(b"")
    assert code_of(tmp_path / "tidak" / "ada.xlsx") == "B940"
    assert code_of(tmp_path / "folder.xlsx") == "B945"
    assert code_of(tmp_path / "berkas" / "a.xlsx") == "B940"


def test_the_input_is_not_replaced_unless_asked_for(tmp_path):
    source = tmp_path / "a.xlsx"
    put(source, b"asli")
    (tmp_path / "lain.xlsx").hardlink_to(source)
    for other in (source, tmp_path / "." / "a.xlsx", tmp_path / "lain.xlsx"):
        assert code_of(other, original=source) == "B944"
    put(tmp_path / "hasil.xlsx", b"x", original=source)
    assert source.read_bytes() == b"asli"


def test_disk_full(tmp_path):
    """A limit on file size stands in for a full disk."""
    target = tmp_path / "a.xlsx"
    put(target, b"lama")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        code = code_of(target, b"x" * 100_000, keep_backup=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert code == "B943"
    assert (target.read_bytes(), names(tmp_path)) == (b"lama", ["a.xlsx"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_write_protected_file_and_folder(tmp_path):
    target = tmp_path / "a.xlsx"
    put(target, b"lama")
    target.chmod(0o444)
    assert code_of(target) == "B941"
    tmp_path.chmod(0o555)
    try:
        assert code_of(tmp_path / "b.xlsx") == "B941"
    finally:
        tmp_path.chmod(0o755)


def test_two_runs_at_once_do_not_mix(tmp_path):
    target = tmp_path / "a.xlsx"
    contents = [bytes([65 + n]) * 50_000 for n in range(4)]

    def slowly(data: bytes) -> None:
        def write(out):
            for at in range(0, len(data), 5_000):
                out.write(data[at : at + 5_000])
                time.sleep(0.001)

        for _ in range(3):
            write_safely(target, write)

    threads = [threading.Thread(target=slowly, args=(c,)) for c in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_bytes() in contents
    assert names(tmp_path) == ["a.xlsx"]


WRITER = """
import sys, time
from xlkinerja.ooxml.safe_output import write_safely
data = sys.argv[2].encode() * 20000
def write(out):
    for at in range(0, len(data), 1000):
        out.write(data[at:at + 1000]); out.flush(); time.sleep(0.002)
print("mulai", flush=True)
write_safely(sys.argv[1], write)
"""


def test_killed_run_leaves_the_old_file_and_the_next_run_sweeps_up(tmp_path):
    target = tmp_path / "a.xlsx"
    put(target, b"lama")
    root = Path(safe_output.__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target), "x"], stdout=subprocess.PIPE, cwd=root
    )
    process.stdout.readline()
    deadline = time.monotonic() + 5
    while len(names(tmp_path)) == 1 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    process.wait()
    process.stdout.close()
    assert target.read_bytes() == b"lama"
    [debris] = [n for n in names(tmp_path) if n != "a.xlsx"]
    assert debris.startswith(".xlkinerja-")
    put(target, b"baru")
    assert names(tmp_path) == ["a.xlsx"]


def test_temporary_file_of_a_living_run_or_of_another_machine_is_left_alone(tmp_path):
    own = safe_output._own_prefix()
    living = tmp_path / f"{own}{os.getppid()}-00000000.tmp"
    foreign = tmp_path / ".xlkinerja-ffffffff-1-00000000.tmp"
    old = tmp_path / ".xlkinerja-fffffffe-1-00000000.tmp"
    for path in (living, foreign, old):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    put(tmp_path / "a.xlsx", b"baru")
    assert names(tmp_path) == sorted([living.name, foreign.name, "a.xlsx"])


def test_device_is_written_directly():
    put(Path(os.devnull), b"ke mana-mana")
    with contextlib.suppress(FileNotFoundError):
        assert not Path(os.devnull).is_file()
