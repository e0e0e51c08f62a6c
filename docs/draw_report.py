"""Draws docs/images/report.svg, the picture of a report that the README shows: ``python docs/draw_report.py``."""  # noqa: INP001 - a script, no module

from __future__ import annotations

from pathlib import Path

from auditor import audit
from auditor.reports.terminal import to_svg
from auditor.reports.threshold import at_least

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/pdf_department.txt"
PICTURE = ROOT / "docs" / "images" / "report.svg"


def main() -> None:
    """Audit the example and write the picture; only errors, so that it stays short."""
    report = audit(ROOT / EXAMPLE)
    report.documents[0].submission.path = EXAMPLE
    PICTURE.write_text(to_svg(at_least(report, "error"), 100, least="error") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
