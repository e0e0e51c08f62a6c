"""Forms drawn at random (merges, column orders, blanks, wraps) come back as they were written, whatever the format."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import render

from auditor import intake

TIERS = [
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
]  # fmt: skip
HEADS = {
    "first_tier": ["一级指标", "指标类别"],
    "second_tier_raw": ["二级指标", "二级分类"],
    "name": ["三级指标", "三级指标名称"],
    "target": ["指标值", "年度指标值", "全年目标值", "预期指标值（A）"],
    "number": ["指标值", "目标值"],
    "comparator": ["计算符号", "指标性质", "运算符号"],
    "unit": ["计量单位", "度量单位"],
    "description": ["绩效指标描述", "指标解释", "计算公式"],
    "actual": ["实际完成值", "全年实际完成值（B）", "业绩值"],
    "weight": ["分值", "权重"],
    "score": ["得分", "自评得分"],
    "basis": ["指标值确定依据", "设定依据"],
    "period_target": ["实施期指标值", "中期指标值"],
    "sequence": ["序号"],
    "remark": ["备注"],
}
OPTIONAL = ["description", "actual", "weight", "score", "basis", "period_target", "sequence", "remark"]
NAMES = ["新建", "维修", "检测", "培训", "补助", "巡查", "印发"], ["水闸", "校舍", "样品", "学员", "企业", "林地", "手册"], [
    "数量", "合格率", "完成时间", "覆盖率", "成本", "",
]  # fmt: skip
TEXTS = ["年度工作计划", "按验收报告统计", "抽样调查结果", "《管理办法》第三条", "合格数除以总数", "中期评估", "/", "—"]
SIGNS, UNITS = ["≥", "≤", "＝", ">"], ["个", "万元", "公里", "%", "人次", "项"]


class Form(NamedTuple):
    """Parts to draw and the rows to read."""

    parts: list[dict[str, Any]]
    rows: list[dict[str, str]]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    apart = draw(st.booleans())
    values = ["comparator", "number", "unit"] if apart else ["target"]
    extra = draw(st.lists(st.sampled_from(OPTIONAL), unique=True, max_size=4))
    roles = draw(st.permutations(["first_tier", "second_tier_raw", "name", *values, *extra]))
    rows = [row for tier in draw(_tiers()) for row in draw(_rows(tier, extra, apart))]
    spread = draw(st.sets(st.sampled_from(roles), max_size=2))  # columns of two places each
    merged = draw(st.booleans())
    head = [draw(_wrapped(draw(st.sampled_from(HEADS[role])))) for role in roles]
    cells = [_widened(head, roles, spread)]
    for number, row in enumerate(rows):
        line = [draw(_wrapped(row[role])) for role in roles]
        if merged and number:
            line = [_carried(role, text, row, rows[number - 1]) for role, text in zip(roles, line, strict=True)]
        cells.append(_widened(line, roles, spread))
    if draw(st.booleans()):  # the label of the part at its left edge
        cells = [[render.UP if number else "绩\n效\n指\n标", *line] for number, line in enumerate(cells)]
    title = [{"text": "项目支出绩效目标表"}] * draw(st.booleans())
    return Form([*title, {"cells": cells}], [_read(row, apart) for row in rows])


@st.composite
def _tiers(draw: st.DrawFn) -> list[tuple[str, str]]:
    chosen = draw(st.sets(st.sampled_from(range(len(TIERS))), min_size=1, max_size=5))
    return [TIERS[place] for place in sorted(chosen)]


@st.composite
def _rows(draw: st.DrawFn, tier: tuple[str, str], extra: list[str], apart: bool) -> list[dict[str, str]]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        row = {
            "first_tier": tier[0],
            "second_tier_raw": tier[1],
            "name": "".join(draw(st.tuples(*map(st.sampled_from, NAMES)))),
        }
        number, sign, unit = (
            str(draw(st.integers(1, 99_999))),
            draw(st.sampled_from(SIGNS)),
            draw(st.sampled_from(UNITS)),
        )
        blank = draw(st.integers(0, 9)) == 0
        if apart:
            row |= {"comparator": sign, "number": "" if blank else number, "unit": unit}
        else:
            row["target"] = "" if blank else draw(st.sampled_from([sign + number + unit, "12月底前", number + unit]))
        for role in extra:
            row[role] = draw(_other(role))
        found.append(row)
    return found


def _other(role: str) -> st.SearchStrategy[str]:
    if role in ("weight", "score", "sequence"):
        return st.integers(0, 40).map(str)
    if role in ("actual", "period_target"):
        return st.one_of(st.just(""), st.integers(1, 500).map("{}个".format))
    return st.one_of(st.just(""), st.sampled_from(TEXTS))


@st.composite
def _wrapped(draw: st.DrawFn, text: str) -> str:
    """The text with a line break between two Chinese characters, or none."""
    places = [i for i in range(1, len(text)) if all("\u4e00" <= c <= "\u9fff" for c in text[i - 1 : i + 1])]
    if not places or draw(st.integers(0, 3)):
        return text
    place = draw(st.sampled_from(places))
    return f"{text[:place]}\n{text[place:]}"


def _carried(role: str, text: str, row: dict[str, str], above: dict[str, str]) -> str:
    same = row["first_tier"] == above["first_tier"] and (role == "first_tier" or row[role] == above[role])
    return render.UP if role in ("first_tier", "second_tier_raw") and same else text


def _widened(line: list[str], roles: list[str], spread: set[str]) -> list[str]:
    pairs = [[text, render.LEFT] if role in spread else [text] for role, text in zip(roles, line, strict=True)]
    return list(itertools.chain(*pairs))


def _read(row: dict[str, str], apart: bool) -> dict[str, str]:
    target = row["comparator"] + row["number"] + row["unit"] if apart and row["number"] else row.get("target", "")
    fields = (
        "first_tier",
        "second_tier_raw",
        "name",
        "description",
        "actual",
        "weight",
        "score",
        "basis",
        "period_target",
    )
    return {"target": target, **{field: row.get(field, "") for field in fields}}


@pytest.mark.parametrize(("extension", "examples"), [("docx", 40), ("xlsx", 60), ("html", 120), ("csv", 120)])
def test_random_forms_come_back(extension: str, examples: int) -> None:
    @settings(max_examples=examples)
    @given(forms())
    def comes_back(form: Form) -> None:
        with tempfile.TemporaryDirectory() as folder:
            submission = intake.read(render.write(form.parts, Path(folder), extension))
        rows = [row for table in submission.tables for row in table.rows]
        assert [
            {field: getattr(row, field) for field in wanted} for row, wanted in zip(rows, form.rows, strict=False)
        ] == form.rows
        assert len(rows) == len(form.rows)

    comes_back()
