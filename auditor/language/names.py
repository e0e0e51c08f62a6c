"""What a name (三级指标) says: its core, unit, measure, leading verb, clauses, numbers, direction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.language import lexicon, tiers, units
from auditor.language.normalize import bare, normalize
from auditor.language.target import BLANK, Quantity, parse
from auditor.resources import remembered

_NUMBERING = re.compile(r"^(?:指标|目标)\s*[\d一二三四五六七八九十]+[:.、,]?|^(?:\(?\d{1,2}\)|\d{1,2}[.、:])(?=[^\d%])")
_END_BRACKET = re.compile(r"\(([^()]*)\)?\)*$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLAUSE = re.compile(r"[,;。!?:]")


@dataclass(frozen=True, slots=True)
class Name:
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
    repeated: bool
    ecological: bool


@remembered(maxsize=200_000)
def read(text: str) -> Name:
    """Take a name apart; any string is accepted."""
    norm = _NUMBERING.sub("", normalize(text)) or normalize(text)
    core, unit = _core(norm)
    tail = _measure_tail(core)
    clauses = tuple(c for c in _clauses().split(core) if len(bare(c)) >= 2)
    verb, change = _verb(core)
    parsed = parse(core)
    quoted = [q for q in parsed.quantities if q.unit and not _in_bracket(core, q) and not _modifies(core, q)]
    fund, budget = _is_fund(core), _is_budget(core)
    generic = core in lexicon.exact("generic_name")
    return Name(
        norm=norm,
        core=core,
        unit=unit,
        tail=tail,
        ratio=bool(tail) and bool(lexicon.tail(core, "ratio_tail")) and not lexicon.tail(core, "not_share"),
        verb=verb,
        change_verb=change,
        attribute=bool(lexicon.tail(core, "attribute")),
        clauses=clauses,
        length=len(bare(core)),
        quantities=tuple(quoted),
        dated=any(re.search(r"\d+[月日号]|季度|年[底末初]|半年|[-./]\d", d.text) for d in parsed.dates),
        generic=generic,
        category=tiers.is_name(core) and not (generic and core not in ("可持续影响", "可持续发展")),
        fund=fund,
        budget=budget,
        time_word=_is_time(core),
        on_time=any(w in core for w in lexicon.exact("on_time")),
        duration=bool(
            re.search(
                lexicon.phrase("duration"),
                core,
            )
        )
        or any(q.unit_class == "time" for q in parsed.quantities)
        or bool(parsed.dates),
        declared=_declares(core),
        question=core.startswith("是否"),
        cost=_is_cost(core),
        saving=bool(lexicon.tail(core, "saving_tail")),
        satisfaction=any(w in core for w in lexicon.exact("satisfaction")),
        completion=bool(lexicon.tail(core, "completion_tail")) or bool(re.search(lexicon.phrase("planned"), core)),
        bare_degree=_bare_degree(core),
        slogan_clauses=sum(_is_slogan(c) for c in clauses),
        concrete_clauses=sum(is_activity(c, concrete=True) for c in clauses),
        activity_clauses=sum(is_activity(c) for c in clauses),
        parts=_parts(core),
        measures=len(_measures(core)),
        mixed_units=_mixed_units(core),
        near_synonyms=_near_synonyms(core),
        bare_object=_bare_object(core),
        listed=_listed(core),
        measured=_is_measured(core),
        amount=bool(lexicon.tail(core, "measure_tail")),
        joined_nouns=_joined_nouns(core),
        changed_subject=_subject_changes(core),
        empty_object=_empty_object(core),
        direction=_direction(core),
        quality_rate=bool(lexicon.tail(core, "quality_rate")),
        repeated=bool(re.search(lexicon.phrase("repeated"), norm)),
        ecological=_is_ecological(core),
    )


@remembered(maxsize=1)
def _clauses() -> re.Pattern[str]:
    """Where one clause ends; 、 before a verb of change separates clauses too."""
    return re.compile(f"{_CLAUSE.pattern}|、(?={lexicon.alternation('direction').pattern})")


def _core(norm: str) -> tuple[str, str]:
    """Strip the stop and a bracketed unit at the end; return the core and the unit."""
    core = norm.rstrip("。.;,:、")
    match = _END_BRACKET.search(core)
    unit = ""
    if match and match.start():
        inside = match.group(1).strip("单位:").strip()
        if units.class_of(inside) not in ("", "other") or inside in ("百分比", "百分率"):
            core, unit = core[: match.start()], inside
        elif not parse(inside).has_number and len(core) - match.start() > 12:
            core = core[: match.start()]
    return (core.rstrip("。.;,:、") or norm), unit


def _whole_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d{2}年?度?|年度?", text))


@remembered(maxsize=1)
def _budget_pattern() -> re.Pattern[str]:
    return lexicon.alternation("budget_phrase")


def _measure_tail(core: str) -> str:
    plain = re.sub(lexicon.phrase("survey"), "", _BRACKETS.sub("", core))
    tail = lexicon.tail(plain, "rate_tail")
    if tail and _CLAUSE.split(plain)[-1].removesuffix(tail) in lexicon.exact("direction"):
        return ""  # 提高效率，节约成本: a wish, not a measure
    blocked = lexicon.tail(plain, "rate_tail_not")
    return "" if len(blocked) > len(tail) or (blocked and blocked.endswith(tail)) else tail


def _verb(core: str) -> tuple[str, bool]:
    """The L-ACT or L-DIR verb that a name begins with, leading adverbs and phrases removed; is it a change verb?"""
    if re.search(lexicon.phrase("influence"), core):
        return "", False
    rest = strip_phrase(core)
    match = lexicon.alternation("work_verb", "direction").match(rest)
    if not match or rest[match.end() : match.end() + 1] in (
        "化",
        "性",
        "率",
        "者",
        "员",
        "费",
        "力",
        "期",
        "型",
        "度",
        "数",
        "品",
        "处",
        "点",
        "站",
        "网",
        "的",
    ):
        return "", False
    verb = match.group()
    after = rest[match.end() :]
    if len(after) < 2 or (verb in lexicon.exact("modifier_verb") and _is_compound(after)):
        return "", False
    objects = lexicon.pairs("verb_object").get(verb)
    if objects and not re.match(objects, after):
        return "", False
    return verb, verb in lexicon.exact("direction")


def _is_compound(after: str) -> bool:
    """Is 宣传, 建设, 服务 … a modifier here? Short noun after it, with no second verb and no object particle."""
    return len(after) <= 3 or bool(
        re.fullmatch(
            lexicon.phrase("modified"),
            after,
        )
    )


@remembered(maxsize=1)
def _leading() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A phrase up to the verb of the clause: a plain verb if there is one, else one that could be a modifier too."""
    every = lexicon.exact("direction") | lexicon.exact("work_verb")
    plain = every - (lexicon.exact("modifier_verb") - lexicon.exact("direction"))
    words = ("|".join(sorted(verbs, key=lambda v: (-len(v), v))) for verbs in (plain, every))
    first, second = (re.compile(lexicon.phrase("leading").replace("VERBS", alternatives)) for alternatives in words)
    return first, second


def strip_phrase(text: str) -> str:
    """Remove adverbs and a leading 按照…, 通过…, 为…, 对… from a clause."""
    rest = strip_adverbs(text)
    phrase = next((match for pattern in _leading() if (match := pattern.match(rest))), None)
    return strip_adverbs(rest[phrase.end() :]) if phrase else rest


def strip_adverbs(text: str) -> str:
    """Remove words of degree and vague time from the head of a text."""
    pattern = lexicon.alternation("degree", "vague_time")
    while (match := pattern.match(text)) and len(text) - match.end() >= 4:
        text = text[match.end() :].lstrip("地的,")
    return text


def _in_bracket(core: str, quantity: Quantity) -> bool:
    return any(m.start() < quantity.start < m.end() for m in _BRACKETS.finditer(core))


def _modifies(core: str, quantity: Quantity) -> bool:
    """Does a number describe the object (3集新闻专题, 7天访视) rather than count the target?"""
    after = core[quantity.end :]
    counts = "" if quantity.comparator or quantity.unit_class == "ratio" else after
    return (
        bool(counts)
        and not _CLAUSE.match(counts)
        and bool(re.match(r"[\u4e00-\u9fffA-Za-z]", counts))
        and len(counts) >= 2
    )


def _is_fund(core: str) -> bool:
    plain = core.removesuffix("情况")
    if core in lexicon.exact("fund_management") or lexicon.tail(core, "fund_management"):
        return True
    word, act = lexicon.alternation("fund_word").pattern, lexicon.alternation("fund_act").pattern
    return bool(
        re.search(rf"(?:{word})(?:{word})?[^,。]{{0,4}}?(?:{act})[^,。]{{0,3}}?(?:率|性|时间|问题|程度)?$", plain)
    )


def _is_budget(core: str) -> bool:
    return core in lexicon.exact("budget_phrase") or bool(re.fullmatch(lexicon.phrase("budget_name"), core))


def _is_time(core: str) -> bool:
    return core in lexicon.exact("vague_time") or bool(re.fullmatch(r"(?:19|20)\d{2}年?(?:度|全年)?", core))


def _declares(core: str) -> bool:
    exact = lexicon.exact("not_applicable")
    return core == "无" or any(word in core for word in exact)


def _is_cost(core: str) -> bool:
    return bool(lexicon.tail(core, "cost_tail")) and not lexicon.tail(core, "ratio_tail")


def _bare_degree(core: str) -> bool:
    """高质量完成, 圆满实施: an adverb and a verb without object."""
    match = re.fullmatch(
        rf"(?:{lexicon.alternation('degree', 'vague_time').pattern})+地?(?:完成|实施|开展|推进|落实|执行)", core
    )
    return bool(match)


def _is_ecological(core: str) -> bool:
    """Does the name hold something of the environment that its project could change?"""
    core = lexicon.alternation("environment_not").sub("", core)
    hollow = core in lexicon.exact("ecological_generic") or lexicon.tail(core, "civic_tail")
    return not hollow and any(word in core for word in lexicon.exact("environment"))


def _is_slogan(clause: str) -> bool:
    words = lexicon.scan(clause)
    return any(w.classes & {"direction", "degree"} for w in words) and not _measure_tail(clause)


def is_activity(clause: str, *, concrete: bool = False) -> bool:
    """Does a clause begin with a verb of work that is no verb of change (and, if asked, of something concrete)?"""
    rest = strip_phrase(re.sub(lexicon.phrase("every"), "", clause))
    match = lexicon.alternation("work_verb").match(rest)
    if match is None or len(rest) < 4 or match.group() in lexicon.exact("direction"):
        return False
    return not concrete or match.group() not in lexicon.exact("abstract_verb")


@remembered(maxsize=1)
def _list() -> re.Pattern[str]:
    return re.compile(lexicon.phrase("listed"))


def _parts(core: str) -> tuple[str, ...]:
    """Coordinated objects of the name (宣讲、竞赛、展览), quotation marks kept whole."""
    plain = re.sub(r"“[^”]*”|《[^》]*》|\([^()]*\)", lambda m: "\0" * len(m.group()), core)
    return tuple(p for p in _list().split(plain) if p.strip())


def _measures(core: str) -> list[str]:
    """Measures that are joined in the name (认可度和满意度 → both)."""
    plain = re.sub(r"\([^()]*\)", "", core)
    parts = [part for part in _list().split(plain) if part]
    found = [_measure_tail(part) or lexicon.tail(part, "measure_tail") for part in parts]
    return [t for part, t in zip(parts, found, strict=True) if t and len(part) >= 2]


def _mixed_units(core: str) -> bool:
    """Are measures joined that are counted in different units (期数及人数)?"""
    kinds = {"%" if lexicon.tail(tail, "ratio_tail") else tail for tail in _whole_measures(core)}
    return len(kinds) > 1


def _whole_measures(core: str) -> list[str]:
    """Joined measures with the word that says what they count (座数, 里程)."""
    parts = [part for part in _list().split(re.sub(r"\([^()]*\)", "", core)) if len(part) >= 2]
    tails = [(part, _measure_tail(part) or lexicon.tail(part, "measure_tail")) for part in parts]
    return [part[-2:] if tail == "数" else tail for part, tail in tails if tail]


def _near_synonyms(core: str) -> bool:
    """Activities of one kind that share a count (巡查、检查次数)."""
    parts = _parts(core)
    if len(parts) < 2 or not lexicon.tail(parts[-1], "rate_tail") or lexicon.tail(parts[-1], "ratio_tail"):
        return False
    return all(lexicon.tail(part, "activity") and not _measure_tail(part) for part in parts[:-1])


def _joined_nouns(core: str) -> bool:
    """Nouns joined by 、 whose last has no measure that could cover all (保洁面积、安保岗位)."""
    parts = _parts(core)
    plain = "、" in core and len(parts) > 1 and not lexicon.tail(core, "satisfaction") and not _measure_tail(parts[-1])
    return plain and not any("direction" in w.classes for w in lexicon.scan(core))


def _bare_object(core: str) -> bool:
    """A short noun with neither measure nor attribute (道路设施)."""
    plain = (
        len(core) <= 6 and not _measure_tail(core) and not _is_measured(core) and not lexicon.tail(core, "measure_tail")
    )
    return (
        plain
        and not any(w.classes - {"grade"} for w in lexicon.scan(core))
        and not lexicon.tail(core, "attribute_tail")
    )


def _listed(core: str) -> int:
    """Deliverables joined after a verb (举办运动会、书法展); a pair of nouns joined by 和 counts from four characters on."""
    parts = _parts(core)
    if "、" in core:
        return len(parts)
    return len(parts) if len(parts) > 1 and all(len(p) >= 4 for p in parts) else 1


def _is_measured(core: str) -> bool:
    """Does the name hold a measure elsewhere than at its end (满意度测评, 增收)?"""
    return any(word in core for word in lexicon.exact("measure_word"))


@remembered(maxsize=1)
def _change() -> re.Pattern[str]:
    return re.compile(lexicon.phrase("changed").replace("DIRS", f"(?:{lexicon.alternation('direction').pattern})"))


def _subject_changes(core: str) -> bool:
    match = _change().search(core)
    return bool(match and match.start() >= 3) or bool(re.search(lexicon.phrase("influence"), core))


def _empty_object(core: str) -> bool:
    """Is nothing left of the name when its measure and words that fit any project are taken away?"""
    plain = _BRACKETS.sub("", core)
    tail = _measure_tail(core)
    rest = lexicon.alternation("generic_object").sub("", plain.removesuffix(tail))
    spared = {core, plain} & lexicon.exact("whole_project_name") or tail in lexicon.exact("whole_project_tail")
    return not bare(rest) and bool(core) and core not in BLANK and not spared


@remembered(maxsize=1)
def _directions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return lexicon.alternation("lower_is_better"), lexicon.alternation("higher_is_better")


def _direction(core: str) -> str:
    """``lower``, ``higher`` or ``unknown`` (is better), judged by the tail; 控制率 by the word before it."""
    if core.endswith("控制率"):
        if any(core[:-3].endswith(w) for w in lexicon.exact("money_name")):
            return "lower"
        return "higher" if any(w in core for w in lexicon.exact("health_name")) else "unknown"
    low, high = lexicon.tail(core, "lower_is_better"), lexicon.tail(core, "higher_is_better")
    if low and len(low) > len(high):
        return "unknown" if lexicon.alternation("saving_word").search(core) else "lower"
    if high:
        return "lower" if re.search(lexicon.phrase("negative_rate"), core) else "higher"
    return "unknown"
