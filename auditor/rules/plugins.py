"""Rules of a department: from a folder of modules, or from an installed package that announces them.

Nothing is loaded unless the settings name it (``plugins``). A folder holds one module per rule, ``<id>_<slug>.py`` with a
``RULE`` in it, like the rooms of ``auditor/rules``; a package names its rules under the entry point group
``auditor.rules`` (a :class:`Rule`, or a sequence of them). Ids of local rules begin with two to four capital letters, so
that they never meet those of the catalogue.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.errors import ConfigurationError
from auditor.rules.rule import Rule

GROUP = "auditor.rules"
_ID = re.compile(r"[A-Z]{2,4}\d{2,3}")
_MODULE = re.compile(r"[a-z]{2,4}\d{2,3}_\w+")
_PARTS = ("check", "inspect", "review", "survey")


def load(names: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules that the settings name, by id.

    Raises
    ------
    ConfigurationError
        ``C107`` where a folder or package is missing, holds no rule, fails to load, or an id is not free.
    """
    found: dict[str, Rule] = {}
    for name in names:
        rules = list(_from_folder(Path(name)) if Path(name).is_dir() else _from_package(name))
        if not rules:
            raise _wrong(name, "里没有规则。", "文件夹中每条规则一个文件，例如 sl01_dike_length.py，其中定义 RULE。")
        for rule in rules:
            _check(name, rule, found)
            found[rule.id] = rule
    return tuple(found[key] for key in sorted(found))


def folders(names: Sequence[str]) -> list[Path]:
    """Return the folders among the names, where cases of local rules may stand."""
    return [Path(name) for name in names if Path(name).is_dir()]


def _from_folder(folder: Path) -> Iterator[Rule]:
    for file in sorted(folder.glob("*.py")):
        if _MODULE.fullmatch(file.stem):
            yield _rule_of(file)


def _rule_of(file: Path) -> Rule:
    spec = importlib.util.spec_from_file_location(f"auditor_local_rules.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise _wrong(str(file), "读不进来。", "请核对文件。")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        rule = module.RULE
    except Exception as error:
        raise _wrong(str(file), f"读不进来：{type(error).__name__}：{error}", "请让编写规则的人核对。") from error
    return _typed(str(file), rule)


def _from_package(name: str) -> Iterator[Rule]:
    points = importlib.metadata.entry_points(group=GROUP, name=name)
    if not points:
        raise _wrong(name, "找不到。", "请核对文件夹的路径，或先安装这个规则包。")
    for point in points:
        try:
            loaded = point.load()
        except Exception as error:
            raise _wrong(name, f"读不进来：{type(error).__name__}：{error}", "请让编写规则的人核对。") from error
        for rule in loaded if isinstance(loaded, Sequence) else [loaded]:
            yield _typed(name, rule)


def _typed(name: str, rule: object) -> Rule:
    if not isinstance(rule, Rule):
        raise _wrong(name, "里的 RULE 不是一条规则。", "请照 auditor/rules 里的规则编写。")
    return rule


def _check(name: str, rule: Rule, found: dict[str, Rule]) -> None:
    if not _ID.fullmatch(rule.id):
        raise _wrong(name, f"规则编号“{rule.id}”不对。", "本地规则的编号用二到四个大写字母加两三位数字，例如 SL01。")
    if rule.id in found:
        raise _wrong(name, f"规则编号 {rule.id} 重复。", "请换一个编号。")
    if sum(getattr(rule, part) is not None for part in _PARTS) != 1:
        raise _wrong(name, f"规则 {rule.id} 要有且只有一种判断（{'、'.join(_PARTS)}）。", "请让编写规则的人核对。")


def _wrong(name: str, what: str, hint: str) -> ConfigurationError:
    return ConfigurationError("C107", f"本地规则 {name} {what}", hint)
