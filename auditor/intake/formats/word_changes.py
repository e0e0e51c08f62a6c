"""A Word document as its reader sees it: tracked changes accepted, one version of every drawing."""

from __future__ import annotations

from typing import cast

from lxml import etree

from auditor.intake.formats.package import Element
from auditor.intake.formats.word_text import BOX, MC, PARAGRAPH, ROW, TABLE, W

_NAMESPACES = {"w": W[1:-1]}
_REMOVED = (W + "del", W + "moveFrom")
_ALTERNATIVES = MC + "AlternateContent"
_LAYOUT = W + "pPr"
_MARK_REMOVED = "w:pPr/w:rPr/w:del or w:pPr/w:rPr/w:moveFrom"


def settle(root: Element) -> bool:
    """Accept all tracked changes and drop alternative drawings, in place.

    Returns
    -------
    bool
        True where the document held tracked changes.
    """
    for alternatives in list(root.iter(_ALTERNATIVES)):
        _choose(alternatives)
    if next(root.iter(*_REMOVED, W + "cellDel"), None) is None:
        return next(root.iter(W + "ins", W + "moveTo"), None) is not None
    for gone in _all(root, "//w:tr[w:trPr/w:del] | //w:tc[w:tcPr/w:cellDel]"):
        _detach(gone)
    for paragraph in reversed(_all(root, f"//w:p[{_MARK_REMOVED}]")):
        _join_next(paragraph)
    etree.strip_elements(root, *_REMOVED, with_tail=False)
    for table in list(root.iter(TABLE)):
        if next(table.iter(ROW), None) is None:
            _detach(table)
    return True


def _choose(alternatives: Element) -> None:
    """Keep the first branch that holds a text box, else the first: the others print the same."""
    branches = list(alternatives)
    kept = next((branch for branch in branches if next(branch.iter(BOX), None) is not None), None)
    for branch in branches[1:] if kept is None else branches:
        if branch is not kept:
            alternatives.remove(branch)


def _join_next(paragraph: Element) -> None:
    """A paragraph whose mark was deleted goes on with the next one."""
    after = paragraph.getnext()
    if after is not None and after.tag == PARAGRAPH:
        paragraph.extend([child for child in after if child.tag != _LAYOUT])
        _detach(after)


def _all(root: Element, xpath: str) -> list[Element]:
    return cast("list[Element]", root.xpath(xpath, namespaces=_NAMESPACES))


def _detach(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
