"""Document rules: to which form a finding belongs, and what is said across the files of a call."""

from __future__ import annotations

from auditor.pipeline import Auditor
from auditor.schema import Budget, DocumentResult, Goal, Indicator, Passage, Submission, Table, Task
from auditor.settings import Settings

QUIET = Settings(rewrites=False)
ROWS = (("数量指标", "巡查次数", "≥48次"), ("质量指标", "问题整改率", "≥95%"), ("时效指标", "整改完成时间", "11月底前"))
ROWS += (("社会效益指标", "受益村民人数", "≥3万人"), ("服务对象满意度指标", "村民满意度", "≥90%"))


def form(number: int, project: str, rows: tuple[tuple[str, str, str], ...] = ROWS) -> Table:
    table = Table(number, project=project, labels={"project": project} if project else {}, address=f"t{number}")
    table.rows = [
        Indicator(number, i, name, target, second_tier=tier, project=project)
        for i, (tier, name, target) in enumerate(rows, 1)
    ]
    return table


def rules_of(document: DocumentResult) -> tuple[set[str], list[set[str]]]:
    """Rules of family D on the document, and on each of its tables."""
    return (
        {f.rule for f in document.findings if f.rule[0] == "D"},
        [{f.rule for f in table.findings if f.rule[0] == "D"} for table in document.tables],
    )


def test_alike_projects_of_two_files_name_each_other() -> None:
    files = [
        Submission(f"{name}.docx", "docx", tables=[form(1, project)])
        for name, project in (("甲", "河道管护"), ("乙", "山林防火"), ("丙", "河道管护"))
    ]
    found = Auditor(QUIET).audit_all(files)
    messages = [[f.message for f in document.findings if f.rule == "D06"] for document in found]
    assert [len(one) for one in messages] == [1, 1, 1]
    assert "乙.docx" in messages[0][0]
    assert "山林防火" in messages[0][0]
    assert "甲.docx" in messages[1][0]
    assert "乙.docx" in messages[2][0]


def test_two_alike_forms_of_a_file_are_named_once() -> None:
    submission = Submission("one.docx", "docx", tables=[form(1, "河道管护"), form(2, "山林防火"), form(3, "农贸市场")])
    assert [f.rule for f in Auditor(QUIET).audit(submission).findings].count("D06") == 1


def test_the_projects_of_a_flat_export_are_compared() -> None:
    table = form(1, "")
    other = form(1, "山林防火").rows
    for row in table.rows:
        row.project = "河道管护"
    table.rows += other
    document = Auditor(QUIET).audit(Submission("flat.csv", "csv", tables=[table]))
    assert [f.rule for f in document.findings] == ["D06"]


def test_a_text_inside_a_form_belongs_to_the_form() -> None:
    table = form(1, "")
    table.goals = [Goal("负责水利工作，加强河湖管理，推进水生态文明建设。", "year", label="年度总体目标")]
    table.budget = Budget(total="100")
    table.labels = {"fiscal:财政拨款": "60", "other:其他资金": "20"}
    tasks = [Task("河湖管护", "河湖管护", table_no=1), Task("防汛", "防汛", table_no=None)]
    whole, forms = rules_of(Auditor(QUIET).audit(Submission("a.txt", "txt", tables=[table], tasks=tasks)))
    assert forms == [{"D03", "D05", "D09"}]
    assert whole == {"D05"}


def test_narrative_and_comparisons_belong_to_the_document() -> None:
    table = form(1, "河道管护")
    table.goals = [Goal("清淤河道12公里。", "year")]
    passages = [Passage("负责水利工作，加强河湖管理，推进水生态文明建设。", "总体绩效目标")]
    tasks = [Task("河道管护", annual_goal="清淤河道18公里。")]
    submission = Submission("a.txt", "txt", tables=[table], tasks=tasks, passages=passages)
    whole, forms = rules_of(Auditor(QUIET).audit(submission))
    assert whole == {"D03", "D07"}
    assert forms == [set()]


def test_a_goal_has_one_label() -> None:
    texts = ("", "目标内容1", "提升服务水平。", "坚持党的领导，弘扬时代精神。", "清淤河道12公里。")
    tables = [form(i, f"项目{i}") for i in range(1, len(texts) + 1)]
    for table, text in zip(tables, texts, strict=True):
        table.goals = [Goal(text, label="绩效目标")]
    _, forms = rules_of(Auditor(QUIET).audit(Submission("a.txt", "txt", tables=tables)))
    assert forms == [{"D01"}, {"D01"}, {"D02"}, {"D02"}, set()]


def test_a_self_evaluation_is_compared_with_the_approved_form() -> None:
    table = form(1, "河道管护")
    table.kind, table.columns = "self_evaluation", ("name", "target", "actual")
    approved = form(1, "河道管护", (*ROWS[:-1], ("服务对象满意度指标", "村民满意度", "≥95%")))
    file = Submission("self.docx", "docx", tables=[table])
    (alone,) = Auditor(QUIET).audit_all([file])
    (beside,) = Auditor(QUIET).audit_all([file], [Submission("approved.docx", "docx", tables=[approved])])
    assert "S12" not in {f.rule for f in alone.tables[0].findings}
    (message,) = (f.message for f in beside.tables[0].findings if f.rule == "S12")
    assert "村民满意度" in message
    assert "≥95%" in message
