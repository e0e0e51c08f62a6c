"""The figures of the second-tier classifier, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditor.reports.drawing import drawn, folded

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDTH = 80
_CONFUSIONS = 8


def measures_text(figures: dict[str, Any]) -> str:
    """Return the figures as text.

    Parameters
    ----------
    figures : dict
        What :func:`auditor.categories.evaluation.measures` returned.
    """
    parts: list[RenderableType] = [
        Text(f"共 {figures['rows']} 行  准确率 {figures['accuracy']:.1%}  宏平均 F1 {figures['macro_f1']:.3f}"),
        Text(
            f"把握较大（置信度 ≥ 0.5）的行占 {figures['sure']:.1%}，其中准确率 {figures['accuracy_when_sure']:.1%}；"
            f"置信度校准误差 {figures['calibration_error']:.3f}"
        ),
        _tiers(figures["per_tier"]),
    ]
    confusions = figures["confusions"]
    shown = confusions[:_CONFUSIONS]
    if shown:
        parts.append(Text("最常见的混淆" + (f"（前 {len(shown)} 种）" if len(shown) < len(confusions) else "")))
    parts += [
        Padding(
            folded(Text(f"{c['tier']} 判为 {c['predicted']}：{c['count']} 行，例如 {'、'.join(c['names'][:2])}")),
            (0, 0, 0, 2),
        )
        for c in shown
    ]
    return drawn(parts, _WIDTH)


def _tiers(per_tier: dict[str, dict[str, float]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("二级指标", no_wrap=True)
    for head in ("行数", "精确率", "召回率", "F1"):
        table.add_column(head, justify="right", no_wrap=True)
    for tier, f in per_tier.items():
        table.add_row(tier, f"{f['rows']:.0f}", f"{f['precision']:.3f}", f"{f['recall']:.3f}", f"{f['f1']:.3f}")
    return table
