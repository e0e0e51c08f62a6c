"""The grammar of 指标值 (domain: part 3): comparator, number, unit, tail; ranges, dates, stages, lists.

:func:`parse` reads any string without failing and never guesses: what is not a number, a date or a period stays text.
Numbers are exact decimals as printed; ``Quantity.value`` applies the scale (10万人 → 100000).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from auditor import resources
from auditor.language import dates, numerals, units
from auditor.language.normalize import normalize
from auditor.resources import remembered

BLANK = frozenset({"", "/", "-", "--", "---", "*", "无", "\\", "|", "//", "——", "、"})
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|【[^】]*】|[〔{\[][^〕}\]]*[〕}\]]第?\d+号")
_ORDINAL = re.compile(
    r"第[\d一二三四五六七八九十百]+(?!季度)|[前第][一二三四五六七八九十\d]+(?=名|位)|(?:19|20)\d\d年度?|[\d二]?[十\d]+届|(?<![A-Za-zμ\d/])[A-Za-z]+(?:/[A-Za-z]+)*(?:-?\d+(?:\.\d+)?[A-Za-z]*)+(?![\d%])"
)
_ORDINAL_SIGN = re.compile("[第前年届A-Za-z]")  # one of these stands in every ordinal
_MEANINGS = {"unclear": "", "before_date": "≤"}
_FRACTION = re.compile(r"[≥≤><=]?\d+/\d+")
_RANK = re.compile(r"[前第]\0+|\0+[名位]")
_KINDS = {"ratio": "ratio", "money": "money", "time": "period", "score": "score"}
_ONE = Decimal(1)
_BRACKET = re.compile(r"\([^()]*\)")
_NUMERAL = re.compile(rf"[\d半{numerals.CHINESE}]")  # one of these stands in every number and ordinal
_NUMERAL_OR_DATE = re.compile(rf"[\d半{numerals.CHINESE}年季月每]")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_NUMBERING = re.compile(r"(?:^|(?<=[,;。]))(?:\d{1,2}[.、:]|\(?\d{1,2}\))(?=[\u4e00-\u9fff])")


class Quantity(NamedTuple):
    """One number of a target with what binds it.

    ``comparator`` is one of ``≥ > = < ≤`` or empty; ``markers`` are the spans of everything that acted as one.
    ``number`` (and ``upper`` of a range) is as printed, ``factor`` its scale (万 → 10000), ``label`` the text before it.
    """

    start: int
    end: int
    number: Decimal
    comparator: str = ""
    upper: Decimal | None = None
    factor: Decimal = Decimal(1)
    unit: str = ""
    unit_class: str = ""
    markers: tuple[tuple[int, int], ...] = ()
    hedged: bool = False
    chinese: bool = False
    label: str = ""

    @property
    def value(self) -> Decimal:
        """The number with its scale."""
        return self.number * self.factor

    @property
    def yuan(self) -> Decimal | None:
        """The exact amount in 元; None where the unit is no money."""
        return units.yuan(self.value, self.unit)

    def canonical(self) -> str:
        """Comparator, number and unit in the form that the grammar reads back to the same quantity."""
        number = numerals.plain(self.number) if self.factor == 1 else numerals.plain(self.value)
        upper = "" if self.upper is None else "-" + numerals.plain(self.upper * self.factor)
        return f"{self.comparator}{number}{upper}{self.unit}"


@dataclass(frozen=True, slots=True)
class Target:
    """A parsed 指标值.

    ``kind`` is one of none, quantity, ratio, money, period, score, grade, date, range, staged, list, text.
    ``text`` is the normal form; ``quantities`` and ``dates`` lie in it in order.
    """

    kind: str
    text: str
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[dates.Date, ...] = ()

    @property
    def has_number(self) -> bool:
        """True where the target holds a number, period or date to measure against; a bare calendar year is none."""
        return bool(self.quantities) or any(not _BARE_YEAR.fullmatch(date.text) for date in self.dates)

    @property
    def main(self) -> Quantity | None:
        """The quantity that binds a single-valued target: the first one outside brackets, else the first."""
        return next(iter(_outside(self.text, self.quantities)), None)

    def canonical(self) -> str:
        """The target written in the standard order; text that is not a quantity stays as it is."""
        single = self.kind in ("quantity", "ratio", "money", "period", "score", "range")
        if single and self.main and len(_outside(self.text, self.quantities)) == 1:
            return self.main.canonical()
        return self.text


@remembered(maxsize=1)
def _comparators() -> dict[str, dict[str, str]]:
    data = resources.toml("corpus", "lexicon", "comparators.toml")
    return {
        place: {normalize(word): _MEANINGS.get(sign, sign) for sign, words in data[place].items() for word in words}
        for place in ("before", "after")
    }


def _alternation(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


@remembered(maxsize=1)
def _quantity() -> re.Pattern[str]:
    before, after = (_alternation(_comparators()[place]) for place in ("before", "after"))
    unit = units.pattern()
    per = rf"(?:/(?:{unit}|[\u4e00-\u9fff]{{1,3}})(?:[·/、.](?:{unit}))?)?"
    number = rf"(?:{numerals.ARABIC_PATTERN})"
    scale = rf"(?!{units.scaled_pattern()})(?:{numerals.SCALE_PATTERN})"
    return re.compile(
        rf"(?P<signs>(?:(?:{before})\s?)*)(?P<minus>-(?=\d))?(?:(?P<percent>百分之)(?P<hundredths>{numerals.CHINESE_PATTERN}|{number})"
        rf"|(?P<number>{number}|半(?=年|个月|天|小时)|(?<![第统同唯单之进几数]){numerals.CHINESE_PATTERN}(?=(?:{numerals.SCALE_PATTERN})?余?(?:{unit})))"
        rf"(?:(?:{unit})?[-~至][≤<]?(?P<upper>{number}))?"
        rf"(?P<scale>(?:{scale})?)(?P<many>余|多)?(?P<unit>(?:{unit}){per}|/(?:{unit}|[\u4e00-\u9fff]{{1,3}}))?)"
        rf"(?P<echo>\((?:{unit}|\d+(?:\.\d+)?)\))?(?P<double>(?:{unit}))?(?P<tail>\s?(?:(?:\(含\))?(?:{after})))?(?P<again>(?:{after}))?"
    )


@remembered(maxsize=200_000)
def parse(text: str, year: int | None = None) -> Target:
    """Parse the text of a target cell.

    Parameters
    ----------
    text : str
        The cell as printed; comparator and unit columns already joined.
    year : int, optional
        The form's year, for dates printed without one.

    Returns
    -------
    Target
        Never fails; a cell without number or date has kind ``none`` (blank) or ``text``.
    """
    if year is not None:
        return _in_year(parse(text), year)
    norm = normalize(text).rstrip("。.;,")
    if norm in BLANK:
        return Target("none", norm)
    masked = _QUOTED.sub(_mask, norm)
    found_dates = tuple(dates.find(masked))
    for date in found_dates:
        masked = masked[: date.start] + "\1" * (date.end - date.start) + masked[date.end :]
    quantities: tuple[Quantity, ...] = ()
    if _NUMERAL.search(masked):
        masked = _ORDINAL.sub(_mask, masked) if _ORDINAL_SIGN.search(masked) else masked
        masked = _NUMBERING.sub(_mask, masked)
        quantities = _quantities(norm, masked)
    return Target(_kind(norm, masked, quantities, found_dates), norm, quantities, found_dates)


def _in_year(parsed: Target, year: int) -> Target:
    """The same with its dates read in a year; nothing else of a target depends on the year."""
    if not parsed.dates:
        return parsed
    return replace(parsed, dates=tuple(dates.find(_QUOTED.sub(_mask, parsed.text), year)))


def may_count(text: str) -> bool:
    """Can a text hold a number or a date at all? False where :func:`parse` would find neither."""
    return _NUMERAL_OR_DATE.search(text) is not None


def _mask(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _quantities(norm: str, masked: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    for match in _quantity().finditer(masked):
        if match["number"] is None and match["percent"] is None:
            continue
        before = found[-1].end if found else 0
        quantity = _read(match, norm[before : match.start()])
        if quantity is not None and not _is_phrase(norm, match, quantity):
            found.append(quantity)
    return tuple(found)


def _is_phrase(norm: str, match: re.Match[str], quantity: Quantity) -> bool:
    """True for 四个意识, 5A级, 一期工程, 三级医院 and the like: fixed phrases and ordinals, not counts."""
    start = match.start("number") if match["number"] else match.start()
    if (
        quantity.chinese
        and quantity.unit in ("级", "等级", "期")
        and norm[quantity.end : quantity.end + 1]
        not in (
            "",
            ",",
            ";",
            "、",
            "。",
        )
    ):
        return True
    if not _any_phrase().search(norm, max(0, start - 6)):
        return False
    places = ((norm.find(phrase, max(0, start - 6)), len(phrase)) for phrase in _phrases())
    return any(
        0 <= place <= start < place + length and not _inside_word(norm, place + length) for place, length in places
    )


def _inside_word(norm: str, place: int) -> bool:
    """True where a place lies between two Latin letters or digits: 5G in 5GB."""
    around = norm[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


@remembered(maxsize=1)
def _phrases() -> tuple[str, ...]:
    return tuple(normalize(w) for w in resources.words("numeral_phrase"))


def _read(match: re.Match[str], label: str) -> Quantity | None:
    signs = _signs(match)
    percent, minus, last, scale, unit, double, tail = match.group(
        "percent", "minus", "upper", "scale", "unit", "double", "tail"
    )
    printed = match["hundredths"] if percent else match["number"]
    number, upper = numerals.parse(printed), numerals.parse(last) if last else None
    if percent:
        upper, scale, unit = None, "", "%"
    elif scale in ("万", "亿", "千") and units.class_of(scale + (unit or "")) == "money":
        scale, unit = "", scale + (unit or "")
    unit = (unit or "") + (double or "")
    negative = minus and number
    return Quantity(
        start=match.start(),
        end=match.end(),
        number=-number if negative else number,
        upper=upper,
        comparator=_comparator(signs, tail),
        factor=numerals.scale(scale) if scale else _ONE,
        unit=unit,
        unit_class=units.class_of(unit),
        markers=tuple(span for _, span in signs) + _tail_marker(match),
        hedged=("" in [sign for sign, _ in signs]) or bool(tail and not _after(tail)),
        chinese=not printed[0].isdecimal(),
        label=label.strip(",;、。:() "),
    )


@remembered(maxsize=1)
def _sign() -> re.Pattern[str]:
    return re.compile(_alternation(_comparators()["before"]))


def _signs(match: re.Match[str]) -> list[tuple[str, tuple[int, int]]]:
    """Comparator words before the number, each with its sign ('' for 达到, 约) and its span."""
    printed = match["signs"]
    if not printed:
        return []
    table, offset = _comparators()["before"], match.start("signs")
    if printed in table:
        return [(table[printed], match.span("signs"))]
    return [(table[p.group()], (offset + p.start(), offset + p.end())) for p in _sign().finditer(printed)]


def _after(tail: str) -> str:
    word = tail.strip()
    return _comparators()["after"].get(word) or _comparators()["after"].get(word.removeprefix("(含)"), "")


def _tail_marker(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    return tuple(match.span(group) for group in ("tail", "again") if match[group] and _after(match[group]))


def _comparator(signs: list[tuple[str, tuple[int, int]]], tail: str | None) -> str:
    stated = [sign for sign, _ in signs if sign]
    if stated:
        return stated[0]
    if tail and _after(tail):
        return _after(tail)
    return ""


def _kind(norm: str, masked: str, quantities: tuple[Quantity, ...], found: tuple[dates.Date, ...]) -> str:
    if not quantities:
        return "date" if found else ("grade" if "\0" in masked and _RANK.search(masked) else "text")
    fixed = [d for d in found if not d.recurring]
    if fixed and all(_bracketed(norm, q) for q in quantities):
        return "date"
    if fixed:
        return "staged" if len(fixed) > 1 and len(quantities) > 1 else "list"
    outside = _outside(norm, quantities)
    if "/" in norm and _FRACTION.fullmatch(norm):
        return "ratio"
    if len(outside) > 1:
        return "range" if _is_range(norm, outside) else "list"
    first = outside[0]
    if first.upper is not None:
        return "range"
    if units.corrections().get(first.unit) == "%":
        return "ratio"
    return _KINDS.get(first.unit_class, "quantity")


def _outside(norm: str, quantities: tuple[Quantity, ...]) -> list[Quantity]:
    """The quantities outside brackets; all of them where none is."""
    if "(" not in norm:
        return list(quantities)
    return [q for q in quantities if not _bracketed(norm, q)] or list(quantities)


def _bracketed(norm: str, quantity: Quantity) -> bool:
    return any(m.start() < quantity.start and quantity.end <= m.end() for m in _BRACKET.finditer(norm))


def _is_range(norm: str, quantities: list[Quantity]) -> bool:
    """True for one measure bound from both sides (≥14℃且≤24℃)."""
    if len(quantities) != 2 or quantities[0].unit not in ("", quantities[1].unit):
        return False
    between = norm[quantities[0].end : quantities[1].start]
    return between in ("", ",", "且", "并且", "至", "-", "~") and bool(
        quantities[0].comparator and quantities[1].comparator
    )


@remembered(maxsize=1)
def _any_phrase() -> re.Pattern[str]:
    return re.compile(_alternation(_phrases()))


def sign_of(text: str) -> str:
    """The comparator (``≥ > = < ≤``) that a cell of a comparator column holds, or ''."""
    return _comparators()["before"].get(normalize(text).replace(" ", ""), "")


def binds_alone(mark: str) -> bool:
    """Is it a whole comparator? Not 达到 and 约, which bind nothing, nor 控制在, which 以内 completes."""
    data = resources.toml("corpus", "lexicon", "comparators.toml")
    return _comparators()["before"].get(mark) != "" and mark not in data["completed"]["words"]
