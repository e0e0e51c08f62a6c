"""Cases of rules: small forms written as data, each with what a rule has to say about it.

A file ``<ID>.toml`` holds the cases of one rule under ``[[fires]]`` and ``[[silent]]``. A case is a row (``name``,
``target``, ``tier`` …) or a form (``rows``, ``goal``, ``budget`` …) with ``why`` it is one; ``severity`` may name the level that is
expected.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import ConfigurationError
from auditor.intake.forms.indicator_cells import join_target
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK
from auditor.pipeline import Auditor
from auditor.rules.rule import Rule
from auditor.schema import Budget, Finding, Goal, GradingBand, Indicator, Passage, Severity, Submission, Table, Task
from auditor.settings import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One case: the rule that it is about, whether the rule has to fire, its number among such cases, and the form."""

    rule: str
    fires: bool
    number: int
    data: Data

    @property
    def label(self) -> str:
        """Name the case for people."""
        what = self.data.get("name") or self.data.get("goal") or "form"
        kind = "fires" if self.fires else "silent"
        values = f"{self.data.get('target', '')}{self.data.get('actual', '')}"
        return f"{self.rule}-{kind}-{self.number}-{what}-{values}-{self.data.get('why', '')}"

    def wrong(self, findings: Sequence[Finding]) -> str:
        """Say in Chinese what is wrong with the findings of this case; '' where nothing is."""
        worst = max((finding.severity for finding in findings if finding.rule == self.rule), default=Severity.NONE)
        said = worst.label if worst else ""
        if self.fires and not said:
            return "应当报出，没有报出"
        if not self.fires and said:
            return "不应报出，却报出了"
        wanted = self.data.get("severity", said)
        return "" if said == wanted else f"级别应为 {wanted}，实为 {said}"


def load(folder: Path) -> list[Case]:
    """Read the cases of a folder, file by file.

    Raises
    ------
    ConfigurationError
        ``C108`` where a file is no TOML.
    """
    cases = []
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError("C108", f"用例文件 {path} 读不进来：{error}。", "请核对引号和方括号。") from None
        cases += [
            Case(path.stem, kind == "fires", number, data)
            for kind in ("fires", "silent")
            for number, data in enumerate(content.get(kind, []), 1)
        ]
    return cases


def run(cases: Sequence[Case], rules: Sequence[Rule], settings: Settings) -> dict[str, list[Finding]]:
    """Audit all cases.

    Returns
    -------
    dict of str to list of Finding
        Label of a case → findings on its first row, on its forms and on its document. Every case is a document of one
        call. A case of a rule that compares documents, or one that names ``others`` (the next documents) or ``approved`` (the
        approved targets), is a call of its own.
    """
    auditor = Auditor(settings)
    comparing = {rule.id for rule in rules if rule.survey}
    alone = [case for case in cases if case.rule in comparing or {"others", "approved"} & case.data.keys()]
    together = [case for case in cases if case not in alone]
    documents = auditor.audit_all([_submission(case.label, case.data) for case in together])
    for case in alone:
        given = [case.data, *case.data.get("others", [])]
        approved = [_submission("approved", form) for form in case.data.get("approved", [])]
        documents += auditor.audit_all([_submission(case.label, data) for data in given], approved)[:1]
    found = {}
    for case, document in zip([*together, *alone], documents, strict=True):
        tables = document.tables
        below = [f for table in tables for row in table.rows for f in row.findings if f.level != "row"]
        whole = [*document.findings, *(finding for table in tables for finding in table.findings), *below]
        rows = tables[0].rows if tables else []
        found[case.label] = [f for row in rows[:1] for f in row.findings if f.level == "row"] + whole
    return found


def _indicator(data: Data, number: int) -> Indicator:
    target = join_target(data.get("comparator", ""), data.get("target", ""), data.get("unit", ""))
    tier = data.get("tier", "")
    return Indicator(
        1,
        number,
        data.get("name", ""),
        target,
        first_tier=tiers.group().get(tier, ""),
        second_tier_raw=tier,
        second_tier=tier,
        description=data.get("description", ""),
        comparator=data.get("comparator", ""),
        unit=data.get("unit", ""),
        remark=data.get("remark", ""),
        criteria=data.get("criteria", ""),
        basis=data.get("basis", ""),
        weight=data.get("weight", ""),
        used=not (normalize(data.get("name", "")) in BLANK and normalize(target) in BLANK),
        actual=data.get("actual", ""),
        score=data.get("score", ""),
        deviation=data.get("deviation", ""),
        period_target=data.get("period_target", ""),
    )


_FORM = (
    "title", "project", "parent_project", "purpose", "currency_unit", "year", "period", "attribute", "completion",
    "total_weight", "total_score", "department", "framework",
)  # fmt: skip
_COLUMNS = ("basis", "actual", "weight", "score", "deviation")


def _table(data: Data, number: int) -> Table:
    lines = [data, *data.get("rows", [])] if "name" in data or "target" in data else data.get("rows", [])
    table = Table(
        number,
        budget=Budget(total=data.get("budget", ""), **data.get("money", {})),
        labels=data.get("labels", {}),
        **{field: data[field] for field in _FORM if field in data},
    )
    if data.get("prints_goal", "goal" in data):
        table.goals = [Goal(data.get("goal", ""), label="绩效目标")]
    table.goals += [Goal(**goal) for goal in data.get("goals", [])]
    table.rows = [_indicator(line, i) for i, line in enumerate(lines, 1)]
    table.columns = ("name", "target", *(name for name in _COLUMNS if any(name in line for line in lines)))
    table.kind = "self_evaluation" if "actual" in table.columns else "target"
    return table


def _submission(label: str, data: Data) -> Submission:
    """A case is a form; ``forms`` holds further ones, ``tasks``, ``passages`` and ``bands`` what stands around them."""
    tables = [_table(form, i) for i, form in enumerate([data, *data.get("forms", [])], 1)]
    return Submission(
        label,
        "txt",
        department=data.get("department", ""),
        year=data.get("year", ""),
        tables=[table for table in tables if table.rows or table.goals or table.labels],
        bands=[GradingBand(**band) for band in data.get("bands", [])],
        tasks=[Task(**task) for task in data.get("tasks", [])],
        passages=[Passage(**passage) for passage in data.get("passages", [])],
    )
