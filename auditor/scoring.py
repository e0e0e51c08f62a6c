"""Findings → row, table and document scores (domain: part 6). The score is about wording and is called so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import parse
from auditor.schema import (
    DepartmentResult,
    DocumentResult,
    Finding,
    Indicator,
    RowResult,
    RowScore,
    Severity,
    TableResult,
    Verdict,
)

#: part → (points, rule ids that touch it)
PARTS: dict[str, tuple[float, frozenset[str]]] = {
    "值可衡量": (40, frozenset({"V01", "V02", "V03", "V04", "V05", "V12", "V13", "V14", "V15", "V18", "V22"})),
    "名称与口径": (25, frozenset({"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N11"})),
    "类别归属": (15, frozenset({f"C{i:02d}" for i in range(1, 11)})),
    "符号与单位": (10, frozenset({"V06", "V07", "V08", "V09", "V10", "V11", "V19"})),
    "依据与佐证": (10, frozenset({"V20", "V21", "V23"})),
}
SHARE = {Severity.NONE: 1.0, Severity.INFO: 0.9, Severity.WARNING: 0.5, Severity.ERROR: 0.0}
ROW_CAP, TABLE_CAP, GOAL_CAP = 60.0, 59.9, 79.9
UNMEASURED = PARTS["值可衡量"][1] - {"V15", "V22"}
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
#: dimension of the official table → its points
WEIGHTS = {"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20}
#: sub-item of the four-dimension profile → (dimension, points, rule ids)
PROFILE: dict[str, tuple[str, float, frozenset[str]]] = {
    "规范完整性": ("完整性", 10, frozenset({"T01", "V01", "V14", "V20", "T10", "D09", "D10"})),
    "明确清晰性": ("完整性", 10, frozenset({"D01", "D02", "D03", "D04", "D05", "N01", "N04"})),
    "目标相关性": ("相关性", 15, frozenset({"T03", "T06", "T11", "D06", "C03"})),
    "绩效合理性": ("适当性", 15, frozenset({"V16", "V17", "V08", "V09", "T10", "G01", "G02", "G03", "G04", "V22"})),
    "资金匹配性": ("适当性", 15, frozenset({"T04", "V18", "D09"})),
    "实现可能性": ("可行性", 10, frozenset({"V21", "N07", "V15", "T03", "D11"})),
}


def grade(score: float) -> str:
    """Return 优, 良, 中 or 差."""
    return next(word for limit, word in GRADES if score >= limit)


def row_score(row: Indicator, findings: Sequence[Finding], has_basis: bool) -> RowScore:
    """Score one used row, 0–100.

    Each part takes only its worst finding; parts that do not apply are left out and the rest is brought to 100. A row
    with any error gets at most 60.
    """
    worst = {
        part: max((f.severity for f in findings if f.rule in ids), default=Severity.NONE)
        for part, (_, ids) in PARTS.items()
    }
    skipped = set()
    if tiers.second(row.second_tier) == "" and row.second_tier_raw:
        skipped.add("类别归属")
    if not parse(row.target).has_number:
        skipped.add("符号与单位")
    if not has_basis:
        skipped.add("依据与佐证")
    parts = {part: points * SHARE[worst[part]] for part, (points, _) in PARTS.items() if part not in skipped}
    possible = sum(PARTS[part][0] for part in parts)
    total = 100 * sum(parts.values()) / possible
    if _is_wrong(findings):
        total = min(total, ROW_CAP)
    return RowScore(round(total, 1), {part: round(points, 1) for part, points in parts.items()})


def _is_wrong(findings: Iterable[Finding]) -> bool:
    """Does an error of wording stand on the row? The arithmetic of a self-evaluation is no matter of wording."""
    return any(f.severity is Severity.ERROR and f.level == "row" for f in findings)


def table_score(rows: Sequence[RowResult], findings: Iterable[Finding]) -> float | None:
    """Mean over the used rows, weighted by 分值 where every used row has one; None without a used row."""
    used = [row for row in rows if row.score is not None]
    if not used:
        return None
    weights = [_weight(row.indicator.weight) for row in used]
    if not all(weights):
        weights = [Decimal(1)] * len(used)
    total = sum(Decimal(str(row.score.total)) * w for row, w in zip(used, weights, strict=True) if row.score and w)
    score = float(total / sum(w for w in weights if w))
    if 2 * sum(_is_wrong(row.findings) for row in used) >= len(used):
        score = min(score, TABLE_CAP)
    if any(f.rule == "D01" for f in findings) or not any(_is_usable_benefit(row) for row in used):
        score = min(score, GOAL_CAP)
    return round(score, 1)


def _weight(text: str) -> Decimal | None:
    try:
        value = Decimal(normalize(text).rstrip("分%"))
    except InvalidOperation:
        return None
    return value if value > 0 else None


def _is_usable_benefit(row: RowResult) -> bool:
    group = tiers.group().get(row.indicator.second_tier) or tiers.first(row.indicator.first_tier)
    return (
        group == "效益指标"
        and parse(row.indicator.target).has_number
        and not any(f.rule in UNMEASURED for f in row.findings)
    )


def score_document(document: DocumentResult) -> None:
    """Fill scores, grades, verdicts and the profile of a document and its tables, in place."""
    for table in document.tables:
        has_basis = "basis" in table.table.columns
        for row in table.rows:
            row.score = row_score(row.indicator, row.findings, has_basis) if is_assessed(row) else None
        table.score = table_score(table.rows, table.findings)
        table.grade = grade(table.score) if table.score is not None else ""
        table.verdict = verdict([*table.findings, *(f for row in table.rows for f in row.findings)])
    rows = [row for table in document.tables for row in table.rows if row.score is not None]
    pairs = [
        (table.score, sum(row.score is not None for row in table.rows))
        for table in document.tables
        if table.score is not None
    ]
    if pairs:
        document.score = round(sum(score * n for score, n in pairs) / sum(n for _, n in pairs), 1)
        document.grade = grade(document.score)
    findings = all_findings(document)
    doubtful = any(n.code == "E04" and n.level != "info" for n in document.submission.notices)
    document.verdict = verdict(findings, doubtful) if document.tables else "未评"
    goals = sum(len(table.table.goals) for table in document.tables)
    document.profile, document.assessed_points = profile(findings, rows, goals)


def is_assessed(row: RowResult) -> bool:
    """Used rows that are not declared not applicable."""
    return row.indicator.used and not any(f.rule == "C08" and f.severity is Severity.INFO for f in row.findings)


def all_findings(document: DocumentResult) -> list[Finding]:
    """Findings of a document at every level."""
    rows = [f for table in document.tables for row in table.rows for f in row.findings]
    return [*document.findings, *(f for table in document.tables for f in table.findings), *rows]


def verdict(findings: Sequence[Finding], doubtful: bool = False) -> Verdict:
    """需修改 with an error, 建议复核 with a warning (or a doubtful structure), 未见问题 otherwise."""
    worst = max((f.severity for f in findings), default=Severity.NONE)
    if worst is Severity.ERROR:
        return "需修改"
    return "建议复核" if worst is Severity.WARNING or doubtful else "未见问题"


def profile(
    findings: Sequence[Finding], rows: Sequence[RowResult], goals: int = 1
) -> tuple[dict[str, float | None], int]:
    """The four official dimensions in points of :data:`WEIGHTS`, and how many of the 100 points were assessed.

    A dimension is brought to its full weight over what wording shows of it; all are None without an assessed row.
    """
    found: dict[str, float | None] = dict.fromkeys(WEIGHTS)
    if not rows:
        return found, 0
    reached: dict[str, float] = {}
    possible: dict[str, float] = {}
    for dimension, points, ids in PROFILE.values():
        errors, warnings = (
            _rate(findings, ids, level, len(rows), goals) for level in (Severity.ERROR, Severity.WARNING)
        )
        reached[dimension] = reached.get(dimension, 0) + points * (1 - min(1.0, errors + 0.5 * warnings))
        possible[dimension] = possible.get(dimension, 0) + points
    mean = sum(row.score.total for row in rows if row.score) / len(rows)
    reached["相关性"] += 15 * mean / 100
    possible["相关性"] += 15
    found.update({name: round(WEIGHTS[name] * reached[name] / possible[name], 1) for name in WEIGHTS})
    return found, int(sum(possible.values()))


def _rate(findings: Sequence[Finding], ids: frozenset[str], severity: Severity, rows: int, goals: int) -> float:
    """How often defects stand per used row; those of goals (D) per goal text."""
    found = [f.rule for f in findings if f.rule in ids and f.severity is severity]
    about_goals = sum(rule.startswith("D") for rule in found)
    return (len(found) - about_goals) / rows + about_goals / max(goals, 1)


def departments(documents: Sequence[DocumentResult]) -> list[DepartmentResult]:
    """Roll the rows of a run up by department, in name order; rows without department stand under （未写明部门）."""
    grouped: dict[str, list[tuple[DocumentResult, RowResult]]] = {}
    found: dict[str, list[Finding]] = {}
    for document in documents:
        for table in document.tables:
            for row in table.rows:
                name = _department_of(row.indicator, document)
                grouped.setdefault(name, []).append((document, row))
                found.setdefault(name, []).extend(row.findings)
            homes = rows_by_address(table) if table.findings else {}
            for finding in table.findings if table.rows else ():
                home = homes.get(finding.address) or table.rows[0].indicator
                found[_department_of(home, document)].append(finding)
    return [_department(name, grouped[name], found[name]) for name in sorted(grouped)]


def rows_by_address(table: TableResult) -> dict[str, Indicator]:
    """Which row each cell of a table belongs to: whose a table finding is where one table holds many departments."""
    return {
        address: row.indicator
        for row in table.rows
        for address in (row.indicator.address, *row.indicator.addresses.values())
    }


def _department_of(row: Indicator, document: DocumentResult) -> str:
    return row.department or document.submission.department or "（未写明部门）"


def _department(
    name: str, members: list[tuple[DocumentResult, RowResult]], findings: list[Finding]
) -> DepartmentResult:
    used = [row for _, row in members if row.score is not None]
    scores = [row.score.total for row in used if row.score]
    by_severity: dict[str, int] = {}
    by_rule: dict[str, int] = {}
    for finding in findings:
        by_severity[finding.severity.label] = by_severity.get(finding.severity.label, 0) + 1
        by_rule[finding.rule] = by_rule.get(finding.rule, 0) + 1
    mean = round(sum(scores) / len(scores), 1) if scores else None
    return DepartmentResult(
        name, len({id(d) for d, _ in members}), len(used), mean, by_severity, dict(sorted(by_rule.items()))
    )
