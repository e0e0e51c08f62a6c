"""What a cell of a form is: which header or label it holds, by the aliases in ``corpus/lexicon/headers.toml``."""

from __future__ import annotations

import re

from auditor import resources
from auditor.intake.grid import Cell
from auditor.language.normalize import normalize
from auditor.resources import remembered

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_LEADING = re.compile(r"^(?:其中[:,]?|[一二三四五六七八九十]+[、.]|\(?\d+[)、.](?!\d)|[*★])")
_PRINTED_UNIT = re.compile(r"(?:金额)?单位:?(亿元|万元|千元|元)|\((亿元|万元|千元|元)\)")
_CHINESE_YEAR = re.compile(r"二[0〇○零][0〇○零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TERM = re.compile(r"(?:19|20)\d{2}年?[-—~至到](?:19|20)?\d{2}年?度?")
_DATED = re.compile(r"(?:19|20)\d{2}年?(?=度|$)|(?:19|20)\d{2}年?度?")
_NUMBERED = re.compile(r"(?<=\D{6})[\d一二三四五六七八九十]{1,2}$")
_SHORTEST_HEAD = 2
_LONGEST_HEAD = 80
_NAME_ROLES = ("fourth_tier", "third_tier", "loose_name")
_TARGET_ROLES = ("target", "loose_target", "period_target", "actual")


def header_key(text: str) -> str:
    """Return a header without white space, brackets with their content, numbering and colon."""
    folded = _LEADING.sub("", normalize(text).replace(" ", ""))
    stripped = _BRACKETS.sub("", folded) or folded.strip("()")
    return re.sub(r"[(\[][^)\]]*$", "", stripped).strip(":。*;,")


@remembered(maxsize=8)
def _aliases(section: str) -> dict[str, str]:
    """Alias → role; one with brackets in it (单位（项目）名称) is looked for with them, before they are taken away."""
    found: dict[str, str] = {}
    for role, aliases in resources.headers(section).items():
        for alias in aliases:
            found.setdefault(_alias_key(alias), role)
    local = resources.local_headers() if section == "column" else {}
    return found | {header_key(alias): role for role, aliases in local.items() for alias in aliases}


def _alias_key(alias: str) -> str:
    whole = _folded(alias)
    return whole if _BRACKETS.search(whole) else header_key(alias)


def _folded(text: str) -> str:
    return _LEADING.sub("", normalize(text).replace(" ", "")).strip(":。*;,")


def _role(section: str, text: str) -> str:
    if not text or len(text) >= _LONGEST_HEAD:
        return ""
    aliases = _aliases(section)
    return next((aliases[key] for key in (_folded(text), *head_keys(text)) if key in aliases), "")


def head_keys(text: str) -> list[str]:
    """What a head may be called: its key, and without the year that it prints."""
    key = header_key(text)
    return [key, *_undated(key)] if any(char.isdigit() for char in key) else [key]


def _undated(key: str) -> list[str]:
    """A head without the year that it prints: 2024年度指标值 → 年度指标值, 指标值; 2024-2026年目标 → 实施期目标."""
    if len(_DATED.sub("", _TERM.sub("", key))) < _SHORTEST_HEAD:
        return []
    if _TERM.search(key):
        return [_TERM.sub("实施期", key)]
    return [_DATED.sub("年度", key, count=1), _DATED.sub("", key, count=1), _DATED.sub("年", key, count=1)]


@remembered(maxsize=8)
def words(section: str, role: str) -> frozenset[str]:
    """Aliases of one role as header keys."""
    return frozenset(_alias_key(alias) for alias in resources.headers(section)[role])


@remembered(maxsize=20_000)
def column_role(text: str) -> str:
    """Role of a column header, or ''."""
    return _role("column", text)


@remembered(maxsize=20_000)
def label_role(text: str) -> str:
    """Role of a label cell in the block above a table, or ''."""
    return _role("label", text) or _role("label", _NUMBERED.sub("", header_key(text)))


@remembered(maxsize=20_000)
def task_role(text: str) -> str:
    """Role of a head of a task list, or ''."""
    return _aliases("task").get(header_key(text), "")


def is_header(roles: list[str]) -> bool:
    """True where a row's roles are those of an indicator table: a name column and a tier or value column."""
    spare = "loose_target" in roles and "target" in roles and "first_tier" in roles  # 指标内容 beside 指标值
    named = spare or any(role in _NAME_ROLES for role in roles)
    strong = "third_tier" in roles or "fourth_tier" in roles
    valued = any(role in _TARGET_ROLES for role in roles)
    tiered = any(role in ("first_tier", "second_tier", "both_tiers") for role in roles)
    if set(roles) == {"loose_name", "target"} and len(roles) == 2:
        return True
    return named and (
        (strong and (valued or tiered)) or (valued and tiered) or ("target" in roles and len(set(roles) - {""}) > 2)
    )


def currency(text: str) -> str:
    """Money unit printed in a text (单位：万元, 金额（元）), or ''."""
    match = _PRINTED_UNIT.search(normalize(text).replace(" ", ""))
    return (match.group(1) or match.group(2)) if match else ""


def is_title(text: str) -> bool:
    """True for the title line of a form (…绩效目标表, …自评表)."""
    key = header_key(text) if len(text) < 3 * _LONGEST_HEAD else ""
    return 0 < len(key) < 60 and any(key.endswith(ending) for ending in words("stop", "form_title"))


def is_total(text: str) -> bool:
    """True for 合计, 总分 and the like."""
    return len(text) < _LONGEST_HEAD and header_key(text) in words("stop", "total_row")


def is_foot(text: str) -> bool:
    """True for what stands under a form: 填表人：…, 联系电话：…, 自评等级：…."""
    head, colon, _ = text.strip()[:_LONGEST_HEAD].replace(":", "：").partition("：")
    return bool(colon) and header_key(head) in words("stop", "form_foot")


def is_labelled(text: str) -> bool:
    """True for a line that names the project or unit of a form: 项目名称：…, 填报单位：…."""
    head, colon, value = text.strip()[:_LONGEST_HEAD].replace(":", "：").partition("：")
    return bool(colon and value.strip()) and label_role(head) in (
        "project",
        "department",
        "implementer",
        "project_code",
    )


def western_years(text: str) -> str:
    """Return a text with years in Chinese digits as numbers: 二〇二四年度 → 2024年度."""
    return _CHINESE_YEAR.sub(lambda match: match.group().translate(_CHINESE_DIGITS), text) if "二" in text else text


def distinct(row: list[Cell]) -> list[Cell]:
    """Return the cells of a row, a merged cell once."""
    return list({id(cell): cell for cell in row}.values())
