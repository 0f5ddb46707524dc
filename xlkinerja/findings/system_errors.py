"""What the operating system complains of, in Indonesian."""

from __future__ import annotations

import errno

_NAMED = {  # by name: not every system knows every number
    "ENOSPC": "ruang penyimpanan penuh",
    "EDQUOT": "jatah ruang penyimpanan Anda habis",
    "EFBIG": "batas ukuran berkas tercapai",
    "EACCES": "tidak ada izin",
    "EPERM": "tidak diizinkan",
    "EROFS": "tempat itu hanya dapat dibaca",
    "ENOENT": "berkas atau folder itu tidak ada",
    "ENOTDIR": "sebagian dari letaknya bukan folder",
    "EISDIR": "itu sebuah folder, bukan berkas",
    "ENAMETOOLONG": "namanya terlalu panjang",
    "EINVAL": "nama atau letaknya tidak sah",
    "ELOOP": "tautannya berputar-putar",
    "EBUSY": "sedang dipakai program lain",
    "EMFILE": "terlalu banyak berkas yang terbuka",
    "ENFILE": "terlalu banyak berkas yang terbuka",
    "EIO": "perangkat penyimpanan tidak dapat dibaca atau ditulis",
    "ENODEV": "perangkat penyimpanan tidak ada lagi",
    "ENXIO": "perangkat penyimpanan tidak ada lagi",
    "ETIMEDOUT": "folder jaringan tidak menjawab",
    "EHOSTUNREACH": "komputer jaringan tidak terjangkau",
    "ENETUNREACH": "jaringan tidak terjangkau",
    "ENETDOWN": "jaringan terputus",
}
_WORDS = {number: words for name, words in _NAMED.items() if (number := getattr(errno, name, None)) is not None}


def system_words(problem: OSError | ValueError) -> str:
    """The cause as a clause without a full stop: "ruang penyimpanan penuh". A cause without words of ours keeps those
    of the system behind its number; a ValueError is a name that no system accepts."""
    if not isinstance(problem, OSError):
        return "namanya memuat tanda yang tidak diperbolehkan"
    if problem.errno in _WORDS:
        return _WORDS[problem.errno]
    number = f" {problem.errno}" if problem.errno is not None else ""
    return f"kesalahan sistem{number} ({problem.strerror or problem})"
