"""Every error of the auditor has a code and says what happened, why, and what to do.

    AuditorError
    ├── ConfigurationError   C…   the call or its configuration is wrong          exit code 2
    ├── ReadingError         R…   one input could not be read                     exit code 3, the others go on
    └── ResourceError        M…   a file of the corpus or a model is missing or broken   exit code 2

Codes are never reused. The text is Chinese: finance people read it.
"""

from __future__ import annotations


class AuditorError(Exception):
    """Base of all errors that the auditor raises on purpose.

    Parameters
    ----------
    code : str
        Stable code such as ``R101``.
    message : str
        What happened and why, in Chinese.
    hint : str
        What to do about it, in Chinese.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}" + (f" {self.hint}" if self.hint else "")


class ConfigurationError(AuditorError):
    """The call or its configuration is wrong; nothing was audited."""


class ReadingError(AuditorError):
    """One input could not be read; the other inputs of the call still get their results."""


class ResourceError(AuditorError):
    """A file that travels with the auditor (corpus, model) is missing or broken."""
