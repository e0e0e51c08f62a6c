"""What python-calamine leaves out of an xlsx sheet: number formats, errors, hidden parts, formulas without result.

The sheet's xml is searched as bytes, and only for what the workbook can hold: an export without number formats costs
little more than its inflation.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from auditor.intake.formats.number_format import BUILTIN, matters

_CELL_LIMIT = 8_000_000
_PREFIX = re.compile(rb"<(?:(\w+):)?sheetData\b")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_TRUE = (b"1", b"true")
_BLOCK, _OVERLAP = 1 << 18, 1 << 10  # a block stays in the processor's cache while it is searched
_ROW = re.compile(rb'<row [^>]*?r="(\d+)"')
_WIDE = re.compile(rb'r="[A-Z]{2}')


@dataclass(slots=True)
class Marks:
    """What is marked in a sheet.

    ``formats`` and ``errors`` are (row, column, text), places counted from 0; ``extent`` is the number of places up to the
    last value.
    """

    formats: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    pending: list[tuple[int, int]] = field(default_factory=list)
    extent: int = 0


class Package:
    """The parts of an xlsx file that hold formats and sheets.

    Raises
    ------
    KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError
        The package is damaged.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._styles = _interesting(self._parse("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else {}

    def sheets(self) -> dict[str, str]:
        """Name of every sheet → its part."""
        links = {
            e.get("Id", ""): e.get("Target", "")
            for e in self._parse("xl/_rels/workbook.xml.rels").iter("{*}Relationship")
        }
        found = {}
        for sheet in self._parse("xl/workbook.xml").iter("{*}sheet"):
            link = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", links.get(str(link), ""))).lstrip(
                "/"
            )
        return found

    def sheet(self, part: str) -> tuple[int, Callable[[], Marks]]:
        """Inflate one sheet; return its extent and what searches it for the rest.

        A plain sheet, as most large ones are, is seen block by block and never held as a whole.
        """
        extent = self._plain(part)
        if extent:
            return extent, lambda: Marks(extent=extent)
        xml = self._archive.read(part)
        prefix = _PREFIX.search(xml)
        tag = prefix.group(1) + b":" if prefix and prefix.group(1) else b""
        extent = _extent(xml, tag)
        return extent, lambda: self._marks(xml, tag, extent)

    def _plain(self, part: str) -> int:
        """Extent of a sheet of up to 26 columns in which nothing is marked; 0 for one that must be seen as a whole."""
        styles = [b' s="%s"' % style for style in self._styles]
        row = tail = b""
        with self._archive.open(part) as packed:
            while read := packed.read(_BLOCK):
                block = tail + read
                if any(style in block for style in styles) or _is_marked(block) or _WIDE.search(block):
                    return 0
                at = block.rfind(b"<row ")
                row = block[at : at + _OVERLAP] if at >= 0 else row
                tail = block[-_OVERLAP:]
        last = _ROW.match(row)
        extent = int(last.group(1)) * 26 if last else 0
        return extent if extent <= _CELL_LIMIT else 0

    def _marks(self, xml: bytes, tag: bytes, extent: int) -> Marks:
        marks = Marks(extent=extent)
        marks.hidden_rows = _hidden_rows(xml, tag)
        marks.hidden_columns = _hidden_columns(xml, tag)
        if any(b' s="%s"' % style in xml for style in self._styles) or b' t="e"' in xml:
            regular = re.search(rb'<%sc(?:>| (?!r="))' % tag, xml) is None
            marks.formats = list(self._formats(xml, tag) if regular else self._counted(xml, tag))
            marks.errors = _errors(xml, tag) if b' t="e"' in xml else []
        if b"<%sf" % tag in xml:
            marks.pending = _without_result(xml, tag)
        return marks

    def _formats(self, xml: bytes, tag: bytes) -> Iterator[tuple[int, int, str]]:
        """Places and format codes of the cells whose format matters, where every cell begins with its address."""
        counts = {style: xml.count(b' s="%s"' % style) for style in self._styles}
        wanted = b"|".join(style for style, count in counts.items() if count)
        if not wanted:
            return
        found = re.findall(rb'<%sc r="([A-Z]+)(\d+)" s="(%s)"' % (tag, wanted), xml)
        if len(found) < sum(counts.values()):  # some cells have other attributes in between
            found = re.findall(rb'<%sc r="([A-Z]+)(\d+)"[^>]*? s="(%s)"' % (tag, wanted), xml)
        columns: dict[bytes, int] = {}
        for name, row, style in found:
            if name not in columns:
                columns[name] = place_of(name)[1]
            yield int(row) - 1, columns[name], self._styles[style]

    def _counted(self, xml: bytes, tag: bytes) -> Iterator[tuple[int, int, str]]:
        """The same for a writer that leaves addresses out or puts other attributes before them."""
        row = column = -1
        for name, text in re.findall(rb"<%s(row|c)((?:\s[^>]*)?)>" % tag, xml):
            attributes = dict(_ATTRIBUTE.findall(text))
            if name == b"row":
                row, column = int(attributes[b"r"]) - 1 if attributes.get(b"r", b"").isdigit() else row + 1, -1
                continue
            row, column = place_of(attributes[b"r"]) if b"r" in attributes else (row, column + 1)
            if attributes.get(b"s") in self._styles:
                yield row, column, self._styles[attributes[b"s"]]

    def _parse(self, part: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self._archive.read(part), parser)


def place_of(reference: bytes) -> tuple[int, int]:
    """``b"B7"`` → (6, 1)."""
    column = row = 0
    for code in reference:
        if code > 57:
            column = column * 26 + (code & 31)
        else:
            row = row * 10 + code - 48
    return row - 1, column - 1


def _interesting(styles: etree._Element) -> dict[bytes, str]:
    """Number of a cell style → format code, for the formats that change what a cell shows."""
    own = {e.get("numFmtId", ""): e.get("formatCode", "") for e in styles.iter("{*}numFmt")}
    found: dict[bytes, str] = {}
    table = next(styles.iter("{*}cellXfs"), None)
    for number, style in enumerate([] if table is None else table.iter("{*}xf")):
        identity = style.get("numFmtId", "0")
        code = own.get(identity) or BUILTIN.get(int(identity) if identity.isdigit() else 0, "")
        if code and matters(code):
            found[str(number).encode()] = code
    return found


def _is_marked(block: bytes) -> bool:
    """Does a block hold a formula, something hidden or an error value?

    Each is searched for after one of its bytes that most blocks lack: a single byte is found ten times as fast. An error
    value stands in a ``<v>``, which a writer that leaves the texts in the sheet does not need.
    """
    return (
        (b"f" in block and b"<f" in block)
        or (b"d" in block and b"hidden=" in block)
        or (b"v" in block and b' t="e"' in block)
    )


def _errors(xml: bytes, tag: bytes) -> list[tuple[int, int, str]]:
    """Places of error values and what they show."""
    pattern = rb'<%sc r="([A-Z]+\d+)"[^>]*? t="e"[^>]*>(?:<%sf[^>]*/>|<%sf[^>]*>[^<]*</%sf>)?\s*<%sv>([^<]*)<' % (
        (tag,) * 5
    )
    return [(*place_of(reference), text.decode()) for reference, text in re.findall(pattern, xml)]


def _hidden_rows(xml: bytes, tag: bytes) -> list[int]:
    if b"hidden=" not in xml:
        return []
    found = re.findall(rb'<%srow ([^>]*\bhidden="(?:1|true)"[^>]*)>' % tag, xml)
    numbers = (re.search(rb'\br="(\d+)"', attributes) for attributes in found)
    return [int(number.group(1)) - 1 for number in numbers if number]


def _hidden_columns(xml: bytes, tag: bytes) -> list[int]:
    hidden: list[int] = []
    for text in re.findall(rb"<%scol\s([^>]*)>" % tag, xml[: xml.find(b"sheetData")]):
        attributes = dict(_ATTRIBUTE.findall(text))
        if (
            attributes.get(b"hidden") in _TRUE
            and attributes.get(b"min", b"").isdigit()
            and attributes.get(b"max", b"").isdigit()
        ):
            hidden += range(int(attributes[b"min"]) - 1, min(int(attributes[b"max"]), 16_384))
    return hidden


def _without_result(xml: bytes, tag: bytes) -> list[tuple[int, int]]:
    """Cells with a formula whose result was not saved: they read as empty."""
    pattern = re.compile(
        rb'<%sc r="([A-Z]+\d+)"((?:\s[^>]*)?)>(?:<%sf[^>]*/>|<%sf[^>]*>[^<]*</%sf>)\s*(?:<%sv\s*/>|<%sv></%sv>)?\s*</%sc>'
        % ((tag,) * 8)
    )
    return [place_of(m.group(1)) for m in pattern.finditer(xml) if b't="str"' not in m.group(2)]


def _extent(xml: bytes, tag: bytes) -> int:
    """An upper bound of rows × columns, exact where a rough one is over the limit: every place between is laid out."""
    last = re.compile(rb'<%srow [^>]*?r="(\d+)"' % tag).match(xml, max(xml.rfind(b"<%srow " % tag), 0))
    rows = int(last.group(1)) if last else xml.count(b"<%srow" % tag)
    wide = re.search(rb'<%sc r="[A-Z]{2}' % tag, xml)
    rough = rows * (16_384 if wide and re.search(rb'<%sc r="[A-Z]{3}' % tag, xml) else 702 if wide else 26)
    if rough <= _CELL_LIMIT:
        return rough
    places = [
        place_of(ref)
        for ref in re.findall(rb'<%sc r="([A-Z]+\d+)"[^>]*[^/>]>(?!<%sv\s*/>|<%sv></|</)' % ((tag,) * 3), xml)
    ]
    return (max((r for r, _ in places), default=-1) + 1) * (max((c for _, c in places), default=-1) + 1)
