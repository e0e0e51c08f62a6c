"""The indicator frame's feature columns: every text is measured once, every distinct text only once.

:func:`measure` takes one row per indicator and returns the columns that row rules are written over. What a column means
stands beside its name in :data:`COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from auditor.language import dates, lexicon, names, tiers, units
from auditor.language.normalize import bare, normalize
from auditor.language.similarity import similarity
from auditor.language.target import BLANK, Target, binds_alone, parse, sign_of

if TYPE_CHECKING:
    import pandas as pd

INPUT = (
    "document",
    "table_no",
    "project",
    "year",
    "first_tier",
    "second_tier",
    "name",
    "description",
    "target",
    "comparator",
    "unit",
    "remark",
    "criteria",
    "basis",
    "weight",
    "actual",
    "has_budget",
    "has_basis_column",
    "purpose",
    "period",
)
COLUMNS: dict[str, str] = {
    "tier": "canonical second tier as filed, '' where none is printed",
    "used": "the row holds more than blank signs",
    "declared": "the row says that its category does not apply",
    "active": "used and not declared: the rows that V, N and C rules judge",
    "n_*": "the name taken apart (auditor.language.names.Name)",
    "t_kind": "kind of the target (auditor.language.target)",
    "t_blank": "the target is empty or a blank sign",
    "t_number": "the target holds a number, a period or a date other than a bare year",
    "t_count": "number of independent quantities outside brackets",
    "t_units": "number of distinct units among them",
    "t_deliverables": "number of dates for different deliverables",
    "t_unit": "unit of the first quantity, from the cell, the unit column or the bracket of the name",
    "t_unit_class": "its class: count, ratio, money, time, score, bad, other or ''",
    "t_value_unit": "unit printed in the target cell itself",
    "t_percentage": "the target is one bare percentage, whatever its sign",
    "t_full": "the target is 100% (or 按时, 已完成)",
    "t_vague": "nothing but words of degree, direction and grade",
    "t_state": "a state that can be checked",
    "t_task": "begins with a verb of work: a task or a promise",
    "t_budget": "an empty phrase about the budget",
    "t_time": "an empty phrase about time",
    "t_placeholder": "a token left over from the template",
    "t_markers": "number of comparator marks that bind the first quantity",
    "like_name": "similarity of target and name, 0–1",
    "like_description": "similarity of target and description, 0–1",
    "says_not_applicable": "name and target declare that the category does not apply",
    "name_counts": "the name holds the number that the target should hold",
    "other_object": "the unit counts another object than the measure of the name",
    "d_ratio": "the description names numerator and denominator",
    "d_criterion": "the description holds a criterion to judge by",
    "d_object": "the description names an object that the name lacks",
    "d_limit": "the description prints a time limit",
}


def measure(rows: pd.DataFrame) -> pd.DataFrame:
    """Return ``rows`` with the feature columns.

    Parameters
    ----------
    rows : DataFrame, shape (n, ≥ len(INPUT))
        One line per indicator; text columns are str, ``has_budget`` is bool.

    Returns
    -------
    DataFrame
        The same index; columns of ``rows`` and of :data:`COLUMNS`.
    """
    import pandas as pd

    name_part = _spread(rows, ("name",), lambda key: _name_columns(key[0]))
    target_part = _spread(rows, ("target", "unit", "comparator", "year"), lambda key: _target_columns(*key))
    pair_part = _spread(rows, ("name", "target", "description"), lambda key: _pair_columns(*key))
    frame = pd.concat([rows, name_part, target_part, pair_part], axis=1)
    frame["tier"] = rows["second_tier"]
    frame["t_unit"] = frame["t_value_unit"].where(frame["t_value_unit"] != "", frame["t_column_unit"])
    frame["t_unit"] = frame["t_unit"].where(frame["t_unit"] != "", frame["n_unit"])
    frame["t_unit_class"] = frame["t_unit"].map(units.class_of)
    frame["used"] = ~(frame["n_blank"] & frame["t_blank"])
    frame["declared"] = frame["used"] & frame["says_not_applicable"]
    frame["active"] = frame["used"] & ~frame["declared"]
    return frame


def _spread(
    rows: pd.DataFrame, columns: Sequence[str], compute: Callable[[tuple[str, ...]], dict[str, Any]]
) -> pd.DataFrame:
    """Compute columns once per distinct key and spread them back over the rows."""
    import pandas as pd

    keys = list(zip(*(rows[column].tolist() for column in columns), strict=True))
    codes: dict[tuple[str, ...], int] = {}
    order = [codes.setdefault(key, len(codes)) for key in keys]
    found = (
        pd.DataFrame([compute(key) for key in codes])
        if codes
        else pd.DataFrame([compute(("",) * len(columns))]).iloc[:0]
    )
    return found.take(order).set_axis(rows.index)


def _name_columns(text: str) -> dict[str, Any]:
    name = names.read(text)
    found = {f"n_{field}": getattr(name, field) for field in names.Name.__slots__}
    found["n_blank"] = normalize(text) in BLANK
    found["n_wordy"] = bool(re.search(r"[\u4e00-\u9fff]", name.core))
    found["n_comparator"] = bool(re.search(r"[≥≤]", name.norm))
    found["n_span"] = bool(re.search(lexicon.phrase("span"), name.core))
    found["n_clauses"] = len(name.clauses)
    found["n_parts"] = len(name.parts)
    return found


def _target_columns(text: str, unit: str, comparator: str, year: str) -> dict[str, Any]:
    parsed = parse(text, int(year) if year.isdecimal() and len(year) == 4 else None)
    norm, main = parsed.text, parsed.main
    dated = [d for d in parsed.dates if not dates.is_whole_year(d) and not re.fullmatch(r"每年度?|每天|每日", d.text)]
    number = bool(parsed.quantities or dated)
    column_unit = normalize(unit) if normalize(unit) not in BLANK else ""
    independent = _independent(parsed)
    only = norm.strip("已均全部。")
    return {
        "target_parsed": parsed,
        "t_kind": parsed.kind,
        "t_sign": main.comparator if main else "",
        "t_comparator": bool(main and main.comparator) or bool(sign_of(comparator)),
        "t_hedged": bool(main and main.hedged),
        "t_zero": bool(main and main.value == 0),
        "t_blank": norm in BLANK,
        "t_number": number,
        "t_value": main.value if main else None,
        "t_count": len(independent),
        "t_units": len({q.unit for q in independent}),
        "t_deliverables": _deliverables(parsed),
        "t_value_unit": main.unit if main else "",
        "t_column_unit": column_unit,
        "t_percentage": _is_percentage(parsed),
        "t_full": _is_full(parsed),
        "t_vague": not number and lexicon.is_vague(norm),
        "t_state": not number and _is_state(norm),
        "t_task": not number and _is_task(norm),
        "t_budget": not number and _is_budget(norm),
        "t_time": not number and _is_time(norm),
        "t_exact_time": norm in lexicon.exact("vague_time") or (bool(parsed.dates) and not dated),
        "t_placeholder": bool(re.search(r"[×xX*]{2,}|【", norm))
        or only in lexicon.exact("placeholder")
        or norm in lexicon.exact("placeholder")
        or norm in ("合同", "说明"),
        "t_metric": not number and _is_metric(norm),
        "t_bare": bool(re.fullmatch(r"\d+(?:\.\d+)?", norm)),
        "t_norm": norm,
        "t_positive": bool(main and main.value > 0 and main.unit_class != "money"),
        "t_markers": _markers(parsed, comparator),
        "t_long": len(norm) > 24,
    }


def _independent(parsed: Target) -> list[Any]:
    """Quantities that set a target of their own: outside brackets, not the two bounds of a range."""
    if parsed.kind in ("range", "staged", "date"):
        return list(parsed.quantities[:1])
    depth = [parsed.text[: q.start].count("(") - parsed.text[: q.start].count(")") for q in parsed.quantities]
    return [q for q, level in zip(parsed.quantities, depth, strict=True) if level <= 0]


def _deliverables(parsed: Target) -> int:
    """Dates that belong to different deliverables (3月完成招标，9月底前完成建设)."""
    if parsed.kind != "date" or len(parsed.dates) < 2:
        return min(len(parsed.dates), 1)
    before = [bare(re.split("[,;、。]", parsed.text[: d.start])[-1]) for d in parsed.dates]
    if all(len(text) >= 2 for text in before) and len(set(before)) > 1:
        return len(set(before))
    ends = [d.start for d in parsed.dates[1:]] + [len(parsed.text)]
    after = [bare(parsed.text[d.end : end]).lstrip("前之底以") for d, end in zip(parsed.dates, ends, strict=True)]
    staged = lexicon.alternation("milestone")
    return len({text for text in after if len(text) >= 3 and not staged.search(text)}) or 1


def _is_percentage(parsed: Target) -> bool:
    quantity = parsed.main
    if quantity is None or len(parsed.quantities) != 1 or parsed.dates:
        return False
    left = bare(parsed.text[: quantity.start] + parsed.text[quantity.end :])
    return quantity.unit in ("%", "百分", "百分比", "百分之", "%%") and len(left) <= 3


def _is_full(parsed: Target) -> bool:
    quantity = parsed.main
    if quantity is not None:
        return _is_percentage(parsed) and quantity.number == 100
    return parsed.text in lexicon.exact("fully_done")


def _is_state(norm: str) -> bool:
    match = lexicon.alternation("checkable_state").search(norm)
    return bool(match) and not re.match(lexicon.phrase("effect_clause"), norm)


def _is_task(norm: str) -> bool:
    return not lexicon.is_vague(norm) and any(names.is_activity(clause) for clause in re.split("[,;。、]", norm))


def _is_budget(norm: str) -> bool:
    if lexicon.alternation("budget_phrase").search(norm):
        return True
    return bool(
        re.search(
            lexicon.phrase("budget_value"),
            norm,
        )
    )


def _is_time(norm: str) -> bool:
    return bool(lexicon.alternation("vague_time", "on_time").search(norm))


def _is_metric(norm: str) -> bool:
    """A noun phrase that is the name of another metric (观众人次)."""
    verb = lexicon.alternation("work_verb", "direction", "degree").match(norm)
    return (
        bool(re.search(lexicon.phrase("metric"), norm))
        and verb is None
        and len(norm) <= 20
        and not lexicon.alternation("not_metric_start").match(norm)
    )


def _markers(parsed: Target, comparator: str) -> int:
    """Comparator marks that bind the first quantity; 达到…以上 and 控制在…以内 are one mark."""
    quantity = parsed.main
    if quantity is None:
        return 0
    marks = [mark for a, b in quantity.markers if binds_alone(mark := parsed.text[a:b])]
    has_column = normalize(comparator) not in BLANK and bool(
        re.search(lexicon.phrase("column_sign"), normalize(comparator))
    )
    return len(marks) + int(has_column and bool(marks) and not parsed.text.startswith(normalize(comparator)))


def _pair_columns(name: str, target: str, description: str) -> dict[str, Any]:
    read, parsed, norm, described = names.read(name), parse(target), normalize(target), normalize(description)
    core, main = read.core, parsed.main
    noeff = norm in lexicon.exact("not_applicable") or norm in BLANK or norm in ("否", "无")
    declares = read.declared and (noeff or (not parsed.has_number and not lexicon.is_vague(norm)))
    repeated = main is not None and any(q.value == main.value and q.unit == main.unit for q in read.quantities)
    asks = read.question and norm in ("否", "无")
    return {
        "like_name": similarity(core, norm),
        "like_name_description": similarity(read.norm, described) if described else 0.0,
        "like_description": similarity(described, norm) if described else 0.0,
        "says_not_applicable": declares or asks,
        "name_counts": bool(read.quantities) and (_is_full(parsed) or repeated),
        "other_object": main is not None and _counts_other_object(read.tail, main.unit),
        "d_ratio": bool(re.search(lexicon.phrase("described_ratio"), described)),
        "d_criterion": bool(re.search(lexicon.phrase("described_criterion"), described))
        and not lexicon.is_vague(described),
        "d_object": bool(described) and similarity(core, described) < 1 and len(bare(described)) >= len(bare(core)) + 4,
        "d_limit": bool(re.search(lexicon.phrase("described_limit"), described)),
    }


def _counts_other_object(tail: str, unit: str) -> bool:
    """The unit counts another object than the measure of the name (次数 ≥50家)."""
    table = units.fits()
    return tail in table and units.class_of(unit) == "count" and unit not in table[tail] | units.collective()


def is_tier_of(frame: pd.DataFrame, *wanted: str) -> pd.Series[bool]:
    """Mask of the rows that are filed under one of the second tiers."""
    return frame["tier"].isin(wanted)


BENEFIT = (tiers.ECONOMIC, tiers.SOCIAL, tiers.ECOLOGICAL, tiers.LASTING)
