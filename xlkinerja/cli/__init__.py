"""The command line. ``--version`` answers without loading anything else."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["--versi"]):
        from xlkinerja import __version__

        print(f"xlkinerja {__version__}")
        return
    from xlkinerja.cli.app import run

    sys.exit(run(sys.argv[1:]))
