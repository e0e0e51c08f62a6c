"""Write the pages of docs/rules from the rules: ``python docs/write_rules.py``."""  # noqa: INP001 - a script, no module

from __future__ import annotations

from pathlib import Path

from auditor.reports.rule_pages import pages
from auditor.rules.registry import catalogue

FOLDER = Path(__file__).parent / "rules"


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages(catalogue()).items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
