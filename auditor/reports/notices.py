"""Reading notices and unread files as lines that every output can print."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.schema import Report

_NAMES = {
    "E01": "文件或文字层不可读",
    "E02": "未找到指标表",
    "E03": "已读但无指标表",
    "E04": "表格结构存疑",
    "E05": "本工具自己的报告",
    "E06": "读取说明",
    "I01": "隐藏内容",
    "I02": "规则未能运行",
    "I03": "忽略清单未用上",
    "I04": "忽略清单已到期",
}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One thing to know about reading: a notice of a document that was read, or a file that was not."""

    document: str
    department: str
    code: str
    severity: str
    message: str
    address: str
    advice: str

    @property
    def name(self) -> str:
        """The Chinese name of the notice; an unread file without a notice code is 文件未读取."""
        return _NAMES.get(self.code, "文件未读取")


def reading_lines(report: Report) -> list[ReadingLine]:
    """Return all notices in document order, the failures that no notice tells already, then what concerns the call."""
    lines = [
        ReadingLine(
            document.submission.path,
            document.submission.department,
            notice.code,
            notice.level,
            notice.message,
            notice.address,
            notice.advice,
        )
        for document in report.documents
        for notice in document.submission.notices
    ]
    told = {(line.document, line.code) for line in lines}
    lines += [
        ReadingLine(failure.path, "", failure.code, "error", failure.message, "", failure.hint)
        for failure in report.failures
        if (failure.path, failure.code) not in told
    ]
    lines += [ReadingLine("", "", n.code, n.level, n.message, n.address, n.advice) for n in report.notices]
    return lines
