"""Defaults, ``auditor.toml`` and the options of a call → one validated :class:`Settings`, and where each value is from."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from auditor.errors import ConfigurationError
from auditor.settings.model import Settings
from auditor.settings.refusals import refused

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_DEFAULT = Path("auditor.toml")
#: Settings that name files; in a configuration file they are relative to it.
_PLACES = ("ignore_file", "approved", "plugins")


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
        raise refused(error.errors()[0]) from None


def sources(config: Path | None = None, **given: Any) -> dict[str, str]:
    """Return for each setting where its value comes from: 默认, the name of the file, or 命令行."""
    in_file = _from_file(config)
    place = str(config or _DEFAULT)
    return {name: "命令行" if name in given else place if name in in_file else "默认" for name in Settings.model_fields}


def _from_file(config: Path | None) -> dict[str, Any]:
    path = config or _DEFAULT
    if config is None and not path.is_file():
        return {}
    try:
        with path.open("rb") as handle:
            return _relative(tomllib.load(handle), path.parent)
    except OSError:
        raise ConfigurationError("C101", f"找不到配置文件 {path}。", "请核对 --config 后的路径。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            "C102", f"配置文件 {path} 不是有效的 TOML：{error}。", "请核对引号和方括号。"
        ) from None


def _relative(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the entries with the files that they name seen from the folder of the configuration file."""

    def seen(name: Any) -> Any:
        return str(folder / name) if isinstance(name, str) and name and (folder / name).exists() else name

    return {
        key: value if key not in _PLACES else [seen(name) for name in value] if isinstance(value, list) else seen(value)
        for key, value in values.items()
    }
