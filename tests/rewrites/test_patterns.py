"""What each finding gets: the shape of the suggestion, not its every word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.rewrites.draft import NUMBER, OBJECT
from auditor.schema import Rewrite

Suggest = Callable[..., list[Rewrite]]
QUANTITY, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "成本指标"
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SATISFACTION = "服务对象满意度指标"


def names(drafts: list[Rewrite]) -> list[str]:
    return [one.name for one in drafts]


def pairs(drafts: list[Rewrite]) -> list[tuple[str, str]]:
    return [(one.name, one.target) for one in drafts]


@pytest.mark.parametrize(
    ("ids", "tier", "name", "target", "expected"),
    [
        ("V01", QUANTITY, "巡山护林人数", "", ("巡山护林人数", "≥【待填：数值】人")),
        ("V14", TIME, "食堂改造完工时间", "待定", ("食堂改造完工时间", "【待填：完成日期】前")),
        ("V02", QUANTITY, "夜校播出时间", "夜校播出时间", ("夜校播出时长", "≥【待填：数值】小时")),
        ("V02 N05", SATISFACTION, "满意度指标", "满意度指标", (f"{OBJECT}满意度", "≥【待填：数值】%")),
        ("V02 N04", TIME, "完成时间", "完成时间", (f"{OBJECT}完成时间", "【待填：完成日期】前")),
        ("V04", SOCIAL, "乡镇图书借阅率", "稳步提高", ("乡镇图书借阅率", "≥【待填：数值】%")),
        ("V06", COST, "围墙粉刷成本概算(万元)", "7.5", ("围墙粉刷成本概算", "≤7.5万元")),
        ("V06", SATISFACTION, "参保群众满意度", "９２％", ("参保群众满意度", "≥92%")),
        ("V07", QUANTITY, "消防演练场次", "不少于8场以上", ("消防演练场次", "≥8场")),
        ("V08", QUALITY, "档案装订合格率", "≥100%", ("档案装订合格率", "＝100%")),
        ("V09", QUALITY, "电梯故障率", "≥3%", ("电梯故障率", "≤3%")),
        ("V10", QUANTITY, "走访商户数", "≥46", ("走访商户数", "≥46家")),
        ("V11", QUANTITY, "租用校车数量", "＝2车辆", ("租用校车数量", "＝2辆")),
        ("V11", QUALITY, "验收通过率", "≥97百分比", ("验收通过率", "≥97%")),
        ("V11", COST, "体检单价", "≤260/人", ("体检单价", "≤260元/人")),
        ("V13", QUANTITY, "防溺水宣传活动", "做好防溺水宣传活动", ("防溺水宣传活动场次", "≥【待填：数值】场")),
        ("V15", TIME, "防汛物资采购", "全年", ("防汛物资采购完成时间", "【待填：完成日期】前")),
        ("V05", QUALITY, "健身器材完好", "≥96%", ("健身器材完好率", "≥96%")),
        ("N06", QUANTITY, "购置打印机12台", "100%", ("购置打印机台数", "＝12台")),
        ("N06", TIME, "10月底前完成操场翻修", "100%", ("操场翻修完成时间", "10月底前")),
        ("N06", SOCIAL, "到馆读者人数较上年增加6%", "6%", ("到馆读者人数增长率", "≥6%")),
        ("N02", QUANTITY, "开展安全生产大检查", "≥9次", ("安全生产大检查次数", "≥9次")),
        ("N11", TIME, "当年", "100%", (f"{OBJECT}完成时间", "【待填：完成日期】前")),
        ("N04", COST, "总成本", "≤31万元", ("项目总成本", "≤31万元")),
        ("C01", QUALITY, "阅览室改造完成率", "100%", ("阅览室改造验收合格率", "≥【待填：数值】%")),
        ("C02", TIME, "网站改版完成率", "≥90%", ("网站改版完成时间", "【待填：完成日期】前")),
        ("C10", SATISFACTION, "群众满意度", "≥90%", (f"{OBJECT}满意度", "≥90%")),
    ],
)
def test_first_suggestion(ask: Suggest, ids: str, tier: str, name: str, target: str, expected: tuple[str, str]) -> None:
    assert pairs(ask(ids, tier, name, target))[0] == expected


def test_numbers_of_one_cell_become_rows_and_the_note_counts_them(ask: Suggest) -> None:
    drafts = ask("V12", QUANTITY, "敬老服务", "义诊5次，送餐800人次，慰问30户，理发2场以上")
    assert [one.kind for one in drafts] == ["split"] * 3
    assert [one.target for one in drafts] == ["≥5次", "≥800人次", "≥30户"]
    assert all("四项" in one.note for one in drafts)


def test_dates_of_one_cell_become_rows(ask: Suggest) -> None:
    drafts = ask("V12", TIME, "工程进度", "路基4月底前完工，路面9月底前完工")
    assert [one.target for one in drafts] == ["4月底前", "9月底前"]
    assert all(one.copied[0].source == "本行指标值（t1r2c4）" for one in drafts)


def test_two_rates_share_the_printed_value(ask: Suggest) -> None:
    drafts = ask("N03", SATISFACTION, "居民知晓率和满意度", "≥88%")
    assert pairs(drafts) == [("居民知晓率", "≥88%"), ("居民满意度", "≥88%")]


def test_a_count_for_two_activities_is_left_to_the_unit(ask: Suggest) -> None:
    drafts = ask("N03", QUANTITY, "举办书法展览、摄影大赛", "≥6次")
    assert all(one.value == NUMBER and "≥6次" in one.note for one in drafts)


def test_numbers_in_a_compound_name_move_to_their_rows(ask: Suggest) -> None:
    drafts = ask("N03 N06", QUANTITY, "抽检食品700批次、培训食品安全员90人", "100%")
    assert [(one.value, one.unit) for one in drafts] == [("700", "批次"), ("90", "人")]
    assert drafts[0].copied[0].source == "本行名称（t1r2c3）"


@pytest.mark.parametrize(
    ("ids", "name", "target"),
    [("V18 C06 N11", "不超过预算", "100%"), ("C06", "预算执行率", "≥95%")],
)
def test_budget_is_the_ceiling_of_the_whole_project(ask: Suggest, ids: str, name: str, target: str) -> None:
    first = ask(ids, COST, name, target, budget="36.80")[0]
    assert (first.kind, first.name, first.target) == ("copy", "项目总成本", "≤36.80万元")
    assert first.copied[0].text == "36.80"
    assert first.copied[0].source == "本表项目金额（t1r1c2）"


def test_own_cost_object_never_takes_the_whole_budget(ask: Suggest) -> None:
    drafts = ask("V18", COST, "广告牌维修成本", "按实际支出", budget="50")
    assert drafts[0].target == "≤【待填：数值】万元"
    assert {one.name: one.value for one in drafts}["项目总成本"] == "50"


def test_without_a_usable_budget_the_amount_is_blank(ask: Suggest) -> None:
    for budget, currency in (("", "万元"), ("详见附件", "万元"), ("50", ""), ("0", "万元")):
        assert ask("V18 N11", COST, "按预算", "100%", budget=budget, currency=currency)[0].value == NUMBER


def test_a_slogan_gets_measures_of_its_menu_with_its_own_object(ask: Suggest) -> None:
    drafts = ask("V03 N02", SOCIAL, "提升清溪古镇知名度", "明显提升")
    assert names(drafts)[:2] == ["省级以上媒体刊发清溪古镇稿件篇数", "清溪古镇新媒体阅读播放量"]
    assert drafts[-1].comparator == "定性"
    assert {blank.type for blank in drafts[-1].blanks} == {"口径", "佐证材料"}


def test_a_slogan_without_object_leaves_it_blank(ask: Suggest) -> None:
    assert all(OBJECT in name or "对象" not in name for name in names(ask("V03", SOCIAL, "促进社会和谐稳定", "好")))


def test_output_tiers_get_no_qualitative_route(ask: Suggest) -> None:
    assert all(one.comparator != "定性" for one in ask("V03", QUANTITY, "网格宣传规模", "较大"))


def test_a_percentage_of_nothing_is_asked_about_and_kept(ask: Suggest) -> None:
    last = ask("V05 N02", SOCIAL, "提高全民素质", "95%")[-1]
    assert (last.kind, last.target) == ("ask", "≥95%")
    assert "95%" in last.note


def test_completion_rate_moves_or_goes(ask: Suggest) -> None:
    moved = ask("C01", QUALITY, "古树挂牌完成率", "100%")[-1]
    assert (moved.kind, moved.second_tier, moved.target) == ("move", QUANTITY, "＝100%")


def test_fund_items_and_forced_categories_may_be_left_out(ask: Suggest) -> None:
    assert ask("C03", QUALITY, "专款专用率", "100%")[0].kind == "drop"
    assert [one.kind for one in ask("C08", ECOLOGICAL, "无生态效益", "无")] == ["drop"]
    assert ask("V03 C07", ECONOMIC, "经济效益", "较好")[-1].kind == "drop"


def test_on_time_share_asks_for_its_limit(ask: Suggest) -> None:
    second = ask("C02", TIME, "网站改版完成率", "≥90%")[1]
    assert (second.name, second.target) == ("网站改版按期完成率", "≥90%")
    assert ("formula", "口径") in {(blank.field, blank.type) for blank in second.blanks}


def test_rows_without_a_pattern_get_nothing(ask: Suggest) -> None:
    assert ask("V16", QUALITY, "苗木成活率", "≥50%") == []
    assert ask("", QUALITY, "苗木成活率", "≥50%") == []


def test_a_clause_of_a_compound_slogan_becomes_object_and_measure(ask: Suggest) -> None:
    assert names(ask("V02 N03", ECONOMIC, "提高效率，增加利润", "提高效率，增加利润"))[-1] == f"{OBJECT}利润"
