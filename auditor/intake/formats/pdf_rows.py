"""Rows of a table without rules: wrapped lines are laid to the values that they stand beside.

One column whose cells take one line each (points, values) tells the rows apart. The lines of every other column are
shared out among those rows, in order, so that each cell stands at the middle or at the top of its row.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from auditor.intake.formats.pdf_glyphs import Box
from auditor.intake.formats.pdf_values import is_value
from auditor.language import tiers

_NEAR = 0.6  # lines of one cell are nearer than this share of the character size
_ROOM = 1.4
_MOST_LINES = 8
_PLAIN = 0.8  # share of values in a column of one-line values
_OFF = 0.6  # how far, in character sizes, a label may stand off the middle of its rows
_ALONE = 1.2  # what a line without a row costs, in character sizes
_EMPTY = 0.4  # what an empty cell costs
_NAMELESS = 3.0  # what a row without a name costs
_TORN = 1.5  # what a break after a short line costs


@dataclass(slots=True)
class Piece:
    """Words of one line in one column; ``offset`` lays the pages under each other."""

    text: str
    page: int
    box: Box
    size: float
    offset: float

    @property
    def top(self) -> float:
        """Upper edge, all pages under each other."""
        return self.box[1] + self.offset

    @property
    def bottom(self) -> float:
        """Lower edge, all pages under each other."""
        return self.box[3] + self.offset


Cell = list[Piece]
Row = list[Cell]  # one cell a column


def arrange(columns: list[list[Piece]], named: int, anchors: list[int]) -> list[Row]:
    """Return the rows of a table.

    Parameters
    ----------
    columns : list of list of Piece
        For each column its pieces, top down.
    named : int
        The column of the names; those before it hold labels and tiers.
    anchors : list of int
        Columns whose cells tell rows apart, the best first.
    """
    anchor, cells = _anchor(columns, anchors)
    if not cells:
        anchor, cells = named, [[piece] for piece in columns[named]]
    rows: list[Row] = [[cell if c == anchor else [] for c in range(len(columns))] for cell in cells]
    alone: list[Piece] = []
    for column in range(named, len(columns)):
        if column != anchor:
            left = _share(columns[column], cells, rows, column, _NAMELESS if column == named else _EMPTY)
            alone += left if column == named else []
    rows += [[[piece] if c == named else [] for c in range(len(columns))] for piece in alone]
    rows.sort(key=_top)
    for column in range(named):
        _labels(columns[column], rows, column, named)
    return rows


def _anchor(columns: list[list[Piece]], anchors: list[int]) -> tuple[int, list[Cell]]:
    """The column whose cells tell rows apart, and its cells.

    Values do, one a line, and so does a column whose lines all stand apart; else the best column has to serve.
    """
    filled = [c for c in anchors if columns[c]]
    plain = [c for c in filled if sum(is_value(p.text) for p in columns[c]) >= _PLAIN * len(columns[c])]
    apart = [c for c in filled if not any(_follows(a, b) for a, b in itertools.pairwise(columns[c]))]
    for choice in (plain, apart, filled):
        cells = {c: _cells(columns[c]) for c in choice}
        most = max((len(found) for found in cells.values()), default=0)
        best = next((c for c in choice if len(cells[c]) * 5 >= most * 4), None)
        if best is not None:
            return best, cells[best]
    return -1, []


def _cells(pieces: list[Piece]) -> list[Cell]:
    """Cells of a column of values: a line that is no value of its own goes on from the full line above."""
    cells: list[Cell] = []
    right = max((piece.box[2] for piece in pieces), default=0.0)
    for piece in pieces:
        if cells and _follows(cells[-1][-1], piece) and _full(cells[-1][-1], right) and not is_value(piece.text):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _follows(above: Piece, below: Piece) -> bool:
    return below.top - above.bottom < _NEAR * above.size


def _full(piece: Piece, right: float) -> bool:
    return piece.box[2] + _ROOM * piece.size >= right


def _top(row: Row) -> float:
    return min(piece.top for cell in row for piece in cell)


def _share(pieces: list[Piece], anchors: list[Cell], rows: list[Row], column: int, empty: float) -> list[Piece]:
    """Share the pieces of a column out among the rows of their page; return those without a row."""
    alone: list[Piece] = []
    for page, group in itertools.groupby(pieces, key=lambda piece: piece.page):
        here = [i for i, cell in enumerate(anchors) if cell[0].page == page]
        lines = list(group)
        beside = [anchors[i] for i in here]
        _, plan = min((_plan(lines, beside, empty, 0.5), _plan(lines, beside, empty, 0.0)), key=lambda found: found[0])
        for piece, row in zip(lines, plan, strict=True):
            if row < 0:
                alone.append(piece)
            else:
                rows[here[row]][column].append(piece)
    return alone


def _plan(lines: list[Piece], anchors: list[Cell], empty: float, share: float) -> tuple[float, list[int]]:
    """The cheapest way to give lines to rows in order: its cost, and for each line its row (-1: none).

    ``empty`` is what a row without a line costs, in character sizes. ``share`` is the height in a cell that is laid to
    the same height in its row: 0.5 the middle, 0 the top.
    """
    right = max(line.box[2] for line in lines)
    best: list[tuple[float, list[int]]] = [
        (sum(_ALONE * p.size for p in lines[:i]), [-1] * i) for i in range(len(lines) + 1)
    ]
    for row, anchor in enumerate(anchors):
        height = _height(anchor, share)
        after: list[tuple[float, list[int]]] = []
        for end in range(len(lines) + 1):
            cost, plan = best[end]
            options = [(cost + empty * anchor[0].size, plan)]
            for count in range(1, min(end, _MOST_LINES) + 1):
                cell = lines[end - count : end]
                torn = sum(not _full(a, right) + (not _follows(a, b)) for a, b in itertools.pairwise(cell))
                cost, plan = best[end - count]
                cost += abs(_height(cell, share) - height) + torn * _TORN * anchor[0].size
                options.append((cost, [*plan, *([row] * count)]))
            if end:
                cost, plan = after[end - 1]
                options.append((cost + _ALONE * lines[end - 1].size, [*plan, -1]))
            after.append(min(options, key=lambda option: option[0]))
        best = after
    return best[-1]


def _height(cell: Cell, share: float) -> float:
    return cell[0].top + share * (cell[-1].bottom - cell[0].top)


def _labels(pieces: list[Piece], rows: list[Row], column: int, named: int) -> None:
    """Give the labels of a column to the rows that they begin."""
    first = min((cell[0].page for row in rows for cell in row if cell), default=0)
    for page, group in itertools.groupby(_names(pieces), key=lambda label: label[0].page):
        here = [row for row in rows if any(cell and cell[0].page == page for cell in row)]
        labels = list(group)
        if not here:
            continue
        edges = _edges([row[named:] for row in here])
        tilings = [_tiles(labels, edges, start) for start in range(len(here) if page > first else 1)]
        _, starts = min(tilings, key=lambda tiling: tiling[0])
        for start, label in zip(starts, labels, strict=True):
            here[start][column] += label


def _names(pieces: list[Piece]) -> list[Cell]:
    """Join the lines of each label: a tier name torn over lines, else lines that follow each other closely."""
    labels: list[Cell] = []
    for piece in pieces:
        whole = "".join(p.text for p in labels[-1]) if labels else ""
        torn = not tiers.is_name(whole) and not tiers.is_name(piece.text)
        if labels and _follows(labels[-1][-1], piece) and (torn or tiers.is_name(whole + piece.text)):
            labels[-1].append(piece)
        else:
            labels.append([piece])
    return labels


def _tiles(labels: list[Cell], edges: list[float], first: int) -> tuple[int, list[int]]:
    """Lay labels that stand at the middle of their rows one after the other, from row ``first`` on.

    Returns
    -------
    tuple of int and list of int
        How many labels do not fit so, and the first row of each; one that does not fit begins where it stands.
    """
    misfits, start = 0, first
    starts: list[int] = []
    for label in labels:
        at = _inside(label, edges)
        below = label[0].top + label[-1].bottom - edges[start]
        end = min(range(len(edges)), key=lambda i: abs(edges[i] - below))
        fits = start <= at < end and abs(edges[end] - below) <= 2 * _OFF * label[0].size
        misfits += not fits and at != start
        starts.append(start if fits else max(at, starts[-1] + 1 if starts else 0))
        start = end if fits else min(at + 1, len(edges) - 2)
    return misfits, [min(row, len(edges) - 2) for row in starts]


def _inside(label: Cell, edges: list[float]) -> int:
    middle = _height(label, 0.5)
    return max(0, min(sum(edge <= middle for edge in edges) - 1, len(edges) - 2))


def _edges(rows: list[Row]) -> list[float]:
    """Heights half-way between the rows, and as far above the first and below the last."""
    tops = [_top(row) for row in rows]
    bottoms = [max(piece.bottom for cell in row for piece in cell) for row in rows]
    inner = [(above + below) / 2 for above, below in zip(bottoms, tops[1:], strict=False)]
    margin = inner[0] - bottoms[0] if inner else 0.0
    return [tops[0] - margin, *inner, bottoms[-1] + margin]
