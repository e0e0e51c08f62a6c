"""The feature map: same row, same features; what is folded and what is told apart."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.categories import ngrams

ROWS = [
    ("购置办公设备数量", "", "≥20台", ""),
    ("", "", "", ""),
    ("设备验收合格率（%）", "合格台数÷总台数", "95", "%"),
    ("𠮷林村道路养护里程", "", "12.5公里", "公里"),
]


def _matrix(rows: list[ngrams.Row]) -> np.ndarray:
    return ngrams.feature_map([ngrams.texts(row) for row in rows], ngrams.Scale()).toarray()


def test_ngrams_batch_equals_single():
    batch = _matrix(ROWS)
    assert all(np.array_equal(batch[i : i + 1], _matrix([row])) for i, row in enumerate(ROWS))


def test_ngrams_hash_is_pinned():
    block = ngrams.name_blocks(["数量"], 1.0)[0]
    assert block.bucket.tolist() == [95271, 250423]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("培训人次", "", "≥100人次", ""), ("培训人次", "", "不少于3,500.5人次", "")),
        (("合格率", "", "95%以上", ""), ("合格率", "", "≥９８", "%")),
        (("指标3：抽检批次", "", "", ""), ("3.抽检批次。", "", "", "")),
        (("办结件数（件）", "", "5", ""), ("办结件数", "", "8", "件")),
    ],
)
def test_ngrams_fold_what_does_not_matter(one, other):
    assert ngrams.texts(one) == ngrams.texts(other)


def test_ngrams_keep_leading_number_that_belongs_to_the_name():
    assert ngrams.texts(("0-6岁儿童健康管理数", "", "", "")).name == "0-0岁儿童健康管理数"


def test_ngrams_blocks_do_not_share_buckets():
    in_name, in_description, in_target = (
        set(np.flatnonzero(_matrix([row])[0]))
        for row in [("合格率", "", "", ""), ("", "合格率", "", ""), ("", "", "合格率", "")]
    )
    empty = set(np.flatnonzero(_matrix([("", "", "", "")])[0]))
    assert not (in_name & in_description - empty) | (in_name & in_target - empty) | (in_description & in_target - empty)


def test_ngrams_no_rows():
    assert ngrams.feature_map([], ngrams.Scale()).shape == (0, ngrams.BUCKETS)
