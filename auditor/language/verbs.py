"""The verb that a clause begins with, when words of degree and a leading 按照…, 通过…, 为… are taken away."""

from __future__ import annotations

import re

from auditor.language import lexicon
from auditor.resources import remembered

_MODIFIED = frozenset("化性率者员费力期型度数品处点站网的")  # 服务站, 建设费: the verb is part of a noun


def first(core: str) -> str:
    """The L-ACT or L-DIR verb that a name begins with, or ''."""
    rest = strip_phrase(core)
    verb = lexicon.head(rest, "work_verb", "direction")
    after = rest[len(verb) :]
    if not verb or len(after) < 2 or after[0] in _MODIFIED:
        return ""
    if verb in lexicon.exact("modifier_verb") and _is_compound(after):
        return ""
    objects = _objects().get(verb)
    return "" if objects and not objects.match(after) else verb


def work(clause: str) -> str:
    """The verb of work, none of change, that a clause of four characters and more begins with, or ''."""
    every = lexicon.pattern("every").match(clause)
    rest = strip_phrase(clause[every.end() :] if every else clause)
    verb = lexicon.head(rest, "work_verb")
    return verb if len(rest) >= 4 and verb not in lexicon.exact("direction") else ""


def strip_phrase(text: str) -> str:
    """Remove adverbs and a leading 按照…, 通过…, 为…, 对… from a clause."""
    rest = strip_adverbs(text)
    plain, every = _leading()
    phrase = plain.match(rest) or every.match(rest)
    return strip_adverbs(rest[phrase.end() :]) if phrase else rest


def strip_adverbs(text: str) -> str:
    """Remove words of degree and vague time from the head of a text."""
    while (word := lexicon.head(text, "degree", "vague_time")) and len(text) - len(word) >= 4:
        text = text[len(word) :].lstrip("地的,")
    return text


def _is_compound(after: str) -> bool:
    """Is 宣传, 建设, 服务 … a modifier here? Short noun after it, with no second verb and no object particle."""
    return len(after) <= 3 or bool(lexicon.pattern("modified").fullmatch(after))


@remembered(maxsize=1)
def _objects() -> dict[str, re.Pattern[str]]:
    return {verb: re.compile(objects) for verb, objects in lexicon.pairs("verb_object").items()}


@remembered(maxsize=1)
def _leading() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A phrase up to the verb of the clause: a plain verb if there is one, else one that could be a modifier too."""
    every = lexicon.exact("direction") | lexicon.exact("work_verb")
    plain = every - (lexicon.exact("modifier_verb") - lexicon.exact("direction"))
    words = ("|".join(sorted(verbs, key=lambda v: (-len(v), v))) for verbs in (plain, every))
    sure, likely = (re.compile(lexicon.phrase("leading").replace("VERBS", alternatives)) for alternatives in words)
    return sure, likely
