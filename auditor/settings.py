"""``auditor.toml`` and command-line options → one validated :class:`Settings`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from auditor.errors import ConfigurationError
from auditor.language.segment import Tokenizer

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_ROLES = {
    "指标名称": "third_tier",
    "三级指标": "third_tier",
    "指标值": "target",
    "一级指标": "first_tier",
    "二级指标": "second_tier",
    "描述": "description",
    "计量单位": "unit",
    "比较符": "comparator",
    "实际完成值": "actual",
    "分值": "weight",
    "得分": "score",
    "偏差原因": "deviation",
    "依据": "basis",
    "备注": "remark",
    "评分标准": "criteria",
    "项目名称": "project",
    "主管部门": "department",
    "年度": "year",
    "实施期指标值": "period_target",
}


class Settings(BaseModel):
    """What applies to one call. Unknown keys and bad values are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = Field((), description="只用这些规则（编号、英文名或字母）")
    ignore: tuple[str, ...] = Field((), description="不用这些规则")
    min_severity: Literal["info", "warning", "error"] = Field("info", description="只显示达到该级别的问题")
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", description="有达到该级别的问题时退出码为 1")
    rewrites: bool = Field(True, description="给出修改草案")
    tokenizer: Tokenizer = Field(Tokenizer.RJIEBA, description="分词器")
    columns: dict[str, str] = Field(default_factory=dict, description="表头识别有误时，指定哪一列是什么")

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, value: dict[str, str]) -> dict[str, str]:
        unknown = [key for key in value if key not in _ROLES]
        if unknown:
            raise ValueError(f"不认识的列名“{unknown[0]}”，可用：{'、'.join(_ROLES)}")
        return value

    @property
    def column_roles(self) -> dict[str, str]:
        """Column role → header text, as intake takes it."""
        return {_ROLES[name]: header for name, header in self.columns.items()}


def load(config: Path | None = None, **given: Any) -> Settings:
    """Combine defaults, a configuration file and the options of a call, in that order.

    Parameters
    ----------
    config : Path, optional
        A TOML file; ``auditor.toml`` of the working folder where none is named.
    **given
        Fields of :class:`Settings` that the call sets.

    Raises
    ------
    ConfigurationError
        ``C101`` missing file, ``C102`` no TOML, ``C103`` unknown key or bad value.
    """
    values = {**_from_file(config), **given}
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "配置"
        if first["type"] == "extra_forbidden":
            raise ConfigurationError(
                "C103", f"不认识的配置项“{place}”。", f"可用的有：{'、'.join(Settings.model_fields)}。"
            ) from None
        allowed = first.get("ctx", {}).get("expected", "")
        reason = f"可用的有：{allowed}。" if allowed else str(first["msg"]).removeprefix("Value error, ")
        raise ConfigurationError("C103", f"配置项“{place}”的值“{first['input']}”不对。", reason) from None


def _from_file(config: Path | None) -> dict[str, Any]:
    path = config or Path("auditor.toml")
    if config is None and not path.is_file():
        return {}
    try:
        with path.open("rb") as handle:
            return tomllib.load(handle)
    except OSError:
        raise ConfigurationError("C101", f"找不到配置文件 {path}。", "请核对 --config 后的路径。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            "C102", f"配置文件 {path} 不是有效的 TOML：{error}。", "请核对引号和方括号。"
        ) from None
