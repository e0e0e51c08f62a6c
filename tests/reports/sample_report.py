"""A report built by hand that holds every shape the outputs draw."""

from __future__ import annotations

from auditor.schema import (
    Blank,
    Budget,
    Copied,
    DepartmentResult,
    DocumentResult,
    Evidence,
    Example,
    Failure,
    Finding,
    Goal,
    GradingBand,
    Indicator,
    Notice,
    Prediction,
    Report,
    Rewrite,
    RowResult,
    RowScore,
    Severity,
    Submission,
    Table,
    TableResult,
    Task,
)

VAGUE_GOAL = "全面提升城区绿化水平，" + "认真落实年度各项工作安排，" * 8 + "确保绿化工作取得明显成效。"


def finding(rule: str, name: str, severity: Severity, **given: object) -> Finding:
    """Return a finding with what the test does not care about filled in."""
    values: dict[str, object] = {
        "level": "row",
        "field": "target",
        "message": "指标值无法度量。",
        "evidence": Evidence(),
        "advice": "请补充可度量的指标值。",
        "source_class": "official",
        "fingerprint": f"{rule}-0001",
    }
    return Finding(rule=rule, name=name, severity=severity, **{**values, **given})  # type: ignore[arg-type]


def vague_row() -> RowResult:
    """Return a row with an error, a warning and four suggestions."""
    row = Indicator(
        1, 2, "街道绿化水平", "明显提升", "效益指标", "生态效益", "生态效益指标", weight="10", score="9.5",
        address="t1r5c4", addresses={"target": "t1r5c4"},
    )  # fmt: skip
    measure = Rewrite(
        "measure", "生态效益指标", "街道绿化覆盖率", "≥", "【待填：数值】", "%", "≥【待填：数值】%",
        formula="绿化覆盖面积÷街道用地面积×100%", evidence_source="绿化台账", blanks=(Blank("value", "数值"),),
        copied=(Copied("街道绿化", "本行三级指标"),),
        example=Example("EX-1", "城区绿化覆盖率", "≥【数值】%", "园林", 0.8123), note="备选",
    )  # fmt: skip
    return RowResult(
        row,
        Prediction("生态效益指标", 0.87125, "社会效益指标", ("绿化",)),
        [
            finding("V03", "定性值无评判标准", Severity.ERROR, evidence=Evidence("明显提升", ((0, 2),))),
            finding(
                "N04", "名称空泛无对象", Severity.WARNING, field="name", evidence=Evidence("街道绿化水平", ((4, 6),))
            ),
        ],
        [
            measure,
            Rewrite("move", "数量指标", "新增绿化面积", "≥", "【待填：数值】", "平方米"),
            Rewrite("ask", note="请说明评判标准"),
            Rewrite("drop", note="第四条不在终端显示"),
        ],
        RowScore(60, {"值可衡量": 0, "名称与口径": 12.5, "类别归属": 15}),
    )


def good_row() -> RowResult:
    """Return a row without findings."""
    row = Indicator(1, 1, "补植行道树数量", "≥120株", "产出指标", "数量指标", "数量指标", unit="株", address="t1r4c4")
    return RowResult(row, Prediction("数量指标", 0.99, "质量指标", ("数量",)), score=RowScore(100, {"值可衡量": 40}))


def unused_row() -> RowResult:
    """Return a row that the form leaves unused."""
    return RowResult(Indicator(1, 3, "/", "/", "效益指标", "经济效益", "经济效益指标", used=False, address="t1r6c4"))


def greening() -> DocumentResult:
    """Return a file with one table and findings on every level."""
    table = Table(
        1, "项目支出绩效目标表", department="滨江区园林局", year="2024", project="行道树补植", currency_unit="万元",
        budget=Budget(total="35", fiscal="35", plan={"6月底": "20"}),
        goals=[Goal(VAGUE_GOAL, "year", "t1r3c2")], rows=[vague_row().indicator],
    )  # fmt: skip
    missing = finding("T01", "必要类别缺失", Severity.WARNING, level="table", field="", message="缺少成本指标。")
    vague = finding(
        "D02", "绩效目标空泛", Severity.INFO, level="table", field="goal", source_class="system", address="t1r3c2",
        evidence=Evidence(VAGUE_GOAL, ((0, 4), (len(VAGUE_GOAL) - 5, len(VAGUE_GOAL) - 1))),
    )  # fmt: skip
    overlap = finding(
        "G01", "等级区间重叠", Severity.ERROR, level="grading", field="excellent", source_class="tool",
        evidence=Evidence("优 ≥90，良 ≥80", (), ("90", "80")),
    )  # fmt: skip
    submission = Submission(
        "园林/行道树.docx", "docx", "滨江区园林局", "2024", [table],
        [GradingBand("绿化工作", "≥90", "≥80", "≥60", "<60")], [Task("补植行道树", "补植 120 株", table_no=1)],
        notices=[Notice("E04", "warning", "第 7 行有指标值而没有名称。", "t1r7", "请核对原件。")],
    )  # fmt: skip
    rows = [good_row(), vague_row(), unused_row()]
    return DocumentResult(
        submission,
        [TableResult(table, rows, [missing, vague], 78.456, "中", "需修改")],
        [overlap], 78.456, "中", "需修改",
        {"完整性": 15.5, "相关性": 21.0, "适当性": None, "可行性": None}, 50,
    )  # fmt: skip


def tidy() -> DocumentResult:
    """Return a file without findings."""
    row = RowResult(Indicator(1, 1, "培训班次", "≥4次", "产出指标", "数量指标", "数量指标"), score=RowScore(100))
    table = Table(1, "培训项目", department="滨江区文旅局", year="2024", rows=[row.indicator])
    submission = Submission("文旅/培训.xlsx", "xlsx", "滨江区文旅局", "2024", [table])
    return DocumentResult(submission, [TableResult(table, [row], [], 100, "优", "未见问题")], [], 100, "优", "未见问题")


def one_file() -> Report:
    """Return the report of a single file."""
    return Report([greening()], tool={"version": "0.1.0", "ruleset": "1", "model": "1", "corpus": "1"})


def many_files() -> Report:
    """Return the report of a folder with an unreadable file."""
    departments = [
        DepartmentResult("滨江区园林局", 1, 2, 78.456, {"error": 2, "warning": 2, "info": 1}, {"V03": 1, "N04": 1}),
        DepartmentResult("滨江区文旅局", 1, 1, 100.0),
    ]
    failure = Failure("扫描件.pdf", "E01", "没有文字层。", "请提供可复制文字的版本。")
    return Report([tidy(), greening()], [failure], departments, one_file().tool)
