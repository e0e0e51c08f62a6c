"""The object words of a row: what is left of a name when verbs, degrees, states and measure words are taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.language import lexicon, tiers, units
from auditor.language.normalize import normalize
from auditor.resources import remembered
from auditor.rewrites import wording

_NUMBERING = re.compile(
    r"^(?:(?:三级|绩效)?指标\d*[:.、]?(?=\D)|指标\d+[:.、)]?|\(?\d{1,2}[、.)](?!\d)|[一二三四五六七八九十]+、)"
)
_BRACKET_END = re.compile(r"\(([^()]*)\)+$")
_NAME_END = "。.;,、:!?"
_CLAUSES = re.compile(r"[,;。:!?\s]")
_SHAPE = re.compile(r"^[^、,;:。!?%‰≥≤<>=/*]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name without numbering and closing marks; ``unit`` is the one that its bracket held."""

    text: str
    unit: str = ""


@remembered(maxsize=100_000)
def clean(printed: str) -> Name:
    """Read a name cell: numbering, a bracketed unit at the end, stray brackets and closing marks go."""
    text = normalize(printed).strip()
    text = _NUMBERING.sub("", text).strip(_NAME_END) or text
    if text.count(")") > text.count("("):
        text = text.rstrip(")" + _NAME_END) + ")" * text.count("(")
    found = _BRACKET_END.search(text)
    unit = _unit(found[1]) if found else ""
    if found and unit:
        text = text[: found.start()].rstrip(_NAME_END)
    return Name(text, unit)


def _unit(text: str) -> str:
    found = text.removeprefix("单位:")
    found = units.corrections().get(found, found)
    return found if units.class_of(found) not in ("", "other", "bad") else ""


@remembered(maxsize=100_000)
def of_clause(clause: str) -> str:
    """Return the noun phrase of one normalised clause, '' where none is left that names an object.

    保障宣传工作高效开展 → 宣传工作; 校园足球场建设完成率 → 校园足球场建设; 社会影响力 → ''.
    """
    phrase = _strip(clause.strip("“”\"'《》") if clause.count("“") != clause.count("”") else clause)
    shorter = _strip(phrase.partition("的")[0]) if "的" in phrase else ""
    return next((found for found in (phrase, shorter) if found and is_object(found)), "")


def without_idle_front(name: str) -> str:
    """Drop empty words before a measure (提高…覆盖率 → …覆盖率); words that change what is measured stay."""
    front = next((word for word in wording.data()["subject"]["idle_front"] if name.startswith(word)), "")
    rest = name[len(front) :]
    return without_idle_front(rest) if front and len(rest) > 2 and wording.tail_of(rest).word else name


def without_verb(phrase: str) -> str:
    """Drop the verbs and adverbs that a phrase starts with: 增加利润 → 利润."""
    match = _front().match(phrase)
    return phrase[match.end() :] if match and match.end() < len(phrase) else phrase


@remembered(maxsize=100_000)
def of_text(text: str) -> str:
    """Return the object of a whole normalised text: that of its last clause that has one (the aim of a sentence)."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    found = (of_clause(clause) for clause in reversed(clauses))
    return next((phrase for phrase in found if phrase), "")


def is_object(phrase: str) -> bool:
    """Tell whether a phrase can stand as the object of an indicator name."""
    rules = wording.data()["subject"]
    if not rules["shortest"] <= len(phrase) <= rules["longest"] or phrase in rules["broad"]:
        return False
    if phrase[0] in "的地得和与及或对" or phrase[-1] in "的地得和与及或对为" or tiers.is_name(phrase):
        return False
    led = next((verb for verb in rules["keep_verbs"] if phrase.startswith(verb)), "")
    if (led and phrase[len(led) :] in {*rules["broad"], ""}) or phrase in lexicon.exact("vague_time"):
        return False
    known = (
        lexicon.is_vague(phrase)
        or phrase in lexicon.exact("generic_name")
        or phrase in lexicon.exact("fund_management")
    )
    broken = any(word in phrase for word in rules["broken"]) or re.search(r"\d", phrase)
    return bool(_SHAPE.match(phrase)) and not known and not broken


def _strip(phrase: str) -> str:
    previous = ""
    while phrase != previous and phrase:
        previous = phrase
        phrase = _without_end(_without_front(phrase))
    return phrase


def _without_front(phrase: str) -> str:
    match = _front().match(phrase)
    rest = phrase[match.end() :] if match else phrase
    building = next((word for word in wording.data()["subject"]["building_verbs"] if phrase.startswith(word)), "")
    if building and len(phrase) - len(building) >= 5:
        return phrase[len(building) :]
    return rest if len(rest) >= 2 and not rest.startswith(("的", "性", "度", "率")) else phrase


def _without_end(phrase: str) -> str:
    if wording.ends_in(phrase, tuple(wording.data()["subject"]["whole_ends"])):
        return phrase
    tail = wording.tail_of(phrase).word or wording.ends_in(phrase, tuple(wording.data()["date"]["tails"]))
    trailing = wording.ends_in(phrase, tuple(wording.data()["subject"]["trailing"]))
    end = max((tail, trailing), key=len) or _closing_words(phrase)
    return phrase[: len(phrase) - len(end)].rstrip("的地得") if end else phrase


def _closing_words(phrase: str) -> str:
    """Words of degree and direction that close a sentence: …质量得到显著提升."""
    match = _end().search(phrase)
    return match.group() if match and match.start() >= 2 else ""


@remembered(maxsize=1)
def _front() -> re.Pattern[str]:
    rules = wording.data()["subject"]
    words = {
        *lexicon.exact("degree"),
        *lexicon.exact("vague_time"),
        *lexicon.exact("direction"),
        *rules["leading_verbs"],
    }
    words -= {*rules["keep_verbs"], "基本", "一定", "有一定", "科学", "合理"}
    return re.compile(f"(?:{_alternation(words)})(?:地(?=[^方区质铁下面理震产域]))?")


@remembered(maxsize=1)
def _end() -> re.Pattern[str]:
    words = {*lexicon.exact("degree"), *lexicon.exact("direction")} - {*wording.data()["subject"]["keep_ends"]}
    return re.compile(f"(?:{_alternation(words)})+$")


def _alternation(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
