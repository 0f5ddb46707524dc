"""Putting a file in its place so that, whatever happens, either the old one or the complete new one is there.

The new content goes to a hidden temporary file in the same folder, is flushed to the disk, and takes the place of
the old file in one step. Two runs on one output never mix: each has a temporary file of its own.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import stat
import time
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from xlkinerja.findings.system_errors import system_words
from xlkinerja.ooxml.errors import FileProblem, unwritable
from xlkinerja.ooxml.seen import Seen

_PREFIX = ".xlkinerja-"
_SUFFIX = ".tmp"
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, getattr(errno, "ETXTBSY", errno.EACCES)}
_DAY = 86_400


def write_safely(
    path: str | os.PathLike[str],
    write: Callable[[BinaryIO], object],
    *,
    keep_backup: bool = False,
    original: str | os.PathLike[str] | None = None,
    seen: Seen | None = None,
) -> Path | None:
    """Let ``write`` fill a temporary file and put it at ``path``; permissions of the file there are kept.

    ``keep_backup``: the old file stays as "name.cadangan-20261121-161503.xlsx"; its path is returned.
    ``original``: a file that must not be replaced (the input of a run that writes elsewhere).
    ``seen``: the file at ``path`` as this run read it; if somebody saved another one meanwhile, that one stays.
    Raises FileProblem B940–B945 and B947; then, and after any other exception, the old file is whole and nothing
    is left over.
    """
    target = Path(os.path.realpath(path))  # a link stays a link: what it points to is replaced
    if original is not None:
        refuse_overwrite(target, original)
    try:
        if _is_device(Path(path)):
            _write_to_device(Path(path), write)
            return None
        old = _old_file(target)
        refuse_locked(target)
        _clean_debris(target.parent)
        return _replace(target, write, old, keep_backup and old is not None, seen)
    except OSError as problem:
        raise _told(problem, target) from problem


def refuse_overwrite(target: str | os.PathLike[str], original: str | os.PathLike[str]) -> None:
    """Raises FileProblem B944 if both are the same file, by whatever name."""
    with contextlib.suppress(OSError):
        if Path(target).samefile(original):
            raise unwritable("B944", target, "hasil akan menimpa berkas masukan itu sendiri")


def refuse_locked(target: Path) -> None:
    """Raises FileProblem B942 if Excel or LibreOffice says that it has the file open."""
    for lock in (target.with_name(f"~${target.name}"), target.with_name(f".~lock.{target.name}#")):
        if lock.exists():
            raise unwritable("B942", target, f"berkas sedang dibuka (ada berkas kunci {lock.name})")


def _refuse_changed(target: Path, seen: Seen | None) -> None:
    """Raises FileProblem B947 if the file is no longer the one that was read."""
    if seen is not None and not seen.is_still(target):
        raise unwritable("B947", target, "berkas itu diubah oleh program lain sesudah dibaca")


def _old_file(target: Path) -> os.stat_result | None:
    """The file that is there now. Raises FileProblem for a folder, a missing folder, a write-protected file."""
    if not target.parent.is_dir():
        raise unwritable("B940", target, f"folder {target.parent} tidak ada")
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise unwritable("B945", target, "di tempat itu ada folder dengan nama yang sama")
    if not os.access(target, os.W_OK):
        raise unwritable("B941", target, "berkas yang ada di situ dilindungi dari penulisan")
    return old


def _is_device(path: Path) -> bool:
    """/dev/stdout, a pipe and the like, which cannot be replaced (a pipe's real path does not even exist)."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _write_to_device(target: Path, write: Callable[[BinaryIO], object]) -> None:
    with target.open("wb") as device:
        write(device)


def _replace(
    target: Path,
    write: Callable[[BinaryIO], object],
    old: os.stat_result | None,
    keep: bool,
    seen: Seen | None,
) -> Path | None:
    mode = stat.S_IMODE(old.st_mode) if old else 0o666
    temporary = target.with_name(f"{_own_prefix()}{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}")
    backup: Path | None = None
    try:
        handle = os.open(
            temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode & 0o777
        )
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if old:
            _keep_rights(temporary, old)
        refuse_locked(target)
        if keep:
            backup = _back_up(target)
        _refuse_changed(target, seen)
        temporary.replace(target)
    finally:
        if os.path.lexists(
            temporary
        ):  # it did not take the old file's place, so the backup is not needed either
            for debris in (temporary, backup):
                if debris is not None:
                    with contextlib.suppress(OSError):
                        debris.unlink()
    _sync_folder(target.parent)
    return backup


def _keep_rights(temporary: Path, old: os.stat_result) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def _back_up(target: Path) -> Path:
    """A second name for the old file, or a copy where the file system has no second names. A second name that a
    killed run left is taken again."""
    for earlier in target.parent.glob(f"{glob.escape(target.stem)}.cadangan-*{glob.escape(target.suffix)}"):
        if earlier.samefile(target):
            return earlier
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 1000):
        again = f"-{number}" if number > 1 else ""
        backup = target.with_name(f"{target.stem}.cadangan-{stamp}{again}{target.suffix}")
        try:
            os.link(target, backup)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):
            if backup.exists():
                continue
            _copy(target, backup)
        return backup
    raise unwritable("B945", target, "nama untuk salinan cadangan sudah terpakai semua")


def _copy(source: Path, target: Path) -> None:
    done = False
    try:
        with source.open("rb") as reading, target.open("xb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        shutil.copystat(source, target)
        done = True
    finally:
        if not done:
            with contextlib.suppress(OSError):
                target.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _machine() -> str:
    """This machine's name."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _own_prefix() -> str:
    """Temporary files name the machine too: in a shared folder another machine's run may be at work."""
    return f"{_PREFIX}{zlib.crc32(_machine().encode()):08x}-"


def _clean_debris(folder: Path) -> None:
    """Remove temporary files of runs that were killed: of this machine when the process is gone, of others after
    a day."""
    with contextlib.suppress(OSError):
        for found in folder.glob(f"{_PREFIX}*-*-*{_SUFFIX}"):
            with contextlib.suppress(OSError, ValueError):
                pid = int(found.name.removeprefix(_PREFIX).split("-")[1])
                own = found.name.startswith(_own_prefix()) and os.name == "posix"
                if _is_gone(pid) if own else time.time() - found.stat().st_mtime > _DAY:
                    found.unlink()


def _is_gone(pid: int) -> bool:
    """Whether no process has that number (POSIX only: elsewhere signal 0 would end it)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _told(problem: OSError, target: Path) -> FileProblem:
    """The error of the system as a sentence."""
    if problem.errno in _FULL:
        return unwritable(
            "B943", target, "ruang penyimpanan penuh atau batas ukuran tercapai"
        )
    if problem.errno in _FORBIDDEN or isinstance(problem, PermissionError):
        return unwritable(
            "B941", target, "tidak ada izin menulis di sana, atau berkas sedang dibuka program lain"
        )
    if isinstance(problem, FileNotFoundError):
        return unwritable("B940", target, f"folder {target.parent} tidak ada lagi")
    return unwritable("B945", target, f"{system_words(problem)}; berkas lama tetap utuh")
