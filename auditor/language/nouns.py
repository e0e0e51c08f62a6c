"""What a text speaks about: its words without verbs of form and broad nouns, and the other ways to say each of them."""

from __future__ import annotations

from auditor import resources
from auditor.language import lexicon
from auditor.language.normalize import normalize
from auditor.language.segment import segment
from auditor.language.target import BLANK, Quantity, parse
from auditor.resources import remembered

_GLUED = 4  # characters of two words that the segmenter leaves together (圆满完成, 技术培训)


@remembered(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in resources.words("synonyms"):
        group = [normalize(word) for word in line.split()]
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(words) for word, words in found.items()}


@remembered(maxsize=50_000)
def family(word: str) -> frozenset[str]:
    """The word with the other words for the same thing (桥梁 → 桥, 大桥, 危桥 …)."""
    return _groups().get(word, frozenset()) | {word}


def printed(quantity: Quantity) -> tuple[int, int]:
    """The span of a quantity without the words before it that act as a comparator (达到, 不少于)."""
    start = quantity.start
    for left, right in quantity.markers:
        if left == start:
            start = right
    return start, quantity.end


@remembered(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a normalised text; numbers and signs are left out."""
    places = [printed(q) for q in parse(text).quantities]
    masked = "".join("," if any(a <= i < b for a, b in places) else c for i, c in enumerate(text))
    return tuple(w for w in segment(masked) if len(w) > 1 and not w[0].isdecimal() and w not in BLANK)


@remembered(maxsize=100_000)
def content(text: str) -> tuple[str, ...]:
    """The words of a normalised text that say what it is about: no broad nouns, degrees, measures."""
    return tuple(w for w in words(text) if not _is_broad(w))


@remembered(maxsize=50_000)
def _is_broad(word: str) -> bool:
    skipped = lexicon.exact("broad_noun") | lexicon.exact("degree") | lexicon.exact("vague_time")
    return word in skipped or (len(word) == _GLUED and {word[:2], word[2:]} <= skipped)


@remembered(maxsize=200_000)
def mentions(text: str, word: str) -> bool:
    """Does a normalised text hold a word, its last half (技术培训 → 培训) or another word for the same thing?"""
    said = family(word) | (family(word[-2:]) if len(word) >= _GLUED else frozenset())
    return any(other in text for other in said)
