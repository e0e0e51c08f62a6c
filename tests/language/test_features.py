from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from auditor.language import features, names
from auditor.language.names import Name

TEXTS = [
    "",
    "/",
    "走访户数",
    "≥120户",
    "显著提升",
    "95%",
    "无",
    "不产生直接经济效益",
    "2026年",
    "开展走访",
    "通过验收",
    "6期、80人次",
]


def rows(*given: dict[str, object]) -> pd.DataFrame:
    blank: dict[str, object] = dict.fromkeys(features.INPUT, "")
    blank |= {"document": 0, "table_no": 1, "has_budget": False, "has_basis_column": False, "purpose": ""}
    return pd.DataFrame([{**blank, **one} for one in given], columns=list(blank))


def one(**given: str) -> pd.Series:
    return features.measure(rows(dict(given))).iloc[0]


def _plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    return frame.to_dict("records")


def test_every_documented_column_is_there_and_every_column_is_documented() -> None:
    frame = features.measure(rows({"name": "走访户数", "target": "≥120户"}))
    documented = {name for name in features.COLUMNS if not name.endswith("*")}
    documented |= {f"n_{field}" for field in Name._fields}
    assert documented <= set(frame.columns)
    assert all(text for text in features.COLUMNS.values())


def test_identical_rows_are_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    read = names.read

    def count(text: str) -> Name:
        seen.append(text)
        return read(text)

    monkeypatch.setattr(names, "read", count)
    frame = features.measure(rows(*[{"name": name, "target": "≥3次"} for name in ("走访次数", "督查次数") * 50]))
    assert sorted(seen) == ["督查次数", "走访次数"]
    assert len(frame) == 100
    assert frame["n_core"].tolist() == ["走访次数", "督查次数"] * 50


@given(
    st.lists(st.fixed_dictionaries({"name": st.sampled_from(TEXTS), "target": st.sampled_from(TEXTS), "description": st.sampled_from(TEXTS[:4]), "unit": st.sampled_from(["", "户", "%"])}), min_size=1, max_size=8),
    st.randoms(),
)  # fmt: skip
@profile(max_examples=25)
def test_the_result_of_a_row_does_not_depend_on_the_others(given_rows: list[dict[str, object]], random: object) -> None:
    order = list(range(len(given_rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = _plain(features.measure(rows(*given_rows)))
    mixed = _plain(features.measure(rows(*[given_rows[i] for i in order])))
    assert [straight[i] for i in order] == mixed
    assert [_plain(features.measure(rows(row)))[0] for row in given_rows[:2]] == straight[:2]


def test_an_empty_frame_keeps_its_columns() -> None:
    full = features.measure(rows({"name": "走访户数"}))
    empty = features.measure(rows({"name": "走访户数"}).iloc[:0])
    assert len(empty) == 0
    assert set(empty.columns) == set(full.columns)


def test_the_index_and_the_given_columns_are_kept() -> None:
    given_rows = rows({"name": "走访户数"}, {"name": "督查次数"}).set_axis([7, 3])
    frame = features.measure(given_rows)
    assert list(frame.index) == [7, 3]
    pd.testing.assert_frame_equal(frame[given_rows.columns], given_rows)


@pytest.mark.parametrize("name", ["", "/", "／", "－", "—", "-", "*", "无"])
@pytest.mark.parametrize("target", ["", "/", "－", "无"])
def test_two_blank_signs_make_an_unused_row(name: str, target: str) -> None:
    row = one(name=name, target=target)
    assert not row["active"]
    assert not row["used"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("不产生直接经济效益", ""),
        ("无生态效益", "/"),
        ("无经济效益", "无"),
        ("不适用", "不适用"),
        ("是否产生经济效益", "否"),
        ("无直接经济效益", "本项目为公益项目"),
        ("不产生经济效益", "否"),
    ],
)
def test_a_row_declared_not_applicable(name: str, target: str) -> None:
    row = one(name=name, target=target)
    assert (row["used"], row["declared"], row["active"]) == (True, True, False)


@pytest.mark.parametrize(
    ("name", "target"), [("走访户数", "无"), ("无偿献血量", "/"), ("走访户数", "≥3户"), ("无线覆盖率", "95%")]
)
def test_any_other_used_row_is_active(name: str, target: str) -> None:
    row = one(name=name, target=target)
    assert (row["used"], row["declared"], row["active"]) == (True, False, True)


KINDS = {
    "t_vague": "显著提升 良好 有效改善 优良中差 大幅降低",
    "t_state": "通过验收 建成并投入使用",
    "t_task": "开展走访慰问活动 组织村民观看演出 对全县学生开展免费体检",
    "t_budget": "控制在预算内 不超过预算 按预算执行",
    "t_time": "及时 按计划完成 按期完成",
    "t_placeholder": "待定 ×× 目标1 同上 待填 【数值】",
    "t_metric": "观众人次 参训人员满意度",
    "t_percentage": "95% ≥95% ９５％ 95百分比 百分之九十五",
    "t_full": "100% ＝100% 100.00% 按时完成",
    "t_blank": "/ － 无 *",
    "t_number": "≥3次 12月底前 1年 2026年6月 每月10日前 一次",
}
SAYS = [(column, target) for column, targets in KINDS.items() for target in targets.split()]


@pytest.mark.parametrize(("column", "target"), SAYS)
def test_a_target_says_what_it_is(column: str, target: str) -> None:
    assert one(name="走访户数", target=target)[column]


SAYS_NOT = {
    "t_vague": "通过验收 开展走访 ≥95% 显著提升3%",
    "t_task": "通过验收 显著提升 ≥3次 促进发展",
    "t_number": "2026年 2026年度 20届 显著 /",
    "t_placeholder": "≥3次 显著 12月底前",
    "t_percentage": "3户 95%、80% 按时",
    "t_full": "95% 100户",
    "t_blank": "无投诉 0 零",
}  # fmt: skip


@pytest.mark.parametrize(("column", "target"), [(c, t) for c, targets in SAYS_NOT.items() for t in targets.split()])
def test_a_target_does_not_say_what_it_is_not(column: str, target: str) -> None:
    assert not one(name="走访户数", target=target)[column]


def test_the_unit_is_looked_for_in_cell_column_and_name() -> None:
    assert one(name="走访数（户）", target="≥3人", unit="次")["t_unit"] == "人"
    assert one(name="走访数（户）", target="≥3", unit="次")["t_unit"] == "次"
    assert one(name="走访数（户）", target="≥3")["t_unit"] == "户"
    assert one(name="走访数", target="≥3", unit="/")["t_unit"] == ""
    assert one(name="走访数", target="≥3万元")["t_unit_class"] == "money"


@pytest.mark.parametrize(("target", "count"), [("3次", 1), ("3次、5户", 2), ("≥3次（含夜查1次）", 1), ("3-5次", 1), ("≥3次且≤5次", 1), ("一季度2次，二季度3次", 1), ("及时", 0)])  # fmt: skip
def test_independent_quantities_are_counted(target: str, count: int) -> None:
    assert one(name="督查", target=target)["t_count"] == count


@pytest.mark.parametrize(
    ("target", "marks"),
    [
        ("≥90%", 1),
        ("≥90%以上", 2),
        ("大于等于90%以上", 2),
        ("达到90%以上", 1),
        ("控制在3%以内", 1),
        ("90%", 0),
        ("约90%", 0),
    ],
)
def test_marks_of_comparison_are_counted(target: str, marks: int) -> None:
    found = one(name="合格率", target=target)["t_markers"]
    assert min(found, 2) == marks or (target.startswith("控制在") and found in (1, 2))


def test_likeness_of_name_and_target() -> None:
    assert one(name="送文化下乡场次", target="送文化下乡 场次。")["like_name"] == 1
    assert one(name="送文化下乡场次", target="≥3")["like_name"] == 0


def test_every_feature_of_a_name_is_the_one_that_names_reads() -> None:
    row, name = one(name="组织村史宣讲活动（场）"), names.read("组织村史宣讲活动（场）")
    assert (row["n_core"], row["n_unit"], row["n_verb"], row["n_tail"]) == (name.core, name.unit, name.verb, name.tail)
