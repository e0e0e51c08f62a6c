from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from sample_report import many_files, one_file, tidy

from auditor.reports.json import report_json, report_jsonl
from auditor.reports.published import report_schema
from auditor.reports.rows import EXTRACT_COLUMNS
from auditor.schema import Report

SCHEMA = report_schema()


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [one_file(), many_files(), Report([tidy()]), Report()])
def test_every_report_satisfies_the_published_schema(report: Report) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(report_json(report)))


def test_each_line_of_jsonl_is_a_document_of_the_schema() -> None:
    document = jsonschema.Draft202012Validator({"$ref": "#/$defs/document", "$defs": SCHEMA["$defs"]})
    lines = [json.loads(line) for line in report_jsonl(many_files()).splitlines()]
    assert [line["path"] for line in lines] == ["文旅/培训.xlsx", "园林/行道树.docx"]
    for line in lines:
        assert line.pop("schema") == "auditor-report/1"
        assert set(line.pop("tool")) == {"version", "ruleset", "model", "corpus"}
        document.validate(line)


@pytest.mark.parametrize("key", ["rule", "fingerprint", "evidence"])
def test_schema_refuses_a_finding_without(key: str) -> None:
    record = json.loads(report_json(one_file()))
    del record["documents"][0]["findings"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(record)


def test_row_holds_the_extract_columns_and_what_was_found() -> None:
    row = _record()["documents"][0]["tables"][0]["rows"][1]
    assert set(row) == {*EXTRACT_COLUMNS, "prediction", "findings", "rewrites", "score"}
    assert row["score"] == {"total": 60, "值可衡量": 0, "名称与口径": 12.5, "类别归属": 15}
    assert row["prediction"] == {
        "tier": "生态效益指标", "confidence": 0.8712, "second": "社会效益指标", "words": ["绿化"]
    }  # fmt: skip
    assert row["findings"][0]["evidence"] == {"text": "明显提升", "spans": [[0, 2]], "numbers": []}


def test_copied_pieces_say_where_they_come_from() -> None:
    rewrite = _record()["documents"][0]["tables"][0]["rows"][1]["rewrites"][0]
    assert rewrite["copied"] == [{"text": "街道绿化", "from": "本行三级指标"}]
    assert rewrite["blanks"] == [{"field": "value", "type": "数值"}]
    assert rewrite["example"]["target"] == "≥【数值】%"


def test_summary_counts_rows_and_findings_of_all_levels() -> None:
    summary = _record()["summary"]
    assert (summary["documents"], summary["rows"], summary["used_rows"]) == (1, 3, 2)
    assert summary["findings_by_severity"] == {"error": 2, "warning": 2, "info": 1}
    assert summary["findings_by_rule"] == {"D02": 1, "G01": 1, "N04": 1, "T01": 1, "V03": 1}


def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(report_json(one_file()))
    return record
