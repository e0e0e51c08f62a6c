"""Shapes that travel down the corridor: what a submission holds, what is found in it, what is said about it.

Plain data, no behaviour beyond trivial look-ups. ``Submission`` is what intake hands on; ``Report`` is what reports draw.
Money and scores are kept as printed text here; exact arithmetic happens where it is needed, in ``decimal.Decimal``.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["row", "table", "document", "grading", "selfeval", "reading"]
SourceClass = Literal["official", "system", "tool"]
Verdict = Literal["需修改", "建议复核", "未见问题", "未评"]
RewriteKind = Literal["copy", "split", "measure", "unit", "move", "drop", "ask"]


class Severity(enum.IntEnum):
    """How bad a finding is; 0 in a mask means that the rule is silent on the row."""

    NONE = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """Machine name: ``info``, ``warning`` or ``error``."""
        return self.name.lower()

    @property
    def chinese(self) -> str:
        """The word that reports print."""
        return ("", "提示", "警告", "错误")[self]


# --- what was read ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Notice:
    """A reading notice (E01–E05): something about the file, not a defect of the unit that wrote it."""

    code: str
    level: str
    message: str
    address: str = ""
    advice: str = ""


@dataclass(slots=True)
class Indicator:
    """One third-level indicator row, with the characters as printed (layout white space aside).

    ``addresses`` maps a field name (``name``, ``target`` …) to the place of its cell in the file.
    ``comparator`` and ``unit`` hold separate columns of the form where it has them; ``target`` already joins them.
    """

    table_no: int
    row_no: int
    name: str
    target: str = ""
    first_tier: str = ""
    second_tier_raw: str = ""
    second_tier: str = ""
    description: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""
    basis: str = ""
    period_target: str = ""
    comparator: str = ""
    unit: str = ""
    remark: str = ""
    criteria: str = ""
    evidence: str = ""
    department: str = ""
    year: str = ""
    project: str = ""
    used: bool = True
    address: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Goal:
    """A goal text of a form: ``period`` is ``year``, ``term`` (实施期) or empty where the form does not say."""

    text: str
    period: str = ""
    address: str = ""
    label: str = ""


@dataclass(slots=True)
class Budget:
    """The money block of a form, as printed. ``plan`` maps a column head (3月底 …) to its cell."""

    total: str = ""
    fiscal: str = ""
    other: str = ""
    carryover: str = ""
    initial: str = ""
    executed: str = ""
    execution_rate: str = ""
    weight: str = ""
    score: str = ""
    plan: dict[str, str] = field(default_factory=dict)
    address: str = ""


@dataclass(slots=True)
class Table:
    """One indicator table with everything that its form prints around it."""

    table_no: int
    title: str = ""
    kind: Literal["target", "self_evaluation"] = "target"
    department: str = ""
    year: str = ""
    project: str = ""
    project_code: str = ""
    parent_project: str = ""
    period: str = ""
    attribute: str = ""
    purpose: str = ""
    currency_unit: str = ""
    framework: Literal["A", "B"] = "A"
    budget: Budget = field(default_factory=Budget)
    goals: list[Goal] = field(default_factory=list)
    completion: str = ""
    total_weight: str = ""
    total_score: str = ""
    columns: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    rows: list[Indicator] = field(default_factory=list)
    address: str = ""


@dataclass(slots=True)
class GradingBand:
    """One grading standard: what completion counts as 优, 良, 中, 差."""

    indicator: str
    excellent: str = ""
    good: str = ""
    medium: str = ""
    poor: str = ""
    section: str = ""
    address: str = ""


@dataclass(slots=True)
class Task:
    """One line of a task list, with its money where the form prints it."""

    task: str
    content: str = ""
    seq: str = ""
    section: str = ""
    total: str = ""
    fiscal: str = ""
    other: str = ""
    period_goal: str = ""
    annual_goal: str = ""
    responsible: str = ""
    table_no: int | None = None
    address: str = ""


@dataclass(slots=True)
class Passage:
    """A paragraph of narrative outside every form; ``section`` is the nearest heading above it."""

    text: str
    section: str = ""
    address: str = ""


@dataclass(slots=True)
class Submission:
    """One file as read."""

    path: str
    format: str
    department: str = ""
    year: str = ""
    tables: list[Table] = field(default_factory=list)
    bands: list[GradingBand] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """What the file holds: target, self_evaluation, grading, task_list."""
        found = [k for k in ("target", "self_evaluation") if any(t.kind == k for t in self.tables)]
        return found + ["grading"] * bool(self.bands) + ["task_list"] * bool(self.tasks)


# --- what is said about it --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The untouched cell text, the spans in it that triggered the rule, and the numbers that were compared."""

    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where, which rule, what triggered it, why it matters, what to do."""

    rule: str
    name: str
    severity: Severity
    level: Level
    field: str
    message: str
    evidence: Evidence
    advice: str
    source_class: SourceClass
    address: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the ignore list sets aside, with who did so, why and until when (ISO date, or empty)."""

    finding: Finding
    reason: str
    author: str
    expires: str = ""
    table_no: int | None = None
    row_no: int | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """The second tier that a row's content belongs to. ``confidence`` is in 0–1; ``words`` are the words that decided."""

    tier: str = ""
    confidence: float = 0.0
    second: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A typed blank 【待填：数值】 in a suggestion."""

    field: str
    type: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A piece of a suggestion that was taken from the submission, and from where."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Example:
    """The corpus example that a suggestion was drawn from; ``target`` is its pattern, never a number."""

    id: str
    name: str
    target: str
    sector: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One suggestion, a draft whose numbers come from the submission or are left blank."""

    kind: RewriteKind
    second_tier: str = ""
    name: str = ""
    comparator: str = ""
    value: str = ""
    unit: str = ""
    target: str = ""
    formula: str = ""
    evidence_source: str = ""
    basis: str = ""
    blanks: tuple[Blank, ...] = ()
    copied: tuple[Copied, ...] = ()
    example: Example | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowScore:
    """Wording score of a row, 0–100, and its parts (points reached; a skipped part is absent)."""

    total: float
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class RowResult:
    """One indicator row with everything that was found about it."""

    indicator: Indicator
    prediction: Prediction = field(default_factory=Prediction)
    findings: list[Finding] = field(default_factory=list)
    rewrites: list[Rewrite] = field(default_factory=list)
    score: RowScore | None = None

    @property
    def severity(self) -> Severity:
        """The worst severity on the row."""
        return max((f.severity for f in self.findings), default=Severity.NONE)


@dataclass(slots=True)
class TableResult:
    """One table with its rows' results; ``score`` is None where no row is used."""

    table: Table
    rows: list[RowResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    score: float | None = None
    grade: str = ""
    verdict: Verdict = "未评"


@dataclass(slots=True)
class DocumentResult:
    """One file's results. ``profile`` holds the four dimensions, None for what wording cannot show."""

    submission: Submission
    tables: list[TableResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    score: float | None = None
    grade: str = ""
    verdict: Verdict = "未评"
    profile: dict[str, float | None] = field(default_factory=dict)
    assessed_points: int = 0
    suppressed: list[Suppressed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read (or held no indicator table although it was named)."""

    path: str
    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class DepartmentResult:
    """A department over all files of a run."""

    department: str
    documents: int
    used_rows: int
    score: float | None
    findings_by_severity: dict[str, int] = field(default_factory=dict)
    findings_by_rule: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """Everything that one call of the auditor says."""

    documents: list[DocumentResult] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    departments: list[DepartmentResult] = field(default_factory=list)
    tool: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    rationales: dict[str, str] = field(default_factory=dict)
