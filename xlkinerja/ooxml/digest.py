"""SHA-256 without OpenSSL, which takes three megabytes: Python's own, where this Python has it."""

from __future__ import annotations

try:
    from _sha2 import sha256  # from Python 3.12 on
except ImportError:
    try:
        from _sha256 import sha256
    except ImportError:
        from hashlib import sha256

__all__ = ["sha256"]
