"""The group ``xlkinerja`` and how it is run."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

import click

from xlkinerja import __version__
from xlkinerja.cli.bahasa import speak_indonesian
from xlkinerja.cli.guard import guarded
from xlkinerja.cli.lazy_group import LazyGroup
from xlkinerja.cli.signs import HANDLER, register

speak_indonesian()

SETTINGS = {"help_option_names": ["--help", "-h"], "max_content_width": 100}

OVERVIEW = """xlkinerja memeriksa, menghitung ulang, dan memberi catatan pada buku kerja kinerja kecamatan
(SAKIP/LKjIP).

\b
Mulai di sini:
  xlkinerja new kemlagi.xlsx --kecamatan Kemlagi --kabupaten Mojokerto \\
                             --tahun 2024 --renstra 2021-2026
  xlkinerja fill kemlagi.xlsx       hasilnya: kemlagi.hasil.xlsx
  xlkinerja check kemlagi.xlsx      hanya memeriksa
  xlkinerja explain J301            arti sebuah kode temuan

Bantuan setiap perintah: xlkinerja PERINTAH --help
"""


@click.group(
    cls=LazyGroup,
    help=OVERVIEW,
    context_settings=SETTINGS,
    invoke_without_command=True,
    options_metavar="[OPSI]",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
)
@click.option(
    "--lacak", is_flag=True, help="Tampilkan rincian teknis bila program berhenti karena kesalahan."
)
@click.version_option(__version__, prog_name="xlkinerja", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, lacak: bool) -> None:
    """The overview when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; returns the exit code. A stop signal is like Ctrl-C."""
    _use_utf8()
    signal.signal(signal.SIGTERM, _interrupt)
    return guarded(lambda: _invoke(arguments), show_traceback="--lacak" in arguments[:1])


def _invoke(arguments: Sequence[str]) -> int:
    try:
        result = cli.main(args=list(arguments), prog_name="xlkinerja", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code if isinstance(problem, click.UsageError) else 2
    return result if isinstance(result, int) else 0


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _use_utf8() -> None:
    """Old consoles: a sign that cannot be shown becomes a plainer one or "?", it never stops the program."""
    register()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = os.name == "nt" and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if utf8 else stream.encoding, errors=HANDLER)
