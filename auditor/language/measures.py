"""What a name measures: the measure at its end, measures and objects that are joined in it, which way is better."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.language import lexicon

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
CLAUSE = re.compile(r"[,;。!?:]")
_ROUND = re.compile(r"\([^()]*\)")
_KEPT_WHOLE = re.compile(r"“[^”]*”|《[^》]*》|\([^()]*\)")


def tail(core: str, ends: Mapping[str, str] | None = None) -> str:
    """Return the measure that a name or a part of it ends in (人数, 满意度 …), or ''.

    Parameters
    ----------
    core : str
        A normalised text; a bracket and a word like 测评 behind the measure do not count.
    ends : mapping, optional
        :func:`auditor.language.lexicon.tails` of the text, where the caller has it.
    """
    plain = without_brackets(core)
    survey = lexicon.pattern("survey")
    plain = survey.sub("", plain) if survey.search(plain) else plain
    ends = ends if ends is not None and plain == core else lexicon.tails(plain)
    measure, blocked = ends.get("rate_tail", ""), ends.get("rate_tail_not", "")
    last = plain if plain.isalnum() else CLAUSE.split(plain)[-1]
    if measure and last.removesuffix(measure) in lexicon.exact("direction"):
        return ""  # 提高效率，节约成本: a wish, not a measure
    return "" if len(blocked) > len(measure) or (blocked and blocked.endswith(measure)) else measure


def without_brackets(text: str) -> str:
    """Remove what stands in ( ) and [ ]."""
    return BRACKETS.sub("", text) if "(" in text or "[" in text else text


def parts(core: str) -> tuple[str, ...]:
    """Coordinated objects of the name (宣讲、竞赛、展览), quotation marks kept whole."""
    plain = core if core.isalnum() else _KEPT_WHOLE.sub(lambda m: "\0" * len(m.group()), core)
    return tuple([p for p in lexicon.pattern("listed").split(plain) if p.strip()])


def joined(core: str, pieces: tuple[str, ...], own: str) -> list[str]:
    """Measures that are joined in the name (认可度和满意度 → both), 数 with the word that says what it counts.

    ``pieces`` are the :func:`parts` of the name; where it has but one, the measure can only be its ``own``.
    """
    if pieces == (core,):
        return [own] if own and len(core) >= 2 else []
    texts = [part for part in lexicon.pattern("listed").split(_ROUND.sub("", core)) if len(part) >= 2]
    measures = [(part, tail(part) or lexicon.tail(part, "measure_tail")) for part in texts]
    return [part[-2:] if measure == "数" else measure for part, measure in measures if measure]


def differ(measures: list[str]) -> bool:
    """Are the joined measures counted in different units (期数及人数)?"""
    return len({"%" if lexicon.tail(measure, "ratio_tail") else measure for measure in measures}) > 1


def near_synonyms(pieces: tuple[str, ...]) -> bool:
    """Activities of one kind that share a count (巡查、检查次数)."""
    if len(pieces) < 2:
        return False
    last = lexicon.tails(pieces[-1])
    if "rate_tail" not in last or "ratio_tail" in last:
        return False
    return all(lexicon.tail(piece, "activity") and not tail(piece) for piece in pieces[:-1])


def listed(core: str, pieces: tuple[str, ...]) -> int:
    """Deliverables joined after a verb (举办运动会、书法展); a pair of nouns joined by 和 counts from four characters on."""
    return len(pieces) if "、" in core or (len(pieces) > 1 and all(len(p) >= 4 for p in pieces)) else 1


def direction(core: str, ends: Mapping[str, str]) -> str:
    """``lower``, ``higher`` or ``unknown`` (is better), judged by the tail; 控制率 by the word before it."""
    if core.endswith("控制率"):
        if lexicon.tail(core[:-3], "money_name"):
            return "lower"
        return "higher" if lexicon.alternation("health_name").search(core) else "unknown"
    low, high = ends.get("lower_is_better", ""), ends.get("higher_is_better", "")
    if len(low) > len(high):
        return "unknown" if lexicon.alternation("saving_word").search(core) else "lower"
    if high:
        return "lower" if lexicon.pattern("negative_rate").search(core) else "higher"
    return "unknown"
