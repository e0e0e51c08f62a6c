"""Says in Chinese which entry of the settings is wrong and what it may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.errors import ConfigurationError
from auditor.settings.model import VARIANTS, Department, FileLimits, SelfEvaluation, Settings

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_SIDES = ("ge", "le")
_QUOTED = re.compile("'([^']*)'")
_SHAPES = {
    "bool_parsing": "应写 true 或 false，不加引号。",
    "bool_type": "应写 true 或 false，不加引号。",
    "tuple_type": '应写成列表，例如 ["V03", "N01"]。',
    "string_type": "应写成带引号的文字。",
    "dict_type": '应写成一节，例如 [columns] 下一行写 "指标值" = "年度目标值"。',
    "model_type": "应写成一节，例如 [limits] 下一行写 file_size_mb = 100。",
    "model_attributes_type": "应写成一节，例如 [limits] 下一行写 file_size_mb = 100。",
}


def refused(error: ErrorDetails) -> ConfigurationError:
    """Return the ``C103`` of one validation error."""
    *outer, last = [str(part) for part in error["loc"] if not isinstance(part, int)] or ["配置"]
    place = ".".join([*outer, last])
    if error["type"] == "extra_forbidden":
        known = _section(outer).model_fields
        return ConfigurationError("C103", f"不认识的配置项“{place}”。", f"可用的有：{'、'.join(known)}。")
    if error["type"] == "value_error":
        return ConfigurationError("C103", f"配置项“{place}”有误。", f"{error['ctx']['error']}。")
    return ConfigurationError("C103", f"配置项“{place}”的值“{error['input']}”不对。", _allowed(error, outer, last))


def _section(outer: list[str]) -> type[BaseModel]:
    sections: dict[str, type[BaseModel]] = {
        "limits": FileLimits,
        "selfeval": SelfEvaluation,
        "departments": Department,
    }
    return sections.get(outer[0], Settings) if outer else Settings


def _allowed(error: ErrorDetails, outer: list[str], last: str) -> str:
    if outer == ["limits"]:
        bounds = zip(FileLimits.model_fields[last].metadata, _SIDES, strict=True)
        least, most = (getattr(bound, side) for bound, side in bounds)
        return f"应写 {least} 到 {most} 的整数。"
    if error["type"] == "literal_error" and outer == ["selfeval"]:
        return "可用的有：" + "；".join(f"{name}（{meaning}）" for name, meaning in VARIANTS.items()) + "。"
    expected = error.get("ctx", {}).get("expected", "")
    if expected:
        return f"可用的有：{'、'.join(_QUOTED.findall(expected))}。"
    return _SHAPES.get(error["type"], "请核对写法。")
