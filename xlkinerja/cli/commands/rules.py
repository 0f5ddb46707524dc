"""``xlkinerja rules``."""

from __future__ import annotations

import click

FORMS = ("text", "json", "md")


@click.command("rules", options_metavar="[OPSI]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    metavar="BENTUK",
    help="Bentuk daftar: text, json, md.",
)
def command(form: str) -> int:
    """Daftar semua pemeriksaan menurut kelompok: kode, tingkat, nama, dan apa yang diperiksa."""
    from xlkinerja.catalogue import catalogue
    from xlkinerja.cli import terminal
    from xlkinerja.reports.catalogue_text import rules_markdown, rules_table

    entries = list(catalogue().values())
    if form == "json":
        import json

        from xlkinerja.records import asdict

        terminal.say(json.dumps([asdict(e) for e in entries], ensure_ascii=False, indent=1))
    elif form == "md":
        terminal.say(rules_markdown(entries))
    else:
        terminal.say(rules_table(entries, width=terminal.width()))
    return 0
