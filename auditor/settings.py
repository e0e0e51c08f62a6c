"""``auditor.toml`` and command-line options → one validated :class:`Settings`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from auditor.errors import ConfigurationError
from auditor.language.segment import Tokenizer

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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


_MB = 1024 * 1024
_SIDES = ("ge", "le")
_QUOTED = re.compile("'([^']*)'")
_SHAPES = {
    "bool_parsing": "应写 true 或 false，不加引号。",
    "bool_type": "应写 true 或 false，不加引号。",
    "tuple_type": '应写成列表，例如 ["V03", "N01"]。',
    "string_type": "应写成带引号的文字。",
    "dict_type": '应写成一节，例如 [columns] 下一行写 "指标值" = "年度目标值"。',
    "model_type": "应写成一节，例如 [limits] 下一行写 file_size_mb = 100。",
}


class FileLimits(BaseModel):
    """What one file may cost, in the units that a person writes; :meth:`as_bytes` gives those of intake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file_size_mb: int = Field(64, ge=1, le=1024, description="一个文件最大多少 MB")
    zip_members: int = Field(5_000, ge=1, le=100_000, description="一个压缩包（含 docx、xlsx）里最多多少个文件")
    inflation_ratio: int = Field(200, ge=10, le=10_000, description="解压后最多膨胀多少倍")
    ratio_from_mb: int = Field(8, ge=1, le=1024, description="解压后超过多少 MB 才看膨胀倍数")
    inflated_size_mb: int = Field(512, ge=1, le=8192, description="一个压缩包解压后合计最大多少 MB")
    nesting: int = Field(1, ge=0, le=1, description="是否打开 zip 压缩包：1 打开，0 不打开；压缩包里的压缩包不打开")
    xml_depth: int = Field(256, ge=16, le=256, description="docx 正文的标记最多嵌套多少层")
    xml_nodes: int = Field(3_000_000, ge=1_000, le=50_000_000, description="docx 正文最多多少个标记")
    rows: int = Field(400_000, ge=1, le=5_000_000, description="一个文件最多多少行（表格行和段落）")
    cells: int = Field(5_000_000, ge=1, le=100_000_000, description="一个文件最多多少个单元格")
    pdf_pages: int = Field(500, ge=1, le=10_000, description="一个 PDF 最多多少页")

    def as_bytes(self) -> dict[str, int]:
        """Return the same limits under the names that intake takes, sizes in bytes."""
        return {
            name.removesuffix("_mb"): value * _MB if name.endswith("_mb") else value
            for name, value in self.model_dump().items()
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
    limits: FileLimits = Field(default_factory=FileLimits, description="一个文件最多有多大，超过的不读")

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
        raise _refused(error.errors()[0]) from None


def _refused(error: ErrorDetails) -> ConfigurationError:
    """Say in Chinese which entry is wrong and what it may be."""
    *outer, last = [str(part) for part in error["loc"] if not isinstance(part, int)] or ["配置"]
    place = ".".join([*outer, last])
    if error["type"] == "extra_forbidden":
        known = FileLimits.model_fields if outer == ["limits"] else Settings.model_fields
        return ConfigurationError("C103", f"不认识的配置项“{place}”。", f"可用的有：{'、'.join(known)}。")
    if error["type"] == "value_error":
        return ConfigurationError("C103", f"配置项“{place}”有误。", f"{error['ctx']['error']}。")
    return ConfigurationError("C103", f"配置项“{place}”的值“{error['input']}”不对。", _allowed(error, outer, last))


def _allowed(error: ErrorDetails, outer: list[str], last: str) -> str:
    if outer == ["limits"]:
        bounds = zip(FileLimits.model_fields[last].metadata, _SIDES, strict=True)
        least, most = (getattr(bound, side) for bound, side in bounds)
        return f"应写 {least} 到 {most} 的整数。"
    expected = error.get("ctx", {}).get("expected", "")
    if expected:
        return f"可用的有：{'、'.join(_QUOTED.findall(expected))}。"
    return _SHAPES.get(error["type"], "请核对写法。")


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
