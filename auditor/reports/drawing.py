"""Draws rich renderables to text: the same bytes for the same input, whatever the surroundings say."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO, Any

from rich.console import Console, Group, RenderableType
from rich.containers import Lines
from rich.text import Text

from auditor.reports.wrapping import breaks


class Folded(Text):
    """Text that is wrapped as Chinese is: between any two characters, no line starting with a closing mark."""

    def wrap(self, console: Console, width: int, **given: Any) -> Lines:  # noqa: ARG002 - as the class above has it
        """Return the lines of the text, none wider than ``width`` columns."""
        pieces = [piece for line in self.split(allow_blank=True) for piece in line.divide(breaks(line.plain, width))]
        for piece in pieces:
            piece.rstrip()
        return Lines(pieces)


def folded(text: Text) -> Folded:
    """Return the same text, wrapped as Chinese is."""
    result = Folded(style=text.style)
    result.append_text(text)
    return result


def console(width: int, *, colour: bool, file: IO[str] | None = None, **given: Any) -> Console:
    """Return a console that takes nothing from the environment but what it is told."""
    return Console(
        file=file or io.StringIO(),
        width=width,
        force_terminal=colour,
        force_jupyter=False,
        color_system="truecolor" if colour else None,
        no_color=False,
        highlight=False,
        legacy_windows=False,
        **given,
    )


def draw(parts: Iterable[RenderableType], target: Console) -> None:
    """Print renderables as they are: user text is never taken for markup."""
    for part in parts:
        target.print(Group(folded(part)) if isinstance(part, Text) else part, markup=False, emoji=False)


def drawn(parts: Iterable[RenderableType], width: int, *, colour: bool = False) -> str:
    """Return renderables as text without white space at line ends."""
    buffer = io.StringIO()
    draw(parts, console(width, colour=colour, file=buffer))
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().split("\n")[:-1])
