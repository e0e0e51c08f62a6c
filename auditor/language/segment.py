"""Word segmentation behind one switch. Numbers and units are cut out first, so that every engine sees only words.

rjieba is the default (the same algorithm as jieba, an order of magnitude faster), jieba the reference and the fallback,
pkuseg an independent second opinion that needs the project's own model.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from functools import lru_cache

from auditor import resources
from auditor.errors import ConfigurationError, ResourceError
from auditor.language.normalize import normalize
from auditor.language.target import parse


class Tokenizer(str, enum.Enum):
    """The engines that ``--tokenizer`` offers."""

    RJIEBA = "rjieba"
    JIEBA = "jieba"
    PKUSEG = "pkuseg"


_FREQUENCY = 20_000
_LATIN = re.compile(r"[A-Za-z0-9%‰.+#/-]+|[^\w\s]|_")


def segment(text: str, tokenizer: Tokenizer | str = Tokenizer.RJIEBA) -> list[str]:
    """Cut a text into words.

    Parameters
    ----------
    text : str
        Any text; it is normalised first.
    tokenizer : Tokenizer or str
        The engine.

    Returns
    -------
    list of str
        The words; a number with its unit is one token, and joining the tokens gives the normal form without spaces.

    Raises
    ------
    ConfigurationError
        ``C401`` for an unknown engine.
    ResourceError
        ``M401`` where pkuseg has no model.
    """
    norm = normalize(text).replace(" ", "")
    cut = engine(_checked(tokenizer))
    tokens: list[str] = []
    position = 0
    for start, end in _fixed(norm):
        tokens += cut(norm[position:start]) if start > position else []
        tokens.append(norm[start:end])
        position = end
    return tokens + (cut(norm[position:]) if position < len(norm) else [])


def _checked(tokenizer: Tokenizer | str) -> Tokenizer:
    try:
        return Tokenizer(tokenizer)
    except ValueError:
        allowed = "、".join(t.value for t in Tokenizer)
        raise ConfigurationError("C401", f"没有名为“{tokenizer}”的分词器。", f"可选：{allowed}。") from None


def _fixed(norm: str) -> list[tuple[int, int]]:
    """Spans that no engine may cut: quantities, dates, Latin and digit runs, signs."""
    parsed = parse(norm)
    spans = [(q.start, q.end) for q in parsed.quantities] + [(d.start, d.end) for d in parsed.dates]
    spans = [span for span in spans if span[1] <= len(norm)]
    spans += [m.span() for m in _LATIN.finditer(norm) if not any(a < m.end() and m.start() < b for a, b in spans)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=4)
def engine(tokenizer: Tokenizer) -> Callable[[str], list[str]]:
    """Return the cutting function of an engine that knows the project's terms; raises as :func:`segment`."""
    if tokenizer is Tokenizer.PKUSEG:
        return _pkuseg()
    if tokenizer is Tokenizer.RJIEBA:
        try:
            return _rjieba()
        except ImportError:
            return _jieba()
    return _jieba()


def _terms() -> tuple[str, ...]:
    return tuple(normalize(word) for word in resources.words("terms"))


def _rjieba() -> Callable[[str], list[str]]:
    import rjieba

    for term in _terms():
        rjieba.add_word(term, _FREQUENCY, "n")
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _jieba() -> Callable[[str], list[str]]:
    import logging
    import warnings

    with warnings.catch_warnings():  # jieba 0.42 holds escape sequences that newer Pythons warn of
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for term in _terms():
        tokenizer.add_word(term, _FREQUENCY, "n")
    cut: Callable[[str], list[str]] = tokenizer.lcut
    return cut


def _pkuseg() -> Callable[[str], list[str]]:
    try:
        model = resources.path("models", "segmenter")
    except ResourceError:
        raise ResourceError(
            "M401", "没有 pkuseg 的分词模型（models/segmenter）。", "请用 --tokenizer rjieba 或 jieba。"
        ) from None
    import spacy_pkuseg

    cut: Callable[[str], list[str]] = spacy_pkuseg.pkuseg(str(model)).cut
    return cut
