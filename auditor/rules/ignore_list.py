"""Findings that a reviewer has looked at and set aside, each with a reason: a csv list keyed by fingerprint.

Columns (Chinese or English heads): 指纹 fingerprint, 原因 reason, 经办人 author, 到期日 expires (may be empty); others are free.
A fingerprint is printed with every finding in the csv and json reports and does not change with the order of rows, the
layout of cells or the name of the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path

from auditor.errors import ConfigurationError
from auditor.schema import Finding, Notice, Suppressed

_HEADS = {
    "fingerprint": ("指纹", "fingerprint"),
    "reason": ("原因", "reason"),
    "author": ("经办人", "author"),
    "expires": ("到期日", "expires"),
}
_NEEDED = ("fingerprint", "reason", "author")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``expires`` is the last day on which it holds, None for ever."""

    fingerprint: str
    reason: str
    author: str
    expires: date | None
    line: int


@dataclass(slots=True)
class IgnoreList:
    """The entries of a list and which of them were needed."""

    entries: Sequence[Entry] = ()
    today: date = field(default_factory=lambda: datetime.now(timezone.utc).astimezone().date())
    path: str = ""
    _used: set[str] = field(default_factory=set)

    def split(
        self, findings: Iterable[Finding], table_no: int | None = None, row_no: int | None = None
    ) -> tuple[list[Finding], list[Suppressed]]:
        """Return the findings that stand, and those that an entry sets aside."""
        holding = {e.fingerprint: e for e in self.entries if e.expires is None or e.expires >= self.today}
        kept: list[Finding] = []
        aside: list[Suppressed] = []
        for finding in findings:
            entry = holding.get(finding.fingerprint)
            if entry is None:
                kept.append(finding)
                continue
            self._used.add(entry.fingerprint)
            expires = entry.expires.isoformat() if entry.expires else ""
            aside.append(Suppressed(finding, entry.reason, entry.author, expires, table_no, row_no))
        return kept, aside

    def notices(self) -> list[Notice]:
        """What to say about the list after a call: entries past their day, and entries that nothing needed."""
        found = []
        for entry in self.entries:
            place = f"{self.path} 第 {entry.line} 行"
            if entry.expires is not None and entry.expires < self.today:
                message = f"忽略清单的这一条已于 {entry.expires.isoformat()} 到期，不再适用：{entry.reason}"
                found.append(Notice("I04", "warning", message, place, "仍要忽略的请改到期日，否则删去这一行。"))
            elif entry.fingerprint not in self._used:
                message = f"忽略清单的这一条没有用上：{entry.reason}"
                found.append(Notice("I03", "info", message, place, "问题已改正或文字已变动的，可删去这一行。"))
        return found


def read(path: str | Path) -> tuple[Entry, ...]:
    """Read a list.

    Raises
    ------
    ConfigurationError
        ``C106`` where the file cannot be read, a column is missing, or a line has no reason, no author, no fingerprint
        or a date that is none.
    """
    text = _decoded(Path(path))
    lines = list(csv.reader(text.splitlines()))
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    places = {
        name: next((i for i, head in enumerate(heads) if head in accepted), None) for name, accepted in _HEADS.items()
    }
    missing = [_HEADS[name][0] for name in _NEEDED if places[name] is None]
    if missing:
        raise _wrong(path, f"缺少“{'、'.join(missing)}”一列。", "表头应为：指纹,原因,经办人,到期日。")
    entries = []
    for number, cells in enumerate(lines[1:], 2):
        values = {
            name: cells[place].strip() if place is not None and place < len(cells) else ""
            for name, place in places.items()
        }
        if any(values.values()):
            entries.append(_entry(path, number, values))
    return tuple(entries)


def _entry(path: str | Path, number: int, values: dict[str, str]) -> Entry:
    empty = [_HEADS[name][0] for name in _NEEDED if not values[name]]
    if empty:
        raise _wrong(path, f"第 {number} 行没有写“{'、'.join(empty)}”。", "每一条都要写明指纹、原因和经办人。")
    if not _FINGERPRINT.fullmatch(values["fingerprint"]):
        shown = values["fingerprint"]
        raise _wrong(
            path,
            f"第 {number} 行的指纹“{shown}”不对。",
            "指纹是 16 位数字和小写字母，请从 csv 报告的 fingerprint 列复制。",
        )
    return Entry(
        values["fingerprint"], values["reason"], values["author"], _day(path, number, values["expires"]), number
    )


def _day(path: str | Path, number: int, text: str) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else _no_day(path, number, text)
    except ValueError:
        return _no_day(path, number, text)


def _no_day(path: str | Path, number: int, text: str) -> date:
    raise _wrong(path, f"第 {number} 行的到期日“{text}”不对。", "请写成 2026-12-31，或留空表示一直有效。")


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise _wrong(path, "找不到文件，或没有读取权限。", "请核对 ignore_file 的路径。") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")  # what Excel saves; a wrong fingerprint is named with its line


def _wrong(path: str | Path, what: str, hint: str) -> ConfigurationError:
    return ConfigurationError("C106", f"忽略清单 {path} {what}", hint)
