"""Old Word files: ten converted in one call, against one."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

import read_docx
import timing

from auditor import pipeline
from auditor.intake.formats import office


def main() -> None:
    """Make the files, read one and then all, print the ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=10)
    options.add_argument("--pages", type=int, default=3)
    options.add_argument("--rounds", type=int, default=2)
    asked = options.parse_args()
    if office.program() is None:
        print("skipped: LibreOffice is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder), asked.files, asked.pages)
        one = timing.seconds(lambda: pipeline.read_all(files[:1]), asked.rounds)
        all_files = timing.seconds(lambda: pipeline.read_all(files), asked.rounds)
    print(f"doc files of {asked.pages} pages")
    timing.show("one file", one)
    timing.show(f"{asked.files} files in one call", all_files)
    timing.ratio(f"{asked.files} files / one", all_files, one, "<= 3 for ten")


def _files(folder: Path, count: int, pages: int) -> list[Path]:
    """LibreOffice saves one docx as doc; the files are copies of it."""
    source = read_docx.write(folder / "form.docx", pages)
    subprocess.run(  # noqa: S603 — the program that was found above
        [
            str(office.program()),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "doc", "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [Path(shutil.copy(folder / "form.doc", folder / f"form_{number:02}.doc")) for number in range(count)]


if __name__ == "__main__":
    main()
