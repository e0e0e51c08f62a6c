"""One normal form for all comparing, with a way back to the printed characters.

Widths, comparator signs, layout white space, repeated punctuation and the pinyin that some converters leave behind
characters (``數(shù)``) are folded; nothing that carries meaning is. Reports always quote the untouched cell, so
:func:`original_spans` maps places in the normal form back to the cell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from auditor import resources

_SIGNS = {
    "≧": "≥",
    "≦": "≤",
    "﹥": ">",
    "﹤": "<",
    "⩾": "≥",
    "⩽": "≤",
    "∶": ":",
    "〜": "~",
    "～": "~",
    "﹪": "%",
    "—": "-",
    "–": "-",
}
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u2060\u00ad"
_SPACE = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])|\s+")
_REPEATED = re.compile(r"([,;。、!?:])\1+")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = re.compile(rf"(?<=[\u4e00-\u9fff])(?:\([a-zü]*[{_TONED}][a-zü]*\))+")
_SETTLED = r"!-~≥≤。、《》“”‘’·×÷‰"
_SIGNS_AND_SPACE = re.compile(r"[^\w%‰]+|_+")


class _Fold(dict[int, str]):
    """Code point → its folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if char in _INVISIBLE else unicodedata.normalize("NFKC", _SIGNS.get(char, char))
        if folded.isdecimal() and unicodedata.decomposition(char).startswith("<circle>"):
            folded = f"({folded})"  # ① numbers a line, as (1) does
        self[code] = "".join(c if c == char else self[ord(c)] for c in folded)
        return self[code]


@lru_cache(maxsize=1)
def _fold() -> _Fold:
    fold = _Fold()
    for line in resources.words("traditional"):
        traditional, simplified = line.split()
        fold.update({ord(a): b for a, b in zip(traditional, simplified, strict=True)})
    return fold


@lru_cache(maxsize=1)
def _unsettled() -> re.Pattern[str]:
    """A character that the fold may change or drop; most cells hold none."""
    traditional = sorted(code for code, char in _fold().items() if char != chr(code) and 0x4E00 <= code <= 0x9FFF)
    starts, ends = [0x4E00, *(code + 1 for code in traditional)], [*(code - 1 for code in traditional), 0x9FFF]
    kept = "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True) if a <= b)
    return re.compile(f"[^{_SETTLED}{kept}]")


def _keep_word_space(match: re.Match[str]) -> str:
    inside = match.start() > 0 and match.end() < len(match.string)
    if inside and _latin(match.string[match.start() - 1]) and _latin(match.string[match.end()]):
        return " "
    return ""


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@lru_cache(maxsize=200_000)
def normalize(text: str) -> str:
    """Return the normal form of a cell; idempotent.

    Parameters
    ----------
    text : str
        A cell as printed.

    Returns
    -------
    str
        Half-width, comparator signs folded to ``≥ > = < ≤``, no layout white space, punctuation runs collapsed.
    """
    if not _unsettled().search(text):
        return _REPEATED.sub(r"\1", text) if _REPEATED.search(text) else text
    folded = text.translate(_fold())
    folded = _SPACE.sub(_keep_word_space, folded)
    return _REPEATED.sub(r"\1", _PINYIN.sub("", folded))


def original_spans(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Map spans of ``normalize(text)`` back to the printed cell.

    Prefixes of the cell are normalised to find where each character of the normal form came from, which is slow and
    therefore done for findings only.

    Returns
    -------
    tuple of (int, int)
        Half-open spans in ``text``, in the order given.
    """
    if normalize(text) == text:
        return tuple(spans)
    origin = _origins(text)
    last = len(origin) - 1
    return tuple((origin[min(a, last)], origin[min(max(b - 1, a), last)] + 1) for a, b in spans if last >= 0)


def _origins(text: str) -> list[int]:
    """For each character of the normal form, the index of the printed character that it came from."""
    pieces = [_fold()[ord(char)] for char in text]
    folded = "".join(pieces)
    if "(" in folded or _SPACE.search(folded) or _REPEATED.search(folded):  # what stands before or behind may count
        lengths = [len(normalize(text[: i + 1])) for i in range(len(text))]
    else:
        lengths = list(accumulate(map(len, pieces)))
    for i in range(len(lengths) - 2, -1, -1):  # what a later character swallows never stood
        lengths[i] = min(lengths[i], lengths[i + 1])
    return [bisect_left(lengths, k + 1) for k in range(lengths[-1])] if lengths else []


def bare(text: str) -> str:
    """Return letters, digits and Chinese characters of the normal form only: what similarity is measured on."""
    return letters(normalize(text))


def letters(norm: str) -> str:
    """Return the same of a text that is in normal form already."""
    return norm if norm.isalnum() else _SIGNS_AND_SPACE.sub("", norm)
