"""Text of PDF tables: no tabs, cells wrapped over lines, names and values on one line or on two, labels repeated.

Under a header line the words of each line are sorted into the header's columns: tier names set the tier, the first
word group that reads as a value begins the value columns, everything before it is the name. The result is a grid like
that of any other format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.intake import layout
from auditor.intake.formats.pdf_values import is_figure, is_sign, is_value
from auditor.intake.grid import Block, Paragraph, from_texts
from auditor.language import tiers
from auditor.language.normalize import normalize
from auditor.language.target import BLANK

_PAGE_NUMBER = re.compile(r"^[-—\s第]*\d{1,3}[-—\s页]*(?:共\s*\d+\s*页)?$")
_WIDE_GAP = re.compile(r"\s{2,}")
_SURE = 4  # heads beside which one unknown word of the line is a head too
_TIERS_AND_NAME = ["first_tier", "second_tier", "third_tier"]
_ORPHAN = 4
_NUMERIC = ("target", "loose_target", "period_target", "comparator", "unit", "actual", "weight", "score")


@dataclass(slots=True)
class _Body:
    """Rows of one table while its lines are read."""

    roles: list[str]
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    first: str = ""
    second: str = ""
    name: str = ""
    name_line: int = 0
    name_at: int = 0
    local: bool = False  # tiers that no list holds
    stacked: bool = False  # a cell a line
    open: list[str] = field(default_factory=list)  # columns that a row printed a cell a line has not filled yet


def read(lines: list[str]) -> list[Block]:
    """Sort the lines of a text without tabs into paragraphs and one grid for each header line."""
    blocks: list[Block] = []
    body: _Body | None = None
    blank = True
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        number += 1
        header, taken = _header(lines, number - 1)
        if header:
            if body:
                blocks.append(_grid(body))
            body = _Body([layout.column_role(text) for text in header])
            body.rows.append([(text, f"L{number}") for text in header])
            body.stacked = taken >= len(header)
            number += taken - 1
        elif not line:
            blank = True
            continue
        elif body and not _ends(line):
            _take(body, lines, number, blank)
        else:
            if body:
                blocks.append(_grid(body))
                body = None
            blocks.append(Paragraph(line, f"L{number}"))
        blank = False
    if body:
        blocks.append(_grid(body))
    return blocks


def _header(lines: list[str], start: int) -> tuple[list[str], int]:
    """Column heads that begin on line ``start`` (heads may stand on a line each), and how many lines they take."""
    heads: list[str] = []
    taken = used = 0
    for line in lines[start : start + 24]:
        taken += 1
        words = line.split()
        if not words:
            continue
        known = [role for word in words if (role := layout.column_role(word))]
        if len(known) < len(words) - (len(known) >= _SURE and layout.is_header(known)):
            break
        heads += words
        used = taken
    roles = [layout.column_role(head) for head in heads]
    if "third_tier" in roles:  # 绩效指标 beside 三级指标 is the label of the block, not a column
        heads = [head for head, role in zip(heads, roles, strict=True) if role != "loose_name"]
    return (heads, used) if layout.is_header([role for role in roles if role]) else ([], 0)


def _ends(line: str) -> bool:
    first, *rest = line.split(maxsplit=1)
    foot = layout.header_key(first) in layout.words("stop", "form_foot")
    return layout.is_title(line) or bool(rest and (foot or layout.label_role(first) in ("department", "project")))


def _take(body: _Body, lines: list[str], number: int, blank: bool) -> None:
    line = lines[number - 1]
    text = line.strip()
    if _fill(body, text.split(), number, lines):
        return
    words = _tiers(body, _words(text))
    if not words or (_PAGE_NUMBER.match(text) and not body.name):
        return
    if layout.is_total(words[0]):
        body.rows.append([(word, f"L{number}") for word in words])
        body.open = [role for role in body.roles if role in ("weight", "score")] if len(words) == 1 else []
        return
    signed = "comparator" in body.roles
    if "sequence" in body.roles and words[0].isdecimal() and len(words) > 1:
        words = words[1:]
    split = next(
        (i for i, word in enumerate(words) if (is_value(word) or (signed and is_sign(word))) and (i or body.name)),
        None,
    )
    place = line.find(words[0])
    if split is None and _text_target(body, lines, number):
        split, words = 0, ["".join(words)]
    if split is None:
        _name_piece(body, "".join(words), number, blank, place)
        return
    if split:
        body.name_at = place
    if split == len(_TIERS_AND_NAME) and _has_local_tiers(body):
        body.local, body.first = True, words.pop(0)
        split -= 1
    if split == len(_TIERS_AND_NAME) - 1 and body.local and not body.name:
        body.second, split = words.pop(0), 1
    _finish(body, words[:split], words[split:], number)


def _has_local_tiers(body: _Body) -> bool:
    """Does a table begin with tiers that no list holds (投入管理 | 预算管理)? Then the words left of a name are those."""
    place = body.roles.index("first_tier") if "first_tier" in body.roles else -1
    printed = {row[place][0] for row in body.rows[1:]} | {body.first}
    ordered = [role for role in body.roles if role][: len(_TIERS_AND_NAME)] == _TIERS_AND_NAME
    return place >= 0 and ordered and not body.name and not any(tiers.first(text) for text in printed)


def _words(text: str) -> list[str]:
    """Word groups of a line: apart by wide gaps where it has some, and a tier name always apart from what follows."""
    groups = _WIDE_GAP.split(text) if _WIDE_GAP.search(text) else text.split()
    words: list[str] = []
    for group in groups:
        head, _, rest = group.partition(" ")
        words += [head, rest.strip()] if rest and tiers.is_name(head) else [group]
    return words


def _fill(body: _Body, words: list[str], number: int, lines: list[str]) -> bool:
    """Take a line as further cells of the row above, where that row stands a cell a line; True if it was taken."""
    if not body.open or body.name or tiers.is_name(words[0]) or layout.is_total(words[0]):
        body.open = []
        return False
    places = [role for role in body.open if role in _NUMERIC]
    if all(normalize(word) in BLANK for word in words):
        places = body.open
    if places and all(is_figure(word) for word in words):
        for role, word in zip(places, words, strict=False):
            _put(body, role, word, number)
        return True
    role = body.open[0]
    texts, values = _ahead(lines, number)
    another_row = texts + values - 1 > sum(r in _NUMERIC for r in body.roles)  # below this cell stands a whole row
    completes = texts + values == sum(r in _NUMERIC for r in body.open) if role in _NUMERIC else not values
    if completes or (another_row and (role not in _NUMERIC or role == "actual")):
        _put(body, role, "".join(words), number)
        return True
    body.open = []
    return False


def _put(body: _Body, role: str, text: str, number: int) -> None:
    row, place = body.rows[-1], body.roles.index(role)
    if layout.is_total(row[0][0]):
        row.append((text, f"L{number}"))
    else:
        row[place] = (text, f"L{number}")
    body.open = body.open[body.open.index(role) + 1 :]


def _ahead(lines: list[str], number: int) -> tuple[int, int]:
    """How many lines from ``number`` on are texts, and how many single values follow; a tier or total ends both."""
    texts = values = 0
    for line in lines[number - 1 :]:
        word = line.strip()
        if not word:
            continue
        if tiers.is_name(word) or layout.is_total(word) or _ends(word):
            break
        if len(word.split()) == 1 and is_figure(word):
            values += 1
        elif values:
            break
        else:
            texts += 1
    return texts, values


def _text_target(body: _Body, lines: list[str], number: int) -> bool:
    """Does a line below a name begin its values, though it is words? Then exactly the row's cells are still to come."""
    texts, values = _ahead(lines, number)
    return body.stacked and bool(body.name) and values > 0 and texts + values == sum(r in _NUMERIC for r in body.roles)


def _tiers(body: _Body, words: list[str]) -> list[str]:
    """Take the tier names at the head of a line; a vertical label is passed over."""
    while words:
        word = words[0]
        repeated = len(words) > 1 and words[1] == word
        if (
            tiers.first(word)
            and (word.endswith("指标") or not tiers.second(word))
            and tiers.first(word) != tiers.second(word)
        ):
            body.first, body.second = word, ""
        elif tiers.second(word):
            body.second = word
        elif not (layout.column_role(word) == "loose_name" or layout.header_key(word) in ("年度绩效指标", "年度指标")):
            return words
        body.name = ""
        words = words[1:]
        if repeated and len(words) > 1:
            return words
    return words


def _name_piece(body: _Body, text: str, number: int, blank: bool, at: int) -> None:
    """A name without its value: the rest of the row above, a torn tier name left of the names, or a name begun."""
    last = body.rows[-1] if len(body.rows) > 1 else None
    orphan = not body.name and last and not blank and len(text) <= _ORPHAN and normalize(text) not in BLANK
    if orphan and last and not layout.is_total(last[0][0]):
        if at >= body.name_at - 3:
            place = _name_index(body.roles)
            last[place] = (last[place][0] + text, last[place][1])
        return
    if not body.name:
        body.name_line = number
    body.name += text


def _name_index(roles: list[str]) -> int:
    return next(i for i, role in enumerate(roles) if role in ("third_tier", "fourth_tier", "loose_name"))


def _finish(body: _Body, before: list[str], values: list[str], number: int) -> None:
    row = dict.fromkeys(body.roles, ("", f"L{number}"))
    place = _name_index(body.roles)
    later = body.roles[place + 1 :]
    middle = [role for role in later[: _value_index(later)] if role]
    name, description = body.name + "".join(before), ""
    if middle and len(before) > 1:
        name, description = body.name + before[0], "".join(before[1:])
    row[body.roles[place]] = (name, f"L{body.name_line or number}")
    if middle and description:
        row[middle[0]] = (description, f"L{number}")
    for role, value in zip(
        later[_value_index(later) :], _fitted(values, len(later) - _value_index(later)), strict=False
    ):
        row[role] = (value, f"L{number}")
    body.open = (
        [role for role in later if role and not row[role][0]][len(middle) :] if not before and len(values) == 1 else []
    )
    row["first_tier"], row["second_tier"] = (body.first, f"L{number}"), (body.second, f"L{number}")
    body.rows.append([row[role] for role in body.roles])
    body.name, body.name_line = "", 0
    body.first = body.second = ""


def _value_index(roles: list[str]) -> int:
    return next(
        (i for i, role in enumerate(roles) if role in ("target", "loose_target", "comparator", "period_target")), 0
    )


def _fitted(values: list[str], width: int) -> list[str]:
    """Join the surplus words of the last column (a reason with spaces)."""
    return [*values[: width - 1], "".join(values[width - 1 :])] if len(values) > width > 0 else values


def _grid(body: _Body) -> Block:
    return from_texts(body.rows)
