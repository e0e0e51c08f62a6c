"""``audit_frame``: a pandas table of indicators in, the same lines with findings, tiers and scores out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import ConfigurationError
from auditor.intake import layout
from auditor.intake.forms.indicator_cells import join_target
from auditor.language import tiers
from auditor.pipeline import Auditor
from auditor.reports import rows
from auditor.schema import Indicator, Report, Submission, Table
from auditor.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_ALIASES = {
    "third_tier": "name",
    "fourth_tier": "name",
    "loose_name": "name",
    "second_tier": "second_tier_raw",
    "implementer": "department",
}
_FIELDS = tuple(
    name for name in Indicator.__slots__ if name not in ("table_no", "row_no", "used", "address", "addresses")
)


def audit_frame(df: pd.DataFrame, settings: Settings | None = None, *, rewrites: bool = False) -> pd.DataFrame:
    """Audit a table of indicators.

    Parameters
    ----------
    df : DataFrame, shape (n, columns)
        One line per indicator; columns of ``auditor extract`` or Chinese headers (三级指标, 指标值 …). Not changed.
    settings : Settings, optional
        What applies; the defaults otherwise.
    rewrites : bool
        Also suggest rewrites (slower).

    Returns
    -------
    DataFrame, shape (n, columns of ``--format rows``)
        In the order of ``df``, with its index. The printed 得分 is ``printed_score``; ``score`` is that of the wording.

    Raises
    ------
    ConfigurationError
        ``C105`` where no column holds the names of the indicators.
    """
    import pandas as pd

    fields = _fields(df)
    if "name" not in fields.values():
        raise ConfigurationError("C105", "表格里没有指标名称一列。", "请把该列命名为 name 或 三级指标。")
    texts = df[list(fields)].rename(columns=fields).fillna("").astype(str)
    records = zip(*(texts[field].tolist() for field in texts), strict=True)
    indicators = [_indicator(i, dict(zip(fields.values(), record, strict=True))) for i, record in enumerate(records, 1)]
    table = Table(1, columns=tuple(fields.values()), rows=indicators)
    submission = Submission("", "frame", tables=[table])
    chosen = (settings or Settings()).model_copy(update={"rewrites": rewrites})
    report = Report(Auditor(chosen).audit_all([submission]))
    columns = [f"printed_{name}" if name == "score" else name for name in rows.EXTRACT_COLUMNS]
    return pd.DataFrame(rows.audited_lines(report), columns=[*columns, *rows.AUDIT_COLUMNS], index=df.index)


def _fields(df: pd.DataFrame) -> dict[str, str]:
    """Column of the table → field of an indicator; the first column that fits a field wins."""
    found: dict[str, str] = {}
    for column in df.columns:
        role = layout.column_role(str(column))
        field = str(column) if column in _FIELDS else _ALIASES.get(role, role)
        if field in _FIELDS and field not in found.values():
            found[column] = field
    return found


def _indicator(number: int, record: dict[str, str]) -> Indicator:
    row = Indicator(1, number, record["name"])
    for field, text in record.items():
        setattr(row, field, text)
    row.second_tier_raw = row.second_tier_raw or row.second_tier
    row.second_tier = tiers.second(row.second_tier_raw)
    row.target = join_target(row.comparator, row.target, row.unit)
    return row
