"""From an opened workbook to its findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlkinerja.rules  # noqa: F401 (registers every rule)
from xlkinerja.annotate.decisions import Decision, Judged, judge
from xlkinerja.api.as_filled import read_as_filled
from xlkinerja.api.loading import Opened, open_clean, unique
from xlkinerja.api.options import CheckOptions
from xlkinerja.api.recalculated import Values, values_for_absent, with_values
from xlkinerja.api.remarks import signature_findings
from xlkinerja.findings.choice import is_wanted
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.order import in_order
from xlkinerja.findings.result import FileResult, failed, result_of
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.policy import Policy, PolicyError, load_policy
from xlkinerja.reader import read_book
from xlkinerja.records import Record, replace
from xlkinerja.rules.registry import Context, run_rules
from xlkinerja.schema.declared import schema_for
from xlkinerja.schema.standard import STANDARD


class Checked(Record):
    """A workbook with its findings, in the order to show. ``judged`` are the same findings with the follow-up
    of the staff; ``gone``: decisions whose finding no longer appears; ``recalculated``: values of formulas
    that were saved without one; ``following``: new values of formulas that hang on cells ``fill`` fills."""

    opened: Opened
    context: Context
    judged: list[Judged]
    gone: list[Decision]
    recalculated: Values
    following: Values

    @property
    def findings(self) -> list[Finding]:
        """The findings, accepted ones last."""
        return [item.finding for item in self.judged]


def check_file(path: str | Path, options: CheckOptions | None = None) -> FileResult:
    """Check one file; nothing is written. A file that cannot be read gives status "gagal", not an exception.

    Raises PolicyError when the policy asked for cannot be loaded.
    """
    options = options or CheckOptions()
    try:
        checked = check_opened(_opened(Path(path), options), options)
    except FileProblem as problem:
        return failed(str(path), problem.code, problem.message, problem.suggestion)
    return result_of(str(path), (replace(f, file=str(path)) for f in checked.findings))


def _opened(path: Path, options: CheckOptions) -> Opened:
    try:
        return open_clean(path, options.limits)
    except FileProblem as problem:
        from xlkinerja.ooxml.values_only import READABLE, read_values

        if not options.values_only or problem.code not in READABLE:
            raise
        return Opened(path, None, read_values(path, problem, options.limits), [], False)


def check_opened(opened: Opened, options: CheckOptions, more: list[Decision] | None = None) -> Checked:
    """Run reader and rules. ``more``: decisions from elsewhere (an earlier output), used where the file has
    none."""
    recalculated = values_for_absent(opened.workbook)
    read = read_book(with_values(opened.workbook, recalculated), STANDARD)
    policy, complaint = _policy(options, read.book.profile_text("kebijakan"), opened.path)
    schema = schema_for(policy)
    if schema is not STANDARD:  # the policy declares sheets of its own: read once more, with them
        read = read_book(with_values(opened.workbook, recalculated), schema)
    memo: dict[str, Any] = {"judge": options.judge}
    read, following, standing = read_as_filled(read, opened.workbook, recalculated, policy, schema, memo)
    memo["as_filled"] = standing
    context = Context(read.book, policy, opened.workbook, schema, memo)
    found = [
        f
        for f in [*read.findings, *complaint, *_about_the_file(opened)]
        if is_wanted(f.code, options.select, options.ignore)
    ]
    found += run_rules(context, options.select, options.ignore)
    decisions = [*opened.decisions, *(more or [])]
    ordered = in_order(unique(found), [s.name for s in opened.workbook.sheets])
    judged, gone = judge(ordered, decisions)
    judged.sort(key=lambda item: bool(item.finding.accepted))
    return Checked(opened, context, judged, gone, recalculated, following)


def _about_the_file(opened: Opened) -> list[Finding]:
    """One note on a workbook of another format (only its values were seen), or on a signed one."""
    if opened.package is not None:
        return signature_findings(opened.package)
    message = f"Berkas {opened.path.name} bukan .xlsx; hanya nilainya yang dibaca, rumusnya tidak diperiksa."
    return [Finding("B952", Severity.CATATAN, "", "", message, suggestion="Simpan ulang sebagai .xlsx untuk fill.")]


def _policy(options: CheckOptions, named: str, path: Path) -> tuple[Policy, list[Finding]]:
    """The policy asked for, else the one that the workbook names; a name that does not lead anywhere is a
    finding."""
    if options.policy:
        return load_policy(options.policy), []
    try:
        beside = path.parent / named
        local = named.casefold().endswith(".toml") and "/" not in named and "\\" not in named
        return load_policy(str(beside) if local else named), []
    except PolicyError as problem:
        finding = Finding(
            "S131",
            Severity.PERINGATAN,
            "Profil",
            "",
            f"{problem.message} Dipakai kebijakan nasional.",
            found=named,
            suggestion="Pilih kebijakan pada lembar Profil, atau berikan --policy.",
        )
        return load_policy(None), [finding]
