"""A flat xlsx export: file → indicators, against bare python-calamine and openpyxl read-only on the same file."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import exports
import openpyxl
import python_calamine
import timing

from auditor import intake


def main() -> None:
    """Make the export, read it in three ways, print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = exports.write_xlsx(Path(folder) / "export.xlsx", asked.rows)
        exports.write_xlsx(path.with_stem("warm"), 20)
        ours, used = timing.alone(intake.read, path, asked.rounds)
        bare, _ = timing.alone(_calamine, path, asked.rounds)
        peer, _ = timing.alone(_openpyxl, path, asked.rounds)
    print(f"{asked.rows} rows x {len(exports.HEADER)} columns; peak memory {used:.0f} MB")
    timing.show("auditor.intake.read → indicators", ours)
    timing.show("python-calamine → lists", bare)
    timing.show("openpyxl read-only → tuples", peer)
    timing.ratio("auditor / calamine", ours, bare, "<= 3")
    timing.ratio("auditor / openpyxl", ours, peer, "<= 0.125")


def _calamine(path: Path) -> object:
    with python_calamine.load_workbook(path) as book:
        return book.get_sheet_by_index(0).to_python()


def _openpyxl(path: Path) -> object:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return list(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


if __name__ == "__main__":
    main()
