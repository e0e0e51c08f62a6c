"""A hashed map of character n-grams, the same at training and at prediction.

A row is ``(name, description, target, unit)``. Its features are character 1- to 3-grams with boundary marks of the
name, of the description, and of target and unit together, the last 2 to 4 characters of the name (率, 次数, 满意度:
the tail tells most), and what the word lists say (:mod:`auditor.categories.signs`). Every block of features hashes into
its own part of the key space and is scaled so that a long text does not outweigh a short one. Hashing is integer
arithmetic in numpy: the same row has the same features on every machine, alone or in a batch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from auditor import resources
from auditor.categories import signs

Row = tuple[str, str, str, str]

BITS = 18
BUCKETS = 1 << BITS

_SIZES = (1, 2, 3)
_TAILS = (2, 3, 4)
_START, _END = "\x02", "\x03"
_SIGN_SPACE = 40
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERING = re.compile(r"(?:指标)?\(?0[:.、)]+(?=[^0])")
_BRACKETED_END = re.compile(r"\(([^()]*)\)+$")
_FOLDED_SIGNS = str.maketrans({"≧": "≥", "≦": "≤"})


class Texts(NamedTuple):
    """The three texts of a row that the features are taken from, and its signs (:mod:`auditor.categories.signs`)."""

    name: str
    description: str
    target: str
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """How much each block of features counts."""

    name: float = 1.0
    tail: float = 0.8
    description: float = 0.5
    target: float = 0.5
    signs: float = 1.2


@dataclass(frozen=True)
class Block:
    """Features of one block: ``bucket`` sorted by row, how many each row has, and where each n-gram begins."""

    bucket: npt.NDArray[np.int32]
    count: npt.NDArray[np.int64]
    scale: float
    start: npt.NDArray[np.int64]
    size: int


def fold(text: str) -> str:
    """Fold widths and drop white space; every number becomes ``0``."""
    return _NUMBER.sub("0", "".join(unicodedata.normalize("NFKC", text).split()))


def texts(row: Row) -> Texts:
    """Prepare a row: numbering in front of the name goes, a unit in brackets behind it joins target and unit."""
    name, description, target, unit = (fold(part) for part in row)
    name = _NUMBERING.sub("", name, count=1) if name[:1] in "指(0" else name
    name = name.rstrip("。;；,.")
    bracket = _BRACKETED_END.search(name)
    if bracket and bracket.start():
        name, unit = name[: bracket.start()], unit or bracket[1]
    target = target if target.endswith(unit) else target + unit
    said = signs.of(name, row[2], unit)
    return Texts(name, description, _fold_comparator(target) if "0" in target else target, said)


@cache
def _comparator_words() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns for comparator words before and after a number, and the sign that each stands for."""
    listed = resources.toml("corpus", "lexicon", "comparators.toml")
    before, after = (
        {
            word.translate(_FOLDED_SIGNS): sign
            for sign, words in listed[side].items()
            if sign in "≥>=<≤"
            for word in words
        }
        for side in ("before", "after")
    )
    first, last = ("|".join(map(re.escape, sorted(side, key=len, reverse=True))) for side in (before, after))
    return re.compile(f"^({first})"), re.compile(f"({last})$"), {**after, **before}


def _fold_comparator(target: str) -> str:
    """Write the comparator as a sign in front: 不低于0%, 0%以上 → ≥0%."""
    before, after, sign = _comparator_words()
    target = target.translate(_FOLDED_SIGNS)
    found = before.search(target)
    if found:
        return sign[found[1]] + after.sub("", target[found.end() :])
    found = after.search(target)
    return sign[found[1]] + target[: found.start()] if found else target


def feature_map(rows: Sequence[Texts], scale: Scale) -> csr_matrix:
    """Map prepared rows to a matrix of shape (rows, ``BUCKETS``), float32.

    Parameters
    ----------
    rows : sequence of Texts
        What :func:`texts` returned.
    scale : Scale
        Length of each block of features.
    """
    blocks = [*name_blocks([r.name for r in rows], scale.name)]
    blocks += _tail_blocks([r.name for r in rows], scale.tail)
    blocks += _grams([r.description for r in rows], scale.description, space=2)
    blocks += _grams([r.target for r in rows], scale.target, space=3)
    blocks.append(_sign_block([r.signs for r in rows], scale.signs))
    return _assemble(blocks, len(rows))


def _sign_block(rows: Sequence[tuple[str, ...]], scale: float) -> Block:
    """Signs have no place in the name, so their starts are left empty."""
    codes = np.fromiter((crc32(sign.encode()) for row in rows for sign in row), dtype=np.uint64)
    count = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    return Block(_hash([codes], _SIGN_SPACE), count, scale, np.empty(0, dtype=np.int64), 0)


def name_blocks(names: Sequence[str], scale: float) -> list[Block]:
    """Return the n-gram blocks of the names, one block per n-gram size."""
    return _grams(names, scale, space=0)


def _codes(strings: Sequence[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Code points of all strings with a mark before and after each, and the marked lengths."""
    joined = "".join(f"{_START}{s}{_END}" for s in strings)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    return codes, np.fromiter((len(s) + 2 for s in strings), dtype=np.int64, count=len(strings))


def _grams(strings: Sequence[str], scale: float, space: int) -> list[Block]:
    codes, lengths = _codes(strings)
    row = np.repeat(np.arange(len(strings)), lengths)
    inner = (codes != ord(_START)) & (codes != ord(_END))
    blocks = []
    for size in _SIZES:
        last = len(codes) - size + 1
        if last <= 0:
            continue
        keep = inner if size == 1 else row[:last] == row[size - 1 :]
        start = np.flatnonzero(keep)
        bucket = _hash([codes[start + k] for k in range(size)], space * 8 + size)
        blocks.append(Block(bucket, np.bincount(row[start], minlength=len(strings)), scale, start, size))
    return blocks


def _tail_blocks(names: Sequence[str], scale: float) -> list[Block]:
    codes, lengths = _codes(names)
    end = np.cumsum(lengths) - 1
    blocks = []
    for size in _TAILS:
        long_enough = lengths - 2 >= size
        start = (end - size)[long_enough]
        bucket = _hash([codes[start + k] for k in range(size)], 8 + size)
        blocks.append(Block(bucket, long_enough.astype(np.int64), scale, start, size))
    return blocks


def _hash(columns: list[npt.NDArray[np.uint64]], seed: int) -> npt.NDArray[np.int32]:
    """FNV-style hash of parallel columns of code points, mixed and cut to ``BITS`` bits."""
    key = np.full(len(columns[0]), seed, dtype=np.uint64)
    for column in columns:
        key = (key * _STEP) ^ (column * _MULTIPLIER)
    key ^= key >> np.uint64(29)
    key *= _MULTIPLIER
    return (key >> np.uint64(64 - BITS)).astype(np.int32)


def _assemble(blocks: list[Block], n_rows: int) -> csr_matrix:
    """Interleave blocks into one row-sorted matrix; a feature is scale/√(features of its block in the row)."""
    total = sum((b.count for b in blocks), np.zeros(n_rows, dtype=np.int64))
    indptr = np.concatenate(([0], np.cumsum(total)))
    indices = np.empty(indptr[-1], dtype=np.int32)
    data = np.empty(indptr[-1], dtype=np.float32)
    begin = indptr[:-1].copy()
    for block in blocks:
        first = np.cumsum(block.count) - block.count
        place = np.arange(len(block.bucket)) + np.repeat(begin - first, block.count)
        indices[place] = block.bucket
        value = block.scale / np.sqrt(np.maximum(block.count, 1))
        data[place] = np.repeat(value, block.count)
        begin += block.count
    return csr_matrix((data, indices, indptr), shape=(n_rows, BUCKETS))
