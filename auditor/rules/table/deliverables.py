"""From the text of a goal or purpose to what it promises: a verb, the thing and its count (购置救护车2辆)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.language import lexicon, nouns
from auditor.language.normalize import normalize
from auditor.language.segment import segment
from auditor.language.target import Quantity, parse
from auditor.resources import remembered
from auditor.rules.table import sectors

_STOP = re.compile(r"[,;。!?:]")
_GLUED = 4  # characters of an adverb and a verb that the segmenter leaves together
_EDGE = "、,;。:.等的并及和与()“”"


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing that a text promises, or a list of things without counts of their own.

    ``text`` is the part of the normal form that names it, ``content`` the words that say what it is, ``heads`` those
    of which one has to be met in a row: the last one, and the thing before a noun of action; any word that is not
    just a field of work where nothing is counted.
    """

    text: str
    verb: str
    content: tuple[str, ...]
    heads: tuple[str, ...]
    quantities: tuple[Quantity, ...]

    @property
    def counts(self) -> bool:
        """Does it say how many (ages and shares aside)?"""
        return any(q.unit_class == "count" and q.unit not in ("岁", "周岁") for q in self.quantities)


@remembered(maxsize=20_000)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a goal text in the normal form, numbering and duties left out."""
    items = re.split(lexicon.phrase("numbered"), normalize(text))
    sentences = (s for item in items for s in re.split(r"[。;!]", item) if s)
    plain = (s for s in sentences if not re.match(lexicon.phrase("duty"), s))
    guidance = re.compile(lexicon.phrase("guidance"))
    return tuple(c for s in plain for c in _STOP.split(s) if len(c) > 3 and not guidance.match(c))


@remembered(maxsize=20_000)
def deliverables(text: str) -> tuple[Deliverable, ...]:
    """What a goal or purpose promises, in order; slogans and duties give nothing."""
    return tuple(item for clause in clauses(text) for item in _of_clause(clause))


def _of_clause(clause: str) -> list[Deliverable]:
    found: list[Deliverable] = []
    if lexicon.alternation("degree").match(clause) and not parse(clause).quantities:  # 深入开展…: a slogan
        return found
    pending: Deliverable | None = None
    verb = ""
    for part in _parts(clause):
        own, rest, follows = _split(part)
        if own is None:  # 提高…, 保障…: an effect
            break
        quantities = parse(part).quantities
        content = _content(rest) or ((own,) if verb and own in lexicon.exact("activity") else ())
        if not content or not (own or verb) or (own and not follows and not verb and not quantities):
            continue
        verb = own or verb
        heads = _heads(verb, content, counted=bool(quantities))
        item = Deliverable(part.strip(_EDGE), verb, content, heads, quantities)
        item = _joined(clause, pending, item) if pending else item
        pending = None if item.counts else item
        found += [item] if item.counts else []
    return found + ([pending] if pending else [])


def _joined(clause: str, left: Deliverable, right: Deliverable) -> Deliverable:
    """Items of a list without counts stand together: the last noun may belong to all (条锈病、蚜虫统防统治)."""
    text = clause[clause.find(left.text) : clause.rfind(right.text) + len(right.text)]
    return Deliverable(text, left.verb, left.content + right.content, left.heads + right.heads, right.quantities)


def _heads(verb: str, content: tuple[str, ...], *, counted: bool) -> tuple[str, ...]:
    if verb in lexicon.exact("wide_verb"):
        return content
    acts = lexicon.exact("deliver_verb") | lexicon.exact("work_verb") | lexicon.exact("activity")
    heads = content[-2:] if content[-1] in acts else content[-1:]
    return heads if counted else (*(word for word in content if word not in sectors.wide()), *heads)


def _parts(clause: str) -> list[str]:
    """Coordinated parts of a clause, quotation marks and brackets kept whole."""
    plain = re.sub(r"“[^”]*”|《[^》]*》|\([^()]*\)", lambda m: "\0" * len(m.group()), clause)
    cuts = [0, *(end for m in re.finditer(lexicon.phrase("listed"), plain) for end in m.span()), len(clause)]
    return [clause[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b - a > 1]


def _split(part: str) -> tuple[str | None, str, bool]:
    """The verb of a part, the text of its object, and whether it follows the verb (not in 设备购置).

    The verb is None where the part is about an effect and '' where it has none.
    """
    known, effects = lexicon.exact("deliver_verb"), lexicon.exact("direction") - lexicon.exact("deliver_verb")
    place = 0
    for word in _tokens(part):
        verb = word[-2:] if len(word) == _GLUED else word  # 不断完善, 积极开展
        if verb in effects:
            return None, "", False
        if verb in known:
            after = part[place + len(word) :]
            return (verb, after, True) if nouns.content(after) else (verb, part[:place] + after, False)
        place += len(word)
    return "", part, False


@remembered(maxsize=50_000)
def _tokens(part: str) -> tuple[str, ...]:
    """All words of a part with their places: numbers are blanked, so that 完成3座 is cut behind 完成."""
    spans = [nouns.printed(q) for q in parse(part).quantities]
    masked = "".join("_" if any(a <= i < b for a, b in spans) else c for i, c in enumerate(part))
    return tuple(segment(masked))


def _content(text: str) -> tuple[str, ...]:
    """The words of an object; nothing where it ends in an abstraction (氛围, 水平)."""
    content = nouns.content(text)
    return () if content and content[-1] in lexicon.exact("abstract_noun") else content
