"""What a name (三级指标) says: its core, unit, measure, leading verb, clauses, numbers, direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from auditor.language import lexicon, measures, tiers, units, verbs
from auditor.language.measures import BRACKETS, CLAUSE
from auditor.language.normalize import letters, normalize
from auditor.language.target import BLANK, Quantity, Target, may_count, parse
from auditor.resources import remembered

_NUMBERING = re.compile(r"^(?:指标|目标)\s*[\d一二三四五六七八九十]+[:.、,]?|^(?:\(?\d{1,2}\)|\d{1,2}[.、:])(?=[^\d%])")
_END_BRACKET = re.compile(r"\(([^()]*)\)?\)*$")
_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度|全年)?")
_FINE_DATE = re.compile(r"\d+[月日号]|季度|年[底末初]|半年|[-./]\d")
_CARRIED_OUT = ("完成", "实施", "开展", "推进", "落实", "执行")
_NO_NUMBER = Target("text", "")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")


class Name(NamedTuple):
    """A name taken apart. Texts are normalised; ``core`` has no numbering, end bracket or closing stop."""

    norm: str
    core: str
    unit: str
    tail: str
    ratio: bool
    verb: str
    change_verb: bool
    attribute: bool
    clauses: tuple[str, ...]
    length: int
    quantities: tuple[Quantity, ...]
    dated: bool
    generic: bool
    category: bool
    fund: bool
    budget: bool
    time_word: bool
    on_time: bool
    duration: bool
    declared: bool
    question: bool
    cost: bool
    saving: bool
    satisfaction: bool
    completion: bool
    bare_degree: bool
    slogan_clauses: int
    activity_clauses: int
    concrete_clauses: int
    parts: tuple[str, ...]
    measures: int
    mixed_units: bool
    near_synonyms: bool
    bare_object: bool
    listed: int
    measured: bool
    amount: bool
    joined_nouns: bool
    changed_subject: bool
    empty_object: bool
    direction: str
    quality_rate: bool
    formula_rate: bool
    on_time_rate: bool
    specification: bool
    activity: bool
    typo: bool
    repeated: bool
    ecological: bool


@remembered(maxsize=200_000)
def read(text: str) -> Name:
    """Take a name apart; any string is accepted."""
    printed = normalize(text)
    norm = _without_numbering(printed)
    core, unit = _core(norm)
    ends = lexicon.tails(core)
    tail, clauses, parts = measures.tail(core, ends), _clauses(core), measures.parts(core)
    influence = lexicon.pattern("influence").search(core) is not None
    verb = "" if influence else verbs.first(core)
    works = [work for clause in clauses if (work := verbs.work(clause))]
    joined = measures.joined(core, parts, tail or ends.get("measure_tail", ""))
    parsed = parse(core) if may_count(core) else _NO_NUMBER
    generic = core in lexicon.exact("generic_name")
    measured = _holds("measure_word", core)
    return Name(
        norm=norm,
        core=core,
        unit=unit,
        tail=tail,
        ratio=bool(tail) and "ratio_tail" in ends and "not_share" not in ends,
        verb=verb,
        change_verb=verb in lexicon.exact("direction"),
        attribute="attribute" in ends,
        clauses=clauses,
        length=len(letters(core)),
        quantities=parsed.quantities and tuple(q for q in parsed.quantities if q.unit and _counts(core, q)),
        dated=bool(parsed.dates) and any(_FINE_DATE.search(date.text) for date in parsed.dates),
        generic=generic,
        category=tiers.is_key(tiers.plain(core)) and not (generic and core not in ("可持续影响", "可持续发展")),
        fund="fund_management" in ends or _fund_act().search(core.removesuffix("情况")) is not None,
        budget=core in lexicon.exact("budget_phrase") or lexicon.pattern("budget_name").fullmatch(core) is not None,
        time_word=core in lexicon.exact("vague_time") or _YEAR.fullmatch(core) is not None,
        on_time=_holds("on_time", core),
        duration=_lasts(core, parsed),
        declared=core == "无" or _holds("not_applicable", core),
        question=core.startswith("是否"),
        cost="cost_tail" in ends and "ratio_tail" not in ends,
        saving="saving_tail" in ends,
        satisfaction=_holds("satisfaction", core),
        completion="completion_tail" in ends or lexicon.pattern("planned").search(core) is not None,
        bare_degree=core.endswith(_CARRIED_OUT) and _bare_degree().fullmatch(core) is not None,
        slogan_clauses=len([c for c in clauses if _is_slogan(c, tail if c == core else measures.tail(c))]),
        activity_clauses=len(works),
        concrete_clauses=len([work for work in works if work not in lexicon.exact("abstract_verb")]),
        parts=parts,
        measures=len(joined),
        mixed_units=len(joined) > 1 and measures.differ(joined),
        near_synonyms=measures.near_synonyms(parts),
        bare_object=not tail and not measured and _is_bare_object(core, ends),
        listed=measures.listed(core, parts),
        measured=measured,
        amount="measure_tail" in ends,
        joined_nouns="、" in core and len(parts) > 1 and "satisfaction" not in ends and _are_nouns(core, parts),
        changed_subject=influence or _subject_changes(core),
        empty_object=_is_empty(core, tail),
        direction=measures.direction(core, ends),
        quality_rate="quality_rate" in ends,
        formula_rate="formula_rate" in ends,
        on_time_rate="on_time_rate" in ends,
        specification="specification_tail" in ends,
        activity="activity" in ends,
        typo=lexicon.slips(printed),
        repeated=lexicon.pattern("repeated").search(norm) is not None,
        ecological=_is_ecological(core, ends),
    )


def _holds(name: str, core: str) -> bool:
    """Does a text hold an entry of a word list?"""
    return lexicon.alternation(name).search(core) is not None


def _without_numbering(printed: str) -> str:
    numbering = _NUMBERING.match(printed)
    return (printed[numbering.end() :] if numbering else "") or printed


@remembered(maxsize=1)
def _clause_ends() -> re.Pattern[str]:
    """Where one clause ends; 、 before a verb of change separates clauses too."""
    return re.compile(f"{CLAUSE.pattern}|、(?={lexicon.alternation('direction').pattern})")


def _clauses(core: str) -> tuple[str, ...]:
    clauses = [core] if core.isalnum() else _clause_ends().split(core)
    return tuple([clause for clause in clauses if len(letters(clause)) >= 2])


def _core(norm: str) -> tuple[str, str]:
    """Strip the stop and a bracketed unit at the end; return the core and the unit."""
    core = norm.rstrip("。.;,:、")
    match = _END_BRACKET.search(core) if "(" in core else None
    unit = ""
    if match and match.start():
        inside = match.group(1).strip("单位:").strip()
        if units.class_of(inside) not in ("", "other") or inside in ("百分比", "百分率"):
            core, unit = core[: match.start()], inside
        elif not parse(inside).has_number and len(core) - match.start() > 12:
            core = core[: match.start()]
    return (core.rstrip("。.;,:、") or norm), unit


def _counts(core: str, quantity: Quantity) -> bool:
    """Does a number count the target, rather than describe the object (3集新闻专题, 7天访视) or explain in brackets?"""
    if any(m.start() < quantity.start < m.end() for m in BRACKETS.finditer(core)):
        return False
    after = core[quantity.end :]
    bound = bool(quantity.comparator) or quantity.unit_class == "ratio"
    return bound or len(after) < 2 or not _WORD.match(after)


def _lasts(core: str, parsed: Target) -> bool:
    """Does a name hold a duration, a frequency or a date?"""
    if parsed.dates or lexicon.pattern("duration").search(core):
        return True
    return bool(parsed.quantities) and any(q.unit_class == "time" for q in parsed.quantities)


@remembered(maxsize=1)
def _fund_act() -> re.Pattern[str]:
    word, act = lexicon.alternation("fund_word").pattern, lexicon.alternation("fund_act").pattern
    return re.compile(rf"(?:{word})(?:{word})?[^,。]{{0,4}}?(?:{act})[^,。]{{0,3}}?(?:率|性|时间|问题|程度)?$")


@remembered(maxsize=1)
def _bare_degree() -> re.Pattern[str]:
    """高质量完成, 圆满实施: an adverb and a verb without object."""
    adverb = lexicon.alternation("degree", "vague_time").pattern
    return re.compile(rf"(?:{adverb})+地?(?:{'|'.join(_CARRIED_OUT)})")


def _is_slogan(clause: str, tail: str) -> bool:
    """Does a clause without a measure speak of change or degree?"""
    if tail or not lexicon.alternation("direction", "degree").search(clause):
        return False
    return bool(lexicon.found(clause) & {"direction", "degree"})


def _are_nouns(core: str, parts: tuple[str, ...]) -> bool:
    """Nouns joined by 、 whose last has no measure that could cover all (保洁面积、安保岗位)."""
    return not measures.tail(parts[-1]) and "direction" not in lexicon.found(core)


def _is_bare_object(core: str, ends: Mapping[str, str]) -> bool:
    """A short noun with neither measure nor attribute (道路设施)."""
    short = len(core) <= 6 and "measure_tail" not in ends and "attribute_tail" not in ends
    return short and lexicon.found(core) <= {"grade"}


@remembered(maxsize=1)
def _change() -> re.Pattern[str]:
    return re.compile(lexicon.phrase("changed").replace("DIRS", f"(?:{lexicon.alternation('direction').pattern})"))


def _subject_changes(core: str) -> bool:
    match = _change().search(core)
    return match is not None and match.start() >= 3


def _is_empty(core: str, tail: str) -> bool:
    """Is nothing left of the name when its measure and words that fit any project are taken away?"""
    plain = measures.without_brackets(core)
    rest = plain.removesuffix(tail)
    if letters(rest[:1]) and not lexicon.head(rest, "generic_object"):
        return False
    spared = {core, plain} & lexicon.exact("whole_project_name") or tail in lexicon.exact("whole_project_tail")
    return not letters(lexicon.alternation("generic_object").sub("", rest)) and core not in BLANK and not spared


def _is_ecological(core: str, ends: Mapping[str, str]) -> bool:
    """Does the name hold something of the environment that its project could change?"""
    if not lexicon.alternation("environment", "environment_not").search(core):
        return False
    plain = lexicon.alternation("environment_not").sub("", core)
    ends = ends if plain == core else lexicon.tails(plain)
    hollow = plain in lexicon.exact("ecological_generic") or "civic_tail" in ends
    return not hollow and _holds("environment", plain)
