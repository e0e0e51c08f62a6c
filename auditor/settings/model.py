"""The shape of the settings. Unknown keys and bad values are refused; ``loading`` says so in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from auditor import resources
from auditor.language.segment import Tokenizer

#: What a user calls a column → its role in intake.
COLUMNS = {
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

#: Formulas of a self-evaluation score that are accepted beside the usual one, unless ``[selfeval]`` excludes them.
VARIANTS = {
    "excess": "反向指标超出时，得（1－超出比例）×分值",
    "inverse": "反向指标超出时，得 目标÷实际×分值",
    "all_or_nothing": "未达到就不得分",
    "steps": "满意度、预算执行率按分段计分",
    "bands_80_50": "定性指标三档按 80%、50% 划分",
}
_MB = 1024 * 1024

Variant = Literal["excess", "inverse", "all_or_nothing", "steps", "bands_80_50"]
RuleEntries = dict[str, dict[str, Any]]


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


class SelfEvaluation(BaseModel):
    """Which ways of scoring count as right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exclude: tuple[Variant, ...] = Field((), description="本地不承认的计分方式")


class Department(BaseModel):
    """What applies to one department instead of, or beside, what applies to all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = Field((), description="该部门只用这些规则；不写时同全局")
    ignore: tuple[str, ...] = Field((), description="该部门另外不用的规则")
    rules: RuleEntries = Field(default_factory=dict, description="该部门的规则级别和阈值")


class Settings(BaseModel):
    """What applies to one call. Unknown keys and bad values are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = Field((), description="只用这些规则（编号、英文名或字母）")
    ignore: tuple[str, ...] = Field((), description="不用这些规则")
    min_severity: Literal["info", "warning", "error"] = Field("info", description="只显示达到该级别的问题")
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", description="有达到该级别的问题时退出码为 1")
    rewrites: bool = Field(True, description="给出修改草案")
    tokenizer: Tokenizer = Field(Tokenizer.RJIEBA, description="分词器")
    framework: Literal["auto", "A", "B"] = Field(
        "auto", description="指标体系：A 成本在产出之下，B 成本是一级指标，auto 按表判断"
    )
    ignore_file: str = Field("", description="忽略清单：逐条写明原因的 csv 文件")
    approved: tuple[str, ...] = Field((), description="同一批项目的批复目标，用于核对自评表")
    plugins: tuple[str, ...] = Field((), description="本地规则：文件夹，或已安装的规则包的名称")
    columns: dict[str, str] = Field(default_factory=dict, description="表头识别有误时，指定哪一列是什么")
    headers: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="本地表头的其他写法")
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="词表里另加的词")
    rules: RuleEntries = Field(default_factory=dict, description="规则的级别和阈值")
    selfeval: SelfEvaluation = Field(default_factory=SelfEvaluation, description="自评计分方式")
    departments: dict[str, Department] = Field(default_factory=dict, description="某个部门另用的规则，名称可用 * 代替")
    limits: FileLimits = Field(default_factory=FileLimits, description="一个文件最多有多大，超过的不读")

    @field_validator("columns", "headers")
    @classmethod
    def _known_columns(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        unknown = [key for key in value if key not in COLUMNS]
        if unknown:
            raise ValueError(f"不认识的列名“{unknown[0]}”，可用：{'、'.join(COLUMNS)}")
        return value

    @field_validator("words")
    @classmethod
    def _known_lists(cls, value: Mapping[str, Any]) -> Mapping[str, Any]:
        unknown = [key for key in value if key not in resources.word_lists()]
        if unknown:
            raise ValueError(f"没有词表“{unknown[0]}”，可用：{'、'.join(resources.word_lists())}")
        return value

    @property
    def column_roles(self) -> dict[str, str]:
        """Column role → header text, as intake takes it."""
        return {COLUMNS[name]: header for name, header in self.columns.items()}

    @property
    def header_aliases(self) -> dict[str, tuple[str, ...]]:
        """Column role → further header texts."""
        return {COLUMNS[name]: headers for name, headers in self.headers.items()}
