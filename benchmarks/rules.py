"""Features and all row rules over rows in memory, against ``jieba.lcut`` over the same names and targets and nothing else.

The rows are those of :mod:`exports`, each only once: indicators and mistakes of the corpus, 40 % of them mistakes, in many
projects with years, offices and numbers of their own. Real exports repeat many names and hold many that stand once, so half
of the names (``--unique`` says how many) carry a place of their own in front: 北塘镇巡河次数. The auditor measures a text
once, however often it stands there; jieba cuts every name and every target. Its dictionary is loaded before the clock starts,
and so are our word lists.
"""

from __future__ import annotations

import argparse
import logging
import random
import warnings
from collections.abc import Callable

import exports
import timing

from auditor import pipeline
from auditor.intake.collector import paused
from auditor.intake.forms.indicator_cells import join_target
from auditor.language import features
from auditor.rules import judge, ruleset
from auditor.schema import Indicator, Submission, Table
from auditor.settings import Settings

_SYLLABLES = "东西南北中前后上下大小新老长高平安永兴和清云石白龙"
_PLACES = ("镇", "乡", "村", "街道", "社区", "水库", "中学", "林场")


def main() -> None:
    """Make the rows, measure and judge them, cut them, print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--unique", type=float, default=0.5, help="share of the names with a place of their own")
    asked = options.parse_args()
    rules, cut = ruleset.of(Settings()), _jieba()
    frame = pipeline.rows_of([Submission("", "csv", tables=[Table(1, rows=_indicators(asked.rows, asked.unique))])])
    judge.judge(features.measure(frame.iloc[:50]), rules)  # word lists are loaded, patterns compiled
    before, kept = timing.peak(), {}
    with paused():  # as the pipeline does
        measured = timing.seconds(lambda: kept.update(frame=features.measure(frame)), 1)
        decided = timing.seconds(lambda: kept.update(said=judge.decide(kept["frame"], rules)), 1)
        explained = timing.seconds(lambda: judge.explain(kept["frame"], rules, *kept["said"]), 1)
    used = timing.peak()
    texts = frame["name"].tolist() + frame["target"].tolist()
    bare = timing.seconds(lambda: [cut(text) for text in texts], 1)
    stay, _ = kept["said"]
    found = sum(int((severities > 0).sum()) for severities in stay.values())
    print(f"{len(frame)} rows; {frame['name'].nunique()} names, {frame['target'].nunique()} targets; {found} findings")
    print(f"peak memory {used:.0f} MB, {before:.0f} MB before the first rule")
    timing.show("features", measured)
    timing.show(f"{len(stay)} row rules and precedence", decided)
    timing.show("findings: evidence, message, address", explained)
    timing.show("jieba.lcut", bare)
    timing.ratio("features and rules / jieba", measured + decided, bare, "<= 1.0")
    timing.ratio("with findings / jieba", measured + decided + explained, bare, "no limit set")


def _indicators(count: int, unique: float) -> list[Indicator]:
    """Make rows of which no two have the same name and target."""
    draw = random.Random(2)  # noqa: S311 — no secret
    rows: dict[tuple[str, str], Indicator] = {}
    for line in exports.lines(100 * count):
        given = dict(zip(exports.HEADER, line, strict=True))
        place = "".join(draw.choices(_SYLLABLES, k=3)) + draw.choice(_PLACES) if draw.random() < unique else ""
        name, target = place + given["三级指标"], join_target("", given["指标值"], given["计量单位"])
        rows.setdefault((name, target), _indicator(len(rows) + 1, name, target, given))
        if len(rows) == count:
            break
    return list(rows.values())


def _indicator(number: int, name: str, target: str, given: dict[str, str]) -> Indicator:
    return Indicator(
        1,
        number,
        name,
        target,
        first_tier=given["一级指标"],
        second_tier_raw=given["二级指标"],
        second_tier=given["二级指标"],
        description=given["绩效指标描述"],
        unit=given["计量单位"],
        department=given["主管部门"],
        year=given["年度"],
        project=given["项目名称"],
    )


def _jieba() -> Callable[[str], list[str]]:
    with warnings.catch_warnings():  # jieba 0.42 holds escape sequences that newer Pythons warn of
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut


if __name__ == "__main__":
    main()
