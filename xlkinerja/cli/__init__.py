"""The command line. ``--version`` answers without loading anything else."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["--versi"]):
        from xlkinerja import __version__

        print(f"xlkinerja {__version__}")
        return
    gc.set_threshold(200_000, 20, 20)  # a short life with much plain data: hardly anything to collect
    try:
        from xlkinerja.cli.app import run
    except KeyboardInterrupt:  # before anything was read or written
        print("Dihentikan. Tidak ada berkas yang diubah.", file=sys.stderr)
        _leave(130)
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> None:
    """End the process at once: taking a workbook's cells apart one by one before the end helps nobody.

    Where other processes or threads were started, they are waited for as usual.
    """
    threading = sys.modules.get("threading")
    if "multiprocessing" in sys.modules or (threading and threading.active_count() > 1):
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:  # the reader of our output has gone
                code = code or 1
    os._exit(code)
