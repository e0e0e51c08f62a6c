"""Builds ``models/second_tier.skops`` from the corpus, with its figures and its card.

The corpus of good indicators teaches what stands under a tier; the corpus of mistakes teaches where wording that units
really write belongs (its column ``fits``) and counts double; the candidate measures add their names. Forms leave
columns empty, so every good row is also shown without its target, and with the description that some forms ask for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from auditor import resources
from auditor.categories import evaluation
from auditor.categories.classifier import SecondTierClassifier

_BLANK = re.compile("【[^】]*】")
MODEL, METRICS, CARD = "second_tier.skops", "second_tier.metrics.json", "CARD.md"

_CARD = """# Model card: second_tier.skops

**What it does.** Judges from name, description, target and unit of a budget performance indicator (绩效指标) which of
the nine second tiers it belongs to. It never sees the tier under which the row stands.

**What it is.** Multinomial logistic regression on hashed character n-grams (`auditor/categories/ngrams.py`), with
numbers masked, and on what the word lists of the corpus say about name and target (`auditor/categories/signs.py`).
Deterministic; no network, no external weights.

**What it learned from.** {rows} rows of `corpus/indicators` and `corpus/mistakes`, shown with and without target and
description, the candidates of `corpus/measures.toml` and the tier names of `corpus/taxonomy.toml`: {lessons} lessons
in all. SHA-256 of the lessons: `{sha256}`.

**How well it does** ({folds}-fold cross-validation, all copies of a row in one fold):

| accuracy | macro F1 | calibration error | share with confidence ≥ 0.5 | accuracy of those |
|---|---|---|---|---|
| {accuracy} | {macro_f1} | {calibration_error} | {sure} | {accuracy_when_sure} |

| tier | rows | precision | recall | F1 |
|---|---|---|---|---|
{table}

**Most frequent confusions**

{confusions}

**Use.** A disagreement with the declared tier is a question to the unit, not a verdict; below a confidence of 0.5 the
category rules stay silent. Fund-management items (资金到位率, 专款专用率) belong to no tier and are not taught.

**Limits.** Slogans without a measurable object are guessed from their wording. Fields that the corpus does not cover
are judged from the tail of the name alone.

**Parameters.** `{parameters}`

Rebuild: `auditor train`. Figures: `second_tier.metrics.json`.
"""


class Lesson(NamedTuple):
    """One training row: what it says, where it belongs, the corpus row it was made from, and how much it counts."""

    row: tuple[str, str, str, str]
    tier: str
    group: str
    weight: float
    judged: bool


def train(output: Path | None = None) -> dict[str, Any]:
    """Train on the whole corpus and write model, figures and card.

    Parameters
    ----------
    output : Path, optional
        Folder to write to; ``models/`` when omitted.

    Returns
    -------
    dict
        The figures of ``second_tier.metrics.json``: cross-validation over the corpus, corpus digest, parameters.

    Raises
    ------
    ResourceError
        ``M101`` if the corpus is missing.
    """
    import skops.io

    folder = Path(output) if output else resources.path("models")
    folder.mkdir(parents=True, exist_ok=True)
    learned = list(lessons())
    rows, tiers, groups, weights, judged = (list(column) for column in zip(*learned, strict=True))
    figures, temperature = evaluation.cross_validate(rows, tiers, groups, weights, judged, SecondTierClassifier())
    classifier = SecondTierClassifier(temperature=temperature).fit(rows, tiers, weights)
    metrics = {
        "corpus": {"rows": sum(judged), "lessons": len(learned), "sha256": _digest(learned)},
        "parameters": classifier.get_params(),
        "cross_validation": {"folds": evaluation.FOLDS, **figures},
    }
    skops.io.dump(classifier, folder / MODEL, compression=8, compresslevel=9)
    (folder / METRICS).write_text(json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / CARD).write_text(card(metrics), encoding="utf-8")
    return metrics


def lessons() -> Iterator[Lesson]:
    """Training rows from the corpus: indicators, mistakes, candidate measures, names of the tiers."""
    for row in resources.table("corpus", "indicators"):
        yield from _from_indicator(row)
    for row in resources.table("corpus", "mistakes"):
        if row["fits"] and row["fits"] != "none":
            yield from _from_mistake(row)
    for number, measure in enumerate(resources.toml("corpus", "measures.toml")["measure"]):
        yield from _from_measure(measure, f"measure-{number}")
    for tier, aliases in resources.toml("corpus", "taxonomy.toml")["second"].items():
        for alias in aliases:
            yield Lesson((alias, "", "", ""), tier, f"taxonomy-{tier}", 0.5, False)


def _from_indicator(row: dict[str, str]) -> Iterator[Lesson]:
    name, unit, tier, group = row["name"], row["unit"], row["second_tier"], row["id"]
    target = _BLANK.sub("0", row["target_pattern"].replace("【日期】", "0月0日"))
    yield Lesson((name, "", target, unit), tier, group, 1.0, True)
    yield Lesson((name, "", "", ""), tier, group, 0.5, False)
    yield Lesson((name, name, target.lstrip("≥＞＝＜≤"), ""), tier, group, 0.5, False)
    yield Lesson((name, row["formula"], target, unit), tier, group, 0.5, False)


def _from_mistake(row: dict[str, str]) -> Iterator[Lesson]:
    group = f"mistake-{row['id']}"
    yield Lesson((row["name"], row["description"], row["target"], row["unit"]), row["fits"], group, 2.0, True)
    yield Lesson((row["name"], "", "", ""), row["fits"], group, 1.0, False)


def _from_measure(measure: dict[str, Any], group: str) -> Iterator[Lesson]:
    """Each candidate measure behind a slogan is a row of its own tier; 【对象】 is left out."""
    for candidate in measure["candidates"]:
        name, unit = _BLANK.sub("", candidate["name"]), candidate["unit"]
        target = f"{candidate['comparator']}0{unit}" if candidate["comparator"] else "0月0日前"
        yield Lesson((name, candidate["formula"], target, unit), candidate["tier"], group, 0.5, False)


def _digest(learned: list[Lesson]) -> str:
    return hashlib.sha256(json.dumps(learned, ensure_ascii=False).encode("utf-8")).hexdigest()


def card(metrics: dict[str, Any]) -> str:
    """Write the model card, in English, from the figures."""
    checked = metrics["cross_validation"]
    table = "\n".join(
        f"| {tier} | {f['rows']} | {f['precision']:.3f} | {f['recall']:.3f} | {f['f1']:.3f} |"
        for tier, f in checked["per_tier"].items()
    )
    confusions = "\n".join(
        f"- {c['tier']} judged as {c['predicted']}: {c['count']} (e.g. {'；'.join(c['names'][:2])})"
        for c in checked["confusions"][:8]
    )
    return _CARD.format(
        table=table,
        confusions=confusions or "- none",
        parameters=metrics["parameters"],
        **metrics["corpus"],
        **{
            key: checked[key]
            for key in ("folds", "accuracy", "macro_f1", "calibration_error", "sure", "accuracy_when_sure")
        },
    )
