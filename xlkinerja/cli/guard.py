"""No traceback for users: every problem becomes one Indonesian sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

CANNOT_RUN = 2
INTERRUPTED = 130


def guarded(action: Callable[[], int], *, show_traceback: bool = False) -> int:
    """Run ``action`` and return its exit code; a problem is told on stderr and gives 2, Ctrl-C gives 130."""
    try:
        code = action()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _say("Dihentikan. Tidak ada berkas yang diubah setengah jalan.")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        _say("Memori komputer tidak cukup untuk pekerjaan ini. Tutup program lain, lalu coba lagi.")
        return CANNOT_RUN
    except Exception as problem:  # the last resort: whatever it is, the user gets a sentence
        if show_traceback:
            raise
        _say(_sentence(problem))
        return CANNOT_RUN


def _sentence(problem: Exception) -> str:
    """The problem's own Indonesian words where it has them, else what happened and how to see more."""
    from xlkinerja.findings.plain_text import one_line
    from xlkinerja.findings.system_errors import system_words

    message = getattr(problem, "message", None)
    if isinstance(message, str) and type(problem).__module__.startswith("xlkinerja."):
        return one_line(f"{message} {getattr(problem, 'suggestion', '') or ''}")
    if type(problem).__module__.startswith("xlkinerja.") and str(problem):
        return one_line(str(problem))
    if isinstance(problem, OSError):
        name = f" ({problem.filename})" if problem.filename else ""
        return one_line(f"Berkas atau folder tidak dapat dipakai{name}: {system_words(problem)}.")
    kind = type(problem).__name__
    return one_line(
        f"Program berhenti karena kesalahan yang tidak diduga ({kind}: {str(problem)[:200]}). "
        "Berkas Anda tidak berubah. Jalankan lagi dengan 'xlkinerja --lacak ...' untuk melihat "
        "rinciannya, lalu kirimkan kepada pengelola program."
    )


def _say(text: str) -> None:
    """On a terminal broken between words at its width; a file or pipe gets one line."""
    if sys.stderr.isatty():
        from textwrap import fill

        from xlkinerja.cli.terminal import width

        text = fill(text, width(), break_long_words=False, break_on_hyphens=False)
    print(text, file=sys.stderr)
