from __future__ import annotations

from pathlib import Path

import pytest

from auditor import resources
from auditor.errors import AuditorError, ConfigurationError, ReadingError, ResourceError


@pytest.fixture
def roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel and a checkout side by side; nothing is remembered from the real ones."""
    for name in ("wheel", "checkout"):
        (tmp_path / name / "corpus" / "lexicon").mkdir(parents=True)
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path / "wheel", tmp_path / "checkout"))
    cached = (resources.toml, resources.words, resources.digest)
    for function in cached:
        function.cache_clear()
    yield tmp_path
    for function in cached:
        function.cache_clear()


def test_the_wheel_comes_before_the_checkout(roots: Path) -> None:
    (roots / "checkout/corpus/a.toml").write_text("x = 1")
    assert resources.path("corpus", "a.toml") == roots / "checkout/corpus/a.toml"
    (roots / "wheel/corpus/a.toml").write_text("x = 2")
    assert resources.path("corpus", "a.toml") == roots / "wheel/corpus/a.toml"
    assert resources.toml("corpus", "a.toml") == {"x": 2}


def test_a_missing_file_is_named_with_advice() -> None:
    with pytest.raises(ResourceError) as raised:
        resources.path("corpus", "absent.toml")
    assert raised.value.code == "M101"
    assert "corpus/absent.toml" in raised.value.message
    assert raised.value.hint


def test_words_leave_comments_out_and_keep_their_order(roots: Path) -> None:
    text = "# 说明\n乙\n\n甲 # 注\n  丙  \n乙\n"
    (roots / "wheel/corpus/lexicon/sample.txt").write_text(text, encoding="utf-8")
    assert resources.words("sample") == ("乙", "甲", "丙")


def test_a_table_is_one_file_or_all_files_of_a_folder(roots: Path) -> None:
    folder = roots / "wheel/corpus/indicators"
    folder.mkdir()
    (folder / "b.csv").write_text("id,name\n2,乙\n", encoding="utf-8")
    (folder / "a.csv").write_text('id,name\n1,"甲,甲"\n', encoding="utf-8")
    assert resources.table("corpus", "indicators") == [{"id": "1", "name": "甲,甲"}, {"id": "2", "name": "乙"}]
    assert resources.table("corpus", "indicators", "b.csv") == [{"id": "2", "name": "乙"}]


def test_a_digest_knows_content_and_names_but_not_line_ends(roots: Path) -> None:
    def digest() -> str:
        resources.digest.cache_clear()
        return resources.digest("corpus")

    path = roots / "wheel/corpus/lexicon/a.txt"
    path.write_bytes(b"one\ntwo\n")
    first = digest()
    assert len(first) == 8
    assert int(first, 16) >= 0
    path.write_bytes(b"one\r\ntwo\r\n")
    assert digest() == first
    path.write_bytes(b"one\ntwo!\n")
    assert digest() != first
    path.write_bytes(b"one\ntwo\n")
    path.rename(path.with_name("b.txt"))
    assert digest() != first


def test_every_corpus_file_can_be_parsed() -> None:
    corpus = resources.path("corpus")
    for path in corpus.rglob("*.toml"):
        assert resources.toml(*path.relative_to(corpus.parent).parts), path.name
    for path in corpus.rglob("*.csv"):
        rows = resources.table(*path.relative_to(corpus.parent).parts)
        assert rows, path.name
        assert all(None not in row and None not in row.values() for row in rows), path.name


@pytest.mark.parametrize("kind", [ConfigurationError, ReadingError, ResourceError])
def test_an_error_prints_code_message_and_advice(kind: type[AuditorError]) -> None:
    error = kind("R101", "打不开文件。", "请重新导出。")
    assert isinstance(error, AuditorError)
    assert str(error) == "[R101] 打不开文件。 请重新导出。"
    assert str(kind("R101", "打不开文件。")) == "[R101] 打不开文件。"


def test_an_error_can_be_pickled() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(ReadingError("R101", "打不开文件。", "请重新导出。")))
    assert (error.code, error.message, error.hint) == ("R101", "打不开文件。", "请重新导出。")
