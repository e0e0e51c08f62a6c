"""What a goal text says, for D01, D02 and D03 alike: nothing, something that can be measured, or only duties and slogans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.language import dates, lexicon
from auditor.language.normalize import bare, normalize
from auditor.language.target import BLANK, Quantity, parse
from auditor.resources import remembered
from auditor.schema import Goal, Table

_NUMBERING = re.compile(r"^(?:\(?[\d一二三四五六七八九十]+[)、.:]|目标\d+:)+")
_POINT = re.compile(r"(?<=[\u4e00-\u9fff)）%\"”])(?=\(?\d{1,2}[、.)][\u4e00-\u9fff])")
_SENTENCE = re.compile(r"[。;；!?\n]")
_CLAUSE = re.compile(r"[,，:：。;；!?\n]")
_QUOTED = re.compile(r"《[^》]*》|[“\"][^”\"]*[”\"]")
_SHORTEST = 4  # characters of a clause that says something


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal text says.

    ``measured`` counts the sentences with a quantity, a date, a standard or a checkable state; ``routine`` those whose
    only quantity recurs (每季度1次). ``change`` is True where somebody named is better off. ``clauses`` counts the
    clauses, ``slogans`` those that are nothing but a duty or a slogan.
    """

    empty: bool = False
    measured: int = 0
    routine: int = 0
    change: bool = False
    clauses: int = 0
    slogans: int = 0

    @property
    def vague(self) -> bool:
        """True for a text without quantity, standard, or change for somebody."""
        return not self.empty and not self.measured and not self.routine and not self.change

    @property
    def share(self) -> float:
        """Share of the clauses that are duties or slogans, in percent."""
        return 100 * self.slogans / self.clauses if self.clauses else 0.0


@remembered(maxsize=20_000)
def read(text: str) -> Wording:
    """Read a goal text; any string is accepted."""
    if is_empty(text):
        return Wording(empty=True)
    norm = _POINT.sub("\n", normalize(text))
    sentences = [sentence for sentence in _SENTENCE.split(norm) if bare(sentence)]
    recurring = re.compile(lexicon.phrase("goal_recurring"))
    measured = [sentence for sentence in sentences if is_measured(sentence)]
    clauses = [clause for clause in _CLAUSE.split(norm) if len(bare(_NUMBERING.sub("", clause))) >= _SHORTEST]
    return Wording(
        measured=sum(not recurring.search(sentence) for sentence in measured),
        routine=sum(bool(recurring.search(sentence)) for sentence in measured),
        change=any(_changes(sentence) for sentence in sentences),
        clauses=len(clauses),
        slogans=sum(_is_slogan(clause) for clause in clauses),
    )


def is_empty(text: str) -> bool:
    """True for an empty goal and for tokens left over from the template."""
    norm = normalize(text)
    parts = [_NUMBERING.sub("", part).strip(".。;") for part in re.split(r"[;；\n]", norm)]
    placeholders = lexicon.exact("placeholder")
    return all(part in BLANK or part in placeholders or norm.strip("。") in placeholders for part in parts)


def of_form(table: Table) -> Sequence[Goal]:
    """The goals that a form is judged by: those of the year, else those without a period, else those of the term."""
    for period in ("year", "", "term"):
        chosen = [goal for goal in table.goals if goal.period == period and not is_empty(goal.text)]
        if chosen:
            return chosen
    return ()


def is_of_department(table: Table) -> bool:
    """True for a form about a whole department: it names no project."""
    whole = bool(re.search(lexicon.phrase("whole_department"), normalize(table.title)))
    return whole or not (table.project or "project" in table.labels)


def is_measured(sentence: str) -> bool:
    """True where a normalised sentence holds a quantity, a date finer than a year, a standard or a checkable state."""
    plain = _QUOTED.sub("", sentence)
    plain = lexicon.alternation("numeral_phrase").sub("", plain)
    plain = re.sub(lexicon.phrase("political_number"), "", plain)
    parsed = parse(plain)
    if any(counts(quantity) for quantity in parsed.quantities):
        return True
    dated = any(not dates.is_whole_year(d) and not d.recurring and re.search(r"\d", d.text) for d in parsed.dates)
    return dated or bool(re.search(lexicon.phrase("goal_standard"), plain))


def counts(quantity: Quantity) -> bool:
    """A number to measure by: no 一批, no 三年行动, no bare ordinal."""
    if not quantity.unit:
        return bool(quantity.comparator)
    if quantity.unit_class == "time":
        return bool(quantity.comparator) or bool(re.fullmatch(lexicon.phrase("short_time"), quantity.unit))
    return not quantity.chinese or bool(re.fullmatch(lexicon.phrase("chinese_counter"), quantity.unit))


def _changes(sentence: str) -> bool:
    """Somebody named is better off, in a way that could be looked at."""
    plain = _QUOTED.sub("", sentence)
    need, change = (bool(re.search(lexicon.phrase(name), plain)) for name in ("everyday_need", "goal_change"))
    if need and (change or re.search(lexicon.phrase("goal_change_of_need"), plain)):
        return bool(lexicon.alternation("beneficiary", "vague_population").search(plain))
    named = lexicon.alternation("beneficiary").search(plain)
    return change and bool(named) and not re.search(lexicon.phrase("goal_slogan_object"), plain)


def _is_slogan(clause: str) -> bool:
    """A clause that would fit any year: a duty of the office, or a policy slogan."""
    plain = _NUMBERING.sub("", clause)
    if is_measured(plain) or re.match(lexicon.phrase("goal_yearly_work"), plain):
        return False
    return bool(re.match(lexicon.phrase("goal_duty"), plain) or re.search(lexicon.phrase("goal_slogan"), plain))
