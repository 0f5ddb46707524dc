"""A group of commands that loads a command's module only when the command is asked for."""

from __future__ import annotations

from importlib import import_module

import click

#: Command -> (module under cli.commands, one line of help), in the order of the overview.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Buat buku kerja kosong untuk satu kecamatan dan satu tahun."),
    "fill": ("fill", "Hitung, periksa, lalu tulis salinan bertanda dengan lembar Temuan dan Ikhtisar."),
    "check": ("check", "Periksa berkas atau folder tanpa menulis apa pun ke dalamnya."),
    "audit": ("audit", "Periksa rumus pada buku kerja Excel mana pun."),
    "trace": ("trace", "Telusuri asal sebuah angka dan apa yang bergantung padanya."),
    "annotate": ("annotate", "Tuliskan daftar temuan ke dalam buku kerja mana pun."),
    "clean": ("clean", "Hapus semua yang ditulis xlkinerja dari buku kerja."),
    "summary": ("summary", "Tulis Ikhtisar dan tabel Bab III sebagai buku kerja tersendiri."),
    "lkjip": ("lkjip", "Tulis draf Word LKjIP Bab III."),
    "explain": ("explain", "Jelaskan sebuah kode temuan."),
    "rules": ("rules", "Daftar semua pemeriksaan."),
    "schema": ("schema", "Cetak susunan buku kerja standar."),
}


class LazyGroup(click.Group):
    """Finds its commands in ``COMMANDS``; the overview needs no command's module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"xlkinerja.cli.commands.{COMMANDS[cmd_name][0]}")
        return module.command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with the nearest name when there is no such command."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0].lower(), COMMANDS, 1, 0.5)
            hint = f" Maksud Anda '{near[0]}'?" if near else ""
            ctx.fail(f"Tidak ada perintah '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from ``COMMANDS`` alone."""
        with formatter.section("Perintah"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])
