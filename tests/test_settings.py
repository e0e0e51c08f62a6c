from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from auditor.errors import ConfigurationError
from auditor.intake import Limits
from auditor.language.segment import Tokenizer
from auditor.settings import FileLimits, Settings, load


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _refused(code: str, config: Path | None = None, **given: object) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as raised:
        load(config, **given)
    assert raised.value.code == code
    assert raised.value.hint
    return raised.value


def test_defaults_apply_without_a_file() -> None:
    found = load()
    assert found == Settings()
    assert (found.min_severity, found.fail_on, found.rewrites, found.tokenizer) == (
        "info",
        "error",
        True,
        Tokenizer.RJIEBA,
    )


def test_the_file_of_the_working_folder_applies(empty_folder: Path) -> None:
    (empty_folder / "auditor.toml").write_text('fail_on = "never"\nselect = ["V", "N01"]\n', encoding="utf-8")
    assert (load().fail_on, load().select) == ("never", ("V", "N01"))


def test_a_named_file_takes_the_place_of_the_working_folders(empty_folder: Path) -> None:
    (empty_folder / "auditor.toml").write_text('fail_on = "never"\n', encoding="utf-8")
    other = empty_folder / "other.toml"
    other.write_text("rewrites = false\n", encoding="utf-8")
    assert (load(other).fail_on, load(other).rewrites) == ("error", False)


def test_the_call_has_the_last_word(empty_folder: Path) -> None:
    (empty_folder / "auditor.toml").write_text('fail_on = "never"\ntokenizer = "jieba"\n', encoding="utf-8")
    found = load(fail_on="info")
    assert (found.fail_on, found.tokenizer) == ("info", Tokenizer.JIEBA)


def test_a_missing_file_is_named() -> None:
    assert "absent.toml" in _refused("C101", Path("absent.toml")).message


@pytest.mark.parametrize("content", [b"fail_on = never", b"[columns", b"\xff\xfe\x00"])
def test_a_broken_file_is_refused(empty_folder: Path, content: bytes) -> None:
    path = empty_folder / "broken.toml"
    path.write_bytes(content)
    assert "broken.toml" in _refused("C102", path).message


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    error = _refused("C103", severity="error")
    assert "severity" in error.message
    assert all(name in error.hint for name in Settings.model_fields)


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ({"fail_on": "fatal"}, "never"),
        ({"min_severity": "never"}, "warning"),
        ({"tokenizer": "hanlp"}, "pkuseg"),
        ({"columns": {"金额": "金额（元）"}}, "指标值"),
        ({"columns": {"指标值": 3}}, "带引号"),
        ({"columns": "指标值"}, "[columns]"),
        ({"rewrites": "maybe"}, "true 或 false"),
        ({"select": "V03"}, '["V03"'),
        ({"limits": 3}, "[limits]"),
        ({"limits": {"file_size_mb": 0}}, "1 到 1024 的整数"),
        ({"limits": {"pdf_pages": 10_001}}, "1 到 10000 的整数"),
        ({"limits": {"rows": 1.5}}, "整数"),
        ({"limits": {"nesting": "x"}}, "0 到 1 的整数"),
    ],
)
def test_a_bad_value_is_refused_with_the_allowed_set(given: dict[str, object], allowed: str) -> None:
    error = _refused("C103", **given)
    assert next(iter(given)) in error.message
    assert allowed in error.hint
    assert not re.search("[a-z]{3,} [a-z]", error.message + error.hint)  # no sentence of the library's own


def test_an_unknown_limit_is_refused_with_the_known_ones() -> None:
    error = _refused("C103", limits={"pages": 3})
    assert "limits.pages" in error.message
    assert all(name in error.hint for name in FileLimits.model_fields)


def test_limits_are_those_of_intake() -> None:
    assert Limits(**FileLimits().as_bytes()) == Limits()
    assert FileLimits(file_size_mb=100).as_bytes()["file_size"] == 100 * 1024 * 1024


@pytest.mark.parametrize("entry", ["V03", "v03", "V", "unmeasurable-target"])
def test_rules_are_chosen_by_id_letter_or_slug(entry: str) -> None:
    assert load(select=(entry,)).select == (entry,)


def test_columns_lead_to_roles() -> None:
    found = load(columns={"指标值": "年度目标", "三级指标": "指标内容"})
    assert found.column_roles == {"target": "年度目标", "third_tier": "指标内容"}


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().fail_on = "never"  # type: ignore[misc]


def test_every_option_is_described_in_chinese() -> None:
    for name, field in [*Settings.model_fields.items(), *FileLimits.model_fields.items()]:
        assert field.description, name
        assert any("\u4e00" <= char <= "\u9fff" for char in field.description), name
