"""Scanned pages: recognised by tesseract with Chinese data where both are installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.intake.formats.pdf_glyphs import Glyph

if TYPE_CHECKING:
    from pdfplumber.page import Page

_RESOLUTION = 200
_SECONDS = 60
_PIXELS = 60_000_000  # of a picture: a page of A1
_LANGUAGE = "chi_sim"
_LEAST_CONFIDENCE = 30.0
_FRAME = "|｜丨[]{}_—-一=~'\"`. "


@lru_cache(maxsize=1)
def program() -> str:
    """Path of tesseract where it knows simplified Chinese, or ''."""
    path = shutil.which("tesseract")
    if path is None:
        return ""
    try:
        known = subprocess.run([path, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return path if _LANGUAGE in known.stdout.decode("utf-8", "replace").split() else ""


def recognise(page: Page) -> list[Glyph]:
    """Return the words that tesseract reads on a page, with their places in points; nothing where it fails."""
    path = program()
    if not path or page.width * page.height * (_RESOLUTION / 72) ** 2 > _PIXELS:
        return []
    picture = io.BytesIO()
    page.to_image(resolution=_RESOLUTION).original.save(picture, "PNG")
    command = [path, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "6", "--dpi", str(_RESOLUTION), "tsv"]
    try:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return []
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [glyph for row in rows if (glyph := _glyph(row)) is not None]


def _glyph(row: dict[str, str]) -> Glyph | None:
    text = (row.get("text") or "").strip()
    if not text.strip(_FRAME) or float(row["conf"]) < _LEAST_CONFIDENCE:
        return None
    scale = 72 / _RESOLUTION
    left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
    return Glyph(text, left, top, left + width, top + height, height or 1.0)
