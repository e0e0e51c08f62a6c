"""Command line options and ``auditor.toml`` become one validated ``Settings``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.settings import Settings


def settings(config: Path | None = None, **given: Any) -> Settings:
    """Return what applies: defaults, then the file, then the options that were given.

    Parameters
    ----------
    config : Path, optional
        The configuration file.
    **given
        Fields of ``Settings``; None where the option was not given.

    Raises
    ------
    ConfigurationError
        If the file or a value is wrong.
    """
    from auditor import settings as library

    chosen = {name: value for name, value in given.items() if value is not None}
    return library.load(config, **chosen)
