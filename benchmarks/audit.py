"""The audit of a flat csv export, against segmenting the same texts with rjieba and nothing else.

The peer reads the file with :mod:`csv` and cuts name, description and target of every line: the least that any check of
wording has to do. The audit adds reading with addresses, features, rules, findings, predicted tiers and scores.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

import exports
import rjieba
import timing

import auditor
from auditor.settings import Settings

_TEXTS = ("三级指标", "绩效指标描述", "指标值")


def main() -> None:
    """Make the export, audit it, segment it, print the ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = exports.write_csv(Path(folder) / "export.csv", asked.rows)
        warm = exports.write_csv(Path(folder) / "warm.csv", 20)
        settings = Settings(rewrites=False)
        auditor.audit(warm, settings)  # models and word lists are loaded
        ours = timing.seconds(lambda: auditor.audit(path, settings), 1)  # a second round would find its texts cached
        used = timing.peak()
        bare = timing.seconds(lambda: _segment(path), 3)
    print(f"{asked.rows} rows; peak memory {used:.0f} MB; {asked.rows / ours:.0f} rows a second")
    timing.show("auditor.audit without rewrites", ours)
    timing.show("csv + rjieba over the same texts", bare)
    timing.ratio("auditor / rjieba", ours, bare, "no limit set")


def _segment(path: Path) -> list[list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[rjieba.cut(line[name]) for name in _TEXTS] for line in csv.DictReader(file)]


if __name__ == "__main__":
    main()
