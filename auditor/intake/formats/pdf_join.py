"""Ruled tables that run over pages: parts joined, repeated heads and labels taken once, torn rows glued."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.intake import layout
from auditor.intake.formats.pdf_glyphs import joined
from auditor.intake.formats.pdf_page import RuledCell, RuledPart, edges_of, nearest
from auditor.intake.formats.pdf_values import is_value
from auditor.intake.grid import Cell, Grid
from auditor.language import tiers

_SAME_EDGE = 4.0
_TARGETS = ("target", "loose_target", "period_target", "actual")
_NAMES = ("fourth_tier", "third_tier", "loose_name")
_FORM_LABELS = ("department", "project", "project_code", "parent_project", "implementer")


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of an indicator table: its rows and the left edges of its name and target columns."""

    row: int
    height: int
    name: float
    target: float | None


def join(upper: RuledPart, lower: RuledPart) -> RuledPart | None:
    """Join a part with the part at the top of the next page, or return None where they are two tables."""
    moved = _aligned(upper, lower)
    if moved is None:
        return None
    head = _head(upper)
    moved, repeated = _without_head(upper, moved, head)
    if not moved.height:
        return _stacked(upper, moved, [], 0)
    if head and not _within([x for x in (head.name, head.target) if x is not None], moved.xs):
        return None
    if head and (_begins_form(moved) or (repeated and _begins_again(upper, moved)) or (not repeated and _head(moved))):
        return None
    torn = _is_torn(upper, moved, head)
    left = [c for c in moved.cells if c.row or not _continue(upper, c, head, torn)]
    return _stacked(upper, moved, left, int(torn))


def _aligned(upper: RuledPart, lower: RuledPart) -> RuledPart | None:
    """Lay the lower part under the upper one (margins may be mirrored); None where the column edges disagree."""
    shift = upper.xs[0] - lower.xs[0]
    xs = [x + shift for x in lower.xs]
    if abs(xs[-1] - upper.xs[-1]) > _SAME_EDGE or not (_within(xs, upper.xs) or _within(upper.xs, xs)):
        return None
    return RuledPart(
        lower.page, lower.box, xs, lower.height, [replace(c, x0=c.x0 + shift, x1=c.x1 + shift) for c in lower.cells]
    )


def _within(some: list[float], all_: list[float]) -> bool:
    return all(abs(x - all_[nearest(all_, x)]) <= _SAME_EDGE for x in some)


def _head(part: RuledPart) -> _Head | None:
    """The last head of an indicator table in a part."""
    found = None
    for number in range(part.height):
        cells = part.row(number)
        roles = [layout.column_role(cell.text) for cell in cells]
        if not layout.is_header(roles):
            continue
        named = next(cell for role in _NAMES for cell, own in zip(cells, roles, strict=True) if own == role)
        if named.row == number:
            found = _Head(number, named.rowspan, named.x0, _target_edge(part, number, named.rowspan))
    return found


def _target_edge(part: RuledPart, row: int, height: int) -> float | None:
    for cell in part.row(row):
        below = [c for n in range(row, row + height) for c in part.row(n) if abs(c.x0 - cell.x0) < _SAME_EDGE]
        texts = list(dict.fromkeys(c.text for c in below))
        if layout.column_role("".join(texts)) in _TARGETS or any(layout.column_role(t) in _TARGETS for t in texts):
            return cell.x0
    return None


def _without_head(upper: RuledPart, lower: RuledPart, head: _Head | None) -> tuple[RuledPart, bool]:
    """Take the repeated head rows off the lower part."""
    count = max((_same_rows(upper, lower, start) for start in {0, head.row if head else 0}), default=0)
    if head and (_head_in(lower, count) is None):
        count = 0
    if not head and count and (_begins_form(lower) or max(len(_texts(lower, n)) for n in range(count)) < 2):
        count = 0
    if not count:
        return lower, False
    cells = [_cut(cell, count) for cell in lower.cells if cell.row + cell.rowspan > count]
    return replace(lower, height=lower.height - count, cells=cells), True


def _head_in(part: RuledPart, rows: int) -> int | None:
    return next((n for n in range(rows) if layout.is_header([layout.column_role(c.text) for c in part.row(n)])), None)


def _same_rows(upper: RuledPart, lower: RuledPart, start: int) -> int:
    count = 0
    while count < lower.height and start + count < upper.height:
        texts = _texts(lower, count)
        if not texts or texts != _texts(upper, start + count):
            break
        count += 1
    return count


def _texts(part: RuledPart, number: int) -> list[str]:
    """Texts of the cells that stand in one row only, white space aside; long vertical labels do not count."""
    cells = [c for c in part.row(number) if c.row == number]
    most = min((c.rowspan for c in cells if c.text), default=1)
    return ["".join(c.text.split()) for c in cells if c.text and c.rowspan <= most + 1]


def _cut(cell: RuledCell, rows: int) -> RuledCell:
    """Move a cell up by ``rows``; what reaches above the first row is cut off."""
    top = max(cell.row - rows, 0)
    return replace(cell, row=top, rowspan=cell.row + cell.rowspan - rows - top)


def _begins_form(part: RuledPart) -> bool:
    filled = [cell for cell in part.row(0) if cell.text]
    if not filled:
        return False
    label = layout.label_role(filled[0].text.split("：")[0].split(":")[0])
    return (len(filled) == 1 and layout.is_title(filled[0].text)) or label in _FORM_LABELS


def _begins_again(upper: RuledPart, lower: RuledPart) -> bool:
    """Does the lower part start with 产出 where the upper one had reached 效益 or 满意度?"""
    start = next((t for c in lower.row(0) if (t := tiers.first(c.text))), "")
    reached = next((t for n in range(upper.height - 1, -1, -1) for c in upper.row(n) if (t := tiers.first(c.text))), "")
    return start == "产出指标" and reached in ("效益指标", "满意度指标")


def _above(upper: RuledPart, cell: RuledCell) -> RuledCell | None:
    """The cell of the upper part's last row that has the same left and right edges."""
    same = (
        c
        for c in upper.row(upper.height - 1)
        if abs(c.x0 - cell.x0) <= _SAME_EDGE and abs(c.x1 - cell.x1) <= _SAME_EDGE
    )
    return next(same, None)


def _is_key(cell: RuledCell, part: RuledPart, head: _Head | None) -> bool:
    """A label or tier cell: left of the names, or in the first column where no head is known."""
    return cell.x1 <= head.name + _SAME_EDGE if head else cell.x0 <= part.xs[0] + _SAME_EDGE


def _repeats(cell: RuledCell, above: RuledCell) -> bool:
    return not cell.text or "".join(cell.text.split()) == "".join(above.text.split())


def _is_torn(upper: RuledPart, lower: RuledPart, head: _Head | None) -> bool:
    """Is the first row of the lower part the rest of the last row of the upper part?

    Its labels are empty (or printed again), its cells stand under cells of the same width, and it is no row of its own:
    it lacks a name or a target, and the texts above leave no room at the end of their last line.
    """
    pairs = [(cell, _above(upper, cell)) for cell in lower.row(0)]
    if any(above is None for _, above in pairs):
        return False
    keys = [(c, a) for c, a in pairs if a and _is_key(c, upper, head)]
    rest = [(c, a) for c, a in pairs if a and c.text and not _is_key(c, upper, head)]
    if not rest or not keys or not all(_repeats(c, a) or _tier_rest(c, a) for c, a in keys):
        return False
    wrapped = all(a.full or not a.text for _, a in rest)
    if head is None:
        return wrapped or len(pairs) == 2 or not pairs[-1][0].text
    name = next((c.text for c, _ in rest if abs(c.x0 - head.name) <= _SAME_EDGE), "")
    target = next((c.text for c, _ in rest if head.target is not None and abs(c.x0 - head.target) <= _SAME_EDGE), "")
    if not name:
        return not target or wrapped or not is_value(target)
    return wrapped and (not target or not is_value(target))


def _tier_rest(cell: RuledCell, above: RuledCell) -> bool:
    """Is the cell the rest of a tier name that the page break tore?"""
    return tiers.is_name(above.text + cell.text) and not (tiers.is_name(above.text) and tiers.is_name(cell.text))


def _continue(upper: RuledPart, cell: RuledCell, head: _Head | None, torn: bool) -> bool:
    """Let the cell above run on over a cell of the lower part's first row, where it does; it takes a torn text in."""
    above = _above(upper, cell)
    if above is None:
        return False
    key = _is_key(cell, upper, head)
    rest = key and bool(cell.text) and not _repeats(cell, above) and _tier_rest(cell, above)
    if not torn and not (key and (_repeats(cell, above) or rest)):
        return False
    if rest or (torn and not key):
        above.text, above.full = joined(above.text, cell.text, above.full), cell.full if cell.text else above.full
    above.rowspan += cell.rowspan - torn
    return True


def _stacked(upper: RuledPart, lower: RuledPart, cells: list[RuledCell], overlap: int) -> RuledPart:
    base = upper.height - overlap
    below = [replace(cell, row=cell.row + base) for cell in cells]
    xs = edges_of([*upper.xs, *(x for x in lower.xs if abs(x - upper.xs[nearest(upper.xs, x)]) > _SAME_EDGE)])
    height = base + lower.height if lower.height else upper.height
    return RuledPart(lower.page, lower.box, xs, height, [*upper.cells, *below])


def grid(part: RuledPart) -> Grid:
    """Return a part as a grid: a merged cell stands in each of its places, a place without a cell is empty."""
    width = len(part.xs) - 1
    rows: list[list[Cell | None]] = [[None] * width for _ in range(part.height)]
    for box in sorted(part.cells, key=lambda c: (c.row, c.x0)):
        left, right = nearest(part.xs, box.x0), nearest(part.xs, box.x1)
        cell = Cell(box.text, box.row, left, box.address, box.rowspan, max(right - left, 1))
        for row in rows[box.row : box.row + box.rowspan]:
            row[left:right] = [cell] * (right - left)
    return Grid([_filled(row, number) for number, row in enumerate(rows)], merged=True)


def _filled(row: list[Cell | None], number: int) -> list[Cell]:
    at = next((cell.address for cell in row if cell), "")
    return [cell or Cell("", number, place, at) for place, cell in enumerate(row)]
