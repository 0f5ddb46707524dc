"""``xlkinerja schema``."""

from __future__ import annotations

import click


@click.command("schema", options_metavar="[OPSI]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "md")),
    default="md",
    show_default=True,
    metavar="BENTUK",
    help="Bentuk: json atau md.",
)
@click.option("--output", "-o", metavar="BERKAS", help="Tulis ke berkas ini.")
def command(form: str, output: str | None) -> int:
    """Cetak susunan buku kerja standar: lembar, tabel, kolom, judul dan persamaannya, jenis, pengisi, rumus."""
    import json
    from pathlib import Path

    from xlkinerja.cli import terminal
    from xlkinerja.cli.output import refuse_report_at, write_text
    from xlkinerja.schema.export import schema_json, schema_markdown

    refuse_report_at(output)
    text = (
        json.dumps(schema_json(), ensure_ascii=False, indent=1) + "\n"
        if form == "json"
        else schema_markdown()
    )
    if output:
        write_text(Path(output), text)
        terminal.remark(f"Susunan buku kerja ditulis ke {output}.")
    else:
        terminal.say(text)
    return 0
