from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language import names

CORES = [
    ("培训班次（期）", "培训班次", "期"),
    ("养护里程(公里)", "养护里程", "公里"),
    ("宣传册印制数量（单位：册）", "宣传册印制数量", "册"),
    ("覆盖率（%）", "覆盖率", "%"),
    ("指标1：放映场次", "放映场次", ""),
    ("1.培训场次", "培训场次", ""),
    ("（2）培训场次", "培训场次", ""),
    ("①培训场次", "培训场次", ""),
    ("走访户数。", "走访户数", ""),
    ("　走访 户数；", "走访户数", ""),
    ("12345热线接通率", "12345热线接通率", ""),
    ("65岁以上老人体检人数", "65岁以上老人体检人数", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("printed", "core", "unit"), CORES)
def test_the_core_has_no_numbering_unit_or_stop(printed: str, core: str, unit: str) -> None:
    name = names.read(printed)
    assert (name.core, name.unit) == (core, unit)


TAILS = [
    ("特困人员供养人数", "人数"), ("乡村医生培训覆盖率", "率"), ("游客满意度", "满意度"), ("游客满意度测评", "满意度"), ("设备维护成本", "成本"),
    ("公共机构能源审计数量", "数量"), ("水库除险加固工期", "工期"), ("机器使用年限", "年限"), ("政务大厅办件时限", "时限"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tail"), TAILS)
def test_a_measure_stands_at_the_end(text: str, tail: str) -> None:
    found = names.read(text).tail
    assert found.endswith(tail)


@pytest.mark.parametrize(
    "text",
    [
        "工作效率",
        "教学质量",
        "传播正能量",
        "城市知名度",
        "资金拨付及时性",
        "服务水平",
        "市民素质",
        "文明氛围",
        "辐射带动作用",
        "社会影响力",
        "景区美誉度",
        "惠及多数",
    ],
)
def test_what_cannot_be_counted_is_no_measure(text: str) -> None:
    assert names.read(text).tail == ""


RATIOS = [
    ("入学率", True),
    ("女职工占比", True),
    ("绿地面积比例", True),
    ("演出场次", False),
    ("读者满意度", True),
    ("供水成本", False),
]


@pytest.mark.parametrize(("text", "ratio"), [(t, r) for t, r in RATIOS if t != "读者满意度"])
def test_a_ratio_is_told_from_a_count(text: str, ratio: bool) -> None:
    assert names.read(text).ratio is ratio


LOWER = (
    "设备故障率 档案差错率 安全生产事故起数 群众投诉率 有效投诉起数 贷款逾期率 人才流失率 返工率 婴儿死亡率 传染病发病率 城镇登记失业率 公房空置率 违规数 重大舆情事件数 供电中断次数 故障响应时间 "
    "事项办理时限 平均用时 单位能耗 污染物排放量 培训成本 办公费用 采购单价 成本控制率 费用控制率 预算控制率 预算偏差率 未按期办结率"
)
HIGHER = (
    "验收合格率 水质达标率 空气优良率 任务完成率 办结及时率 政策覆盖率 政策知晓率 学前教育普及率 家长满意度 服务响应率 系统运行率 设备完好率 场馆利用率 入学率 就业率 稿件采用率 数据准确率 游客增长率 "
    "能耗下降率 事故减少率 资金节约率 时限缩短率 设备使用年限 场馆开放时长 志愿服务时长 疾病控制率 病虫害控制率 血压控制率 血糖控制率"
)
UNKNOWN = "采购数量 督查次数 受益人数 图书种类 绿化面积 维修更换次数 科目调整次数 展览参观人次 进度控制率 湿度控制率"
DIRECTIONS = [
    (name, way) for way, given in (("lower", LOWER), ("higher", HIGHER), ("unknown", UNKNOWN)) for name in given.split()
]


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_which_way_is_better(text: str, direction: str) -> None:
    assert names.read(text).direction == direction


@pytest.mark.parametrize(("text", "verb", "change"), [
    ("组织文艺下乡活动", "组织", False), ("提升基层治理能力", "提升", True), ("进一步增强群众安全感", "增强", True), ("举办农民丰收节", "举办", False),
    ("培训材料印制数量", "", False), ("服务对象满意度", "", False), ("保护区巡护次数", "", False), ("宣传费", "", False),
])  # fmt: skip
def test_the_verb_that_a_name_begins_with(text: str, verb: str, change: bool) -> None:
    name = names.read(text)
    assert (name.verb, name.change_verb) == (verb, change)


@pytest.mark.parametrize(
    ("text", "count"),
    [("干部作风好转，服务能力增强", 2), ("干部作风好转", 1), ("稳就业；促增收。保民生", 3), ("A、B", 1)],
)
def test_clauses_are_counted(text: str, count: int) -> None:
    assert len(names.read(text).clauses) == count


@pytest.mark.parametrize(
    ("text", "parts"),
    [("宣讲、竞赛、展览次数", 3), ("道路及桥梁养护数量", 2), ("及时率", 1), ("《党史、新中国史》发放数", 1), ("“讲、评、树”活动场次", 1), ("路灯（含灯杆、灯头）更换数", 1)],
)  # fmt: skip
def test_joined_objects_are_parted_but_titles_are_whole(text: str, parts: int) -> None:
    assert len(names.read(text).parts) == parts


@pytest.mark.parametrize(
    ("text", "category"),
    [("数量指标", True), ("社会效益", True), ("服务对象满意度指标", True), ("成本指标", True), ("农机作业面积", False)],
)
def test_a_second_tier_as_name_is_noticed(text: str, category: bool) -> None:
    assert names.read(text).category is category


@pytest.mark.parametrize(("text", "fund"), [("预算执行率", True), ("专款专用率", True), ("资金到位率", True), ("结余率", True), ("政府采购率", True), ("儿童疫苗接种率", False), ("资金受益农户数", False)])  # fmt: skip
def test_fund_management_is_noticed(text: str, fund: bool) -> None:
    assert names.read(text).fund is fund


@pytest.mark.parametrize(
    ("text", "declared"),
    [("无直接经济效益", True), ("不产生经济效益", True), ("不适用", True), ("无", True), ("无偿献血量", False)],
)
def test_a_category_declared_not_applicable(text: str, declared: bool) -> None:
    assert names.read(text).declared is declared


def test_numbers_in_the_bracket_of_a_name_define_it() -> None:
    assert names.read("冷库温度达标率（14-24℃）").quantities == ()
    assert [q.number for q in names.read("举办观影活动12场").quantities] == [12]


@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from("指标 1 . ： （ ） 、 和 提高 组织 率 数量 95% 3次 2026年 无 是否 “ ” 《 》 ，".split()),
        max_size=8,
    ).map("".join)
)
def test_any_text_can_be_read_as_a_name(text: str) -> None:
    name = names.read(text)
    assert name.direction in ("lower", "higher", "unknown")
    assert name.length >= 0
    assert name.core in name.norm
    assert all(field is not None for field in name)
