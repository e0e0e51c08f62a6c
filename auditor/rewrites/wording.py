"""The words of ``corpus/rewrites.toml``: remarks, measure tails with unit and formula, counters, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor import resources
from auditor.language import lexicon, units
from auditor.resources import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

SIGNS = {"≥": "≥", ">": "＞", "=": "＝", "<": "＜", "≤": "≤", "": ""}
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Tail:
    """What goes with a measure word at the end of a name; ``word`` is empty where none was found."""

    word: str
    unit: str = ""
    comparator: str = "≥"
    formula: str = ""
    evidence: str = ""


def data() -> dict[str, Any]:
    """Everything in ``corpus/rewrites.toml``."""
    return resources.toml("corpus", "rewrites.toml")


def remark(key: str, **filled: str) -> str:
    """Return a remark for the note of a suggestion."""
    return str(data()["remark"][key]).format(**filled)


def display(text: str) -> str:
    """Return normalised text with the full-width punctuation of printed Chinese."""
    return text.translate(_FULL_WIDTH)


def count_word(number: int) -> str:
    """Write a small count in Chinese: 4 → 四, 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[min(tens, 9)] + "十")
    return head + (_DIGITS[ones] if ones or not head else "")


@remembered(maxsize=1)
def _tails() -> dict[str, Tail]:
    found: dict[str, Tail] = {}
    for entry in data()["tail"]:
        rest = {key: value for key, value in entry.items() if key != "words"}
        for word in entry["words"]:
            found[word] = Tail(word, **rest)
    return found


@remembered(maxsize=50_000)
def tail_of(name: str) -> Tail:
    """Return the longest measure word that the normalised name ends in, with its unit, sign and formula."""
    found = _ending(name, tuple(_tails()))
    if not found or len(lexicon.tail(name, "rate_tail_not")) >= len(found):
        return Tail("")
    tail = _tails()[found]
    if lexicon.tail(name, "lower_is_better") or (name.startswith("未") and found.endswith("率")):
        return Tail(found, tail.unit, "≤", tail.formula, tail.evidence)
    return tail


def unit_of(name: str) -> str:
    """Return the unit that goes with a name: by its measure word, else by the noun that is counted, else 个."""
    tail = tail_of(name)
    noun = name.removesuffix("数")
    if noun != name and len(_ending(noun, tuple(_counters()))) >= len(tail.word) > 1:
        return counter(noun)
    if tail.unit or not tail.word:
        return tail.unit
    return counter(name[: -len(tail.word)]) or ("" if tail.word == "量" else "个")


def counter(noun: str) -> str:
    """Return the counter of the last countable noun of the text, or ''."""
    found = max(_counted().finditer(noun), key=lambda match: match.end(), default=None)
    return _counters()[found.group()] if found else ""


@remembered(maxsize=1)
def _counters() -> dict[str, str]:
    return {word: unit for unit, nouns in data()["counter"].items() for word in nouns}


@remembered(maxsize=1)
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_counters(), key=lambda w: (-len(w), w))))


def tail_for_unit(unit: str, base: str = "", *, cost: bool = True) -> str:
    """Return the measure word for a value in this unit: 场 → 场次; 数量 where the unit says nothing.

    Money is a cost in a cost row, elsewhere an amount that is gained: 农户增收 → 农户增收额.
    """
    tails: dict[str, str] = data()["tail_of_unit"]
    kind = units.class_of(unit)
    if kind == "money" and not cost:
        rules = data()["money"]
        return str(rules["gain_after"].get(_ending(base, tuple(rules["gain_after"])), rules["gain"]))
    stem = unit.lstrip("万亿千百") or unit
    return tails.get(unit) or tails.get(stem) or {"money": "成本", "ratio": "率"}.get(kind, "数量")


def date_tail(noun: str) -> str:
    """Return the word for a date row on this object: 发放时间, 完工时间, … or 完成时间."""
    names = data()["date"]["name"]
    fitting = (entry["tail"] for entry in names["endings"] if _ending(noun, tuple(entry["words"])))
    return str(next(fitting, names["default"]))


def on_time_name(noun: str) -> str:
    """Return the name of the share done in time: 设备货款支付 → 设备货款按期支付率."""
    rules = data()["date"]["rate"]
    verb = _ending(noun, tuple(rules["verbs"]))
    if verb and len(noun) > len(verb):
        return noun[: -len(verb)] + str(rules["verbs"][verb])
    return noun + str(rules["paid_rate"] if _ending(noun, tuple(rules["paid"])) else rules["default"])


def is_date_name(name: str) -> bool:
    """Tell whether a name asks for a date (完成时间, 发放时间); names of a duration or a response time are none."""
    tail = tail_of(name).word
    found = _ending(name, tuple(data()["date"]["tails"]))
    return bool(found) and len(found) >= len(tail)


def _ending(text: str, words: Sequence[str]) -> str:
    return max((word for word in words if text.endswith(word)), key=len, default="")


def ends_in(text: str, words: Sequence[str]) -> str:
    """Return the longest of the words that the text ends in, or ''."""
    return _ending(text, words)


def join(front: str, back: str) -> str:
    """Join two pieces of a name without repeating what both share: 政治理论 + 理论学习 → 政治理论学习."""
    shared = next((k for k in range(min(len(front), len(back)), 1, -1) if front.endswith(back[:k])), 0)
    joined = front + back[shared:]
    return next((joined.replace(bad, good) for bad, good in data()["awkward"].items() if bad in joined), joined)
