"""Labels around a table that rules about the form look at: empty ones, periods over several cells, lines of money."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import intake
from auditor.schema import Table

ROWS = "<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥30公里</td></tr>"
HEAD = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"


def table_of(path: Path, *lines: str) -> Table:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("|")) + "</tr>" for line in lines)
    file = path / "form.html"
    file.write_text(f"<h3>项目支出绩效目标表</h3><table>{rows}{HEAD}{ROWS}</table>", encoding="utf-8")
    (table,) = intake.read(file).tables
    return table


def test_a_label_without_a_value_is_handed_on(tmp_path: Path) -> None:
    table = table_of(tmp_path, "项目名称|", "主管部门||实施单位|县排水中心", "年度：|金额单位：万元")
    assert table.labels == {"project": "", "department": "", "implementer": "县排水中心", "year": ""}


def test_a_value_wins_over_an_empty_label_of_the_same_kind(tmp_path: Path) -> None:
    table = table_of(tmp_path, "填报单位：|金额单位：万元", "主管部门|县水务局|项目名称|管网清淤")
    assert table.labels["department"] == table.department == "县水务局"


@pytest.mark.parametrize(
    "line",
    [
        "项目起止时间|2025年3月|至|2025年10月",
        "项目起止时间|2025年3月至2025年10月",
        "开始日期|2025年3月|结束日期|2025年10月",
    ],
)
def test_a_period_over_several_cells(line: str, tmp_path: Path) -> None:
    assert table_of(tmp_path, "项目名称|管网清淤", line).period == "2025年3月至2025年10月"


def test_an_attribute_is_no_class(tmp_path: Path) -> None:
    table = table_of(tmp_path, "项目名称|管网清淤", "项目类别|特定目标类|项目属性|延续项目")
    assert table.attribute == "延续项目"


def test_every_line_of_money_keeps_its_label(tmp_path: Path) -> None:
    table = table_of(tmp_path, "项目名称|管网清淤", "资金总额|100", "中央补助|20", "地方资金|60", "其他资金|20万元")
    money = {label: text for label, text in table.labels.items() if ":" in label}
    assert money == {
        "total:资金总额": "100",
        "fiscal:中央补助": "20",
        "other:地方资金": "60",
        "other:其他资金": "20万元",
    }
