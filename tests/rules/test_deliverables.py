"""What a goal promises is found with its verb, thing and count; slogans, duties and effects promise nothing."""

from __future__ import annotations

import pytest

from auditor.rules.table.agreement import conflicts
from auditor.rules.table.coverage import counted, covered
from auditor.rules.table.deliverables import deliverables
from auditor.schema import Indicator


def row(name: str, target: str, tier: str = "数量指标") -> Indicator:
    return Indicator(1, 1, name, target, second_tier=tier)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("购置洒水车3辆、吸污车2辆。", [("购置", "购置洒水车3辆"), ("购置", "吸污车2辆")]),
        ("通过新建牧道40公里，改善牧民转场条件。", [("新建", "通过新建牧道40公里")]),
        ("开展防震减灾宣传、演练、培训等活动", [("开展", "开展防震减灾宣传、演练、培训等活动")]),
        ("1、修缮文庙屋面；2、编制保护规划1部", [("修缮", "修缮文庙屋面"), ("编制", "编制保护规划1部")]),
        ("牧草良种繁育基地建设2处", [("建设", "牧草良种繁育基地建设2处")]),
    ],
)
def test_promises_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.verb, item.text) for item in deliverables(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "切实提高行业治理能力，营造良好发展氛围。",
        "负责全县水利设施的规划建设；承办上级交办的其他事项。",
        "以高质量发展为引领，坚持底线思维",
        "按照上级文件要求",
        "改善办学条件，保障学生安全",
        "其中新建3座、改建5座",
    ],
)
def test_slogans_and_duties_promise_nothing(text: str) -> None:
    assert deliverables(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("改造危桥5座", "桥梁维修座数", "≥4座"),
        ("购置台式电脑30台", "设备购置数量", "30台"),
        ("采购办公设备一批", "打印机采购台数", "≥6台"),
        ("举办乡村医生培训班2期", "村医参训人次", "≥80人次"),
        ("新建公厕12座", "厕所新建座数", "12座"),
    ],
)
def test_another_word_covers_a_deliverable(text: str, name: str, target: str) -> None:
    (item,) = deliverables(text)
    assert covered(item, [row(name, target)])


def test_a_word_of_the_department_covers_no_modifier() -> None:
    (item,) = deliverables("维护清河门户网站等网络宣传阵地")
    rows = [row("清河发布推送篇数", "≥300篇")]
    assert covered(item, rows)
    assert not covered(item, rows, "某市清河区委宣传部")


def test_a_rate_counts_nothing() -> None:
    (item,) = deliverables("为26名护林员发放补助")
    assert not counted(item, [row("护林员到岗率", "≥95%", "质量指标")])
    assert counted(item, [row("护林员人数", "≥20人")])
    assert counted(item, [row("补助发放人数", "26人")])


@pytest.mark.parametrize(
    ("goal", "name", "target"),
    [
        ("新建灌溉机井20眼，铺设管道30公里", "管道铺设长度", "≥18公里"),
        ("培训村医60人", "村医培训人数", "≥45人"),
        ("设备完好率达到98%以上", "设备完好率", "≥90%"),
        ("设备故障率控制在3%以内", "设备故障率", "≥3%"),
        ("帮助企业节约成本120万元", "企业节约成本", "≥90万元"),
    ],
)
def test_look_alikes_with_other_numbers_conflict(goal: str, name: str, target: str) -> None:
    assert [pair.row.name for pair in conflicts([goal], [row(name, target)])] == [name]


@pytest.mark.parametrize(
    ("goal", "name", "target"),
    [
        ("培训村医60人", "骨干村医培训人数", "≥15人"),  # a part of them
        ("培训骨干村医15人", "村医培训人数", "≥60人"),  # more than them
        ("新建渠道12公里", "维修渠道长度", "≥5公里"),
        ("培训村医60余人", "村医培训人数", "≥63人"),
        ("每月培训村医20人", "村医培训人数", "≥240人"),
        ("改造校舍面积1.2万平方米", "校舍改造面积", "≥12000平方米"),
        ("项目总投资902000元", "项目总投资", "≤90.2万元"),
        ("为80岁以上老人发放津贴", "老人津贴发放人数", "≥600人"),
    ],
)
def test_other_objects_and_equal_values_agree(goal: str, name: str, target: str) -> None:
    assert not list(conflicts([goal], [row(name, target)]))


def test_a_sum_of_rows_explains_the_goal() -> None:
    rows = [row("新建渠道长度", "12公里"), row("渠道衬砌长度", "8公里")]
    assert not list(conflicts(["完成渠道20公里"], rows))
