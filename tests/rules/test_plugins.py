"""Local rules: loaded only where they are named, refused clearly where they are wrong."""

from __future__ import annotations

import importlib.metadata
import pickle
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.errors import ConfigurationError
from auditor.pipeline import Auditor
from auditor.rules import plugins
from auditor.rules.registry import get
from auditor.schema import Severity, Submission
from auditor.settings import Settings, load

Submit = Callable[..., Submission]
MODULE = """
from auditor.rules.rule import Rule, severities

def check(frame, options):
    return severities(warning=frame["name"].str.contains("堤防", regex=False))

RULE = Rule(
    id="{id}", name="堤防按条计数{id}", slug="dike-counted-{id}", looks_at="名称", severity="一律为警告", rationale="条数说明不了工程量。",
    leaves_alone="其他对象。", advice="请写长度。", source_class="tool", bad="堤防｜3条", good="堤防长度｜≥12公里",
    message="“{{name}}”按条计数。", check=check,
)
"""


def _folder(tmp_path: Path, *ids: str) -> str:
    folder = tmp_path / "本地规则"
    folder.mkdir(exist_ok=True)
    for number, rule_id in enumerate(ids):
        (folder / f"sl{number:02d}_dike.py").write_text(MODULE.format(id=rule_id), encoding="utf-8")
    return str(folder)


def _rules(submission: Submission, **given: object) -> set[str]:
    document = Auditor(Settings(rewrites=False, **given)).audit(submission)  # type: ignore[arg-type]
    return {f.rule for row in document.tables[0].rows for f in row.findings}


def test_a_local_rule_judges_beside_the_others(submit: Submit, tmp_path: Path) -> None:
    folder = _folder(tmp_path, "SL01")
    rows = [("数量指标", "加固堤防", "3条")]
    assert "SL01" not in _rules(submit(*rows))
    assert _rules(submit(*rows), plugins=(folder,)) == _rules(submit(*rows)) | {"SL01"}


def test_a_local_rule_takes_levels_and_can_be_chosen_by_family(submit: Submit, tmp_path: Path) -> None:
    settings = Settings(
        rewrites=False, plugins=(_folder(tmp_path, "SL01"),), select=("SL",), rules={"SL01": {"level": "error"}}
    )
    (row,) = Auditor(settings).audit(submit(("数量指标", "加固堤防", "3条"))).tables[0].rows
    assert [(f.rule, f.severity) for f in row.findings] == [("SL01", Severity.ERROR)]


def test_local_rules_leave_unused_rows_alone(submit: Submit, tmp_path: Path) -> None:
    assert _rules(submit(("数量指标", "/", "/")), plugins=(_folder(tmp_path, "SL01"),)) == set()


def test_an_auditor_with_local_rules_can_be_pickled(submit: Submit, tmp_path: Path) -> None:
    one = Auditor(Settings(rewrites=False, plugins=(_folder(tmp_path, "SL01"),)))
    again = pickle.loads(pickle.dumps(one))
    submission = submit(("数量指标", "加固堤防", "3条"))
    assert again.audit(submission) == one.audit(submission)


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "SL01")
    (Path(folder) / "notes.py").write_text("raise RuntimeError", encoding="utf-8")
    assert [rule.id for rule in plugins.load((folder,))] == ["SL01"]


def test_a_folder_is_seen_from_the_configuration_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path, "SL01")
    config = tmp_path / "auditor.toml"
    config.write_text('plugins = ["本地规则"]\n', encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert [rule.id for rule in plugins.load(load(config).plugins)] == ["SL01"]


def test_an_installed_package_is_named_by_its_entry_point(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (rule,) = plugins.load((_folder(tmp_path, "SL01"),))
    asked = []

    def points(**wanted: str) -> list[SimpleNamespace]:
        asked.append(wanted)
        return [SimpleNamespace(load=lambda: [rule])] if wanted["name"] == "water" else []

    monkeypatch.setattr(importlib.metadata, "entry_points", points)
    assert plugins.load(("water",)) == (rule,)
    assert asked == [{"group": "auditor.rules", "name": "water"}]
    with pytest.raises(ConfigurationError, match="找不到"):
        plugins.load(("fire",))


@pytest.mark.parametrize("rule_id", ["V99", "SL1", "sl01", "WATER01", "SL0001"])
def test_an_id_that_is_not_local_is_refused(tmp_path: Path, rule_id: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        plugins.load((_folder(tmp_path, rule_id),))
    assert raised.value.code == "C107"
    assert rule_id in raised.value.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("def (", "SyntaxError"),
        ("RULE = 3", "不是一条规则"),
        ("other = 3", "RULE"),
        (MODULE.format(id="SL01").replace("check=check,", ""), "只有一种判断"),
    ],
)
def test_a_module_that_is_wrong_is_refused(tmp_path: Path, content: str, said: str) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "sl01_dike.py").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        plugins.load((str(folder),))
    assert raised.value.code == "C107"
    assert said in raised.value.message


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="重复"):
        plugins.load((_folder(tmp_path, "SL01", "SL01"),))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="没有规则"):
        plugins.load((_folder(tmp_path),))


def test_the_catalogue_of_the_program_is_not_changed(tmp_path: Path) -> None:
    plugins.load((_folder(tmp_path, "SL01"),))
    with pytest.raises(ConfigurationError):
        get("SL01")
