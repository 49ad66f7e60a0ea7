"""The command line: what it prints where, and its exit status."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from qa_service.errors import StorageFull
from qa_service.ingestion.indexing import Indexer
from qa_service.library.conversations import Conversations
from qa_service.library.ownership import Ownership
from qa_service.web.schemas import ChatReply
from tests.cli.conftest import Run

QUESTION = "安吉县2021年办理行政复议案件多少件?"
HEAVY = (
    "chromadb", "tantivy", "jieba", "rjieba", "numpy", "sqlalchemy", "fastapi", "uvicorn", "langchain_core",
    "pydantic", "torch", "sentence_transformers",
)  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom qa_service.cli import main\n"
        "sys.argv = ['qa-service', '--help']\n"
        "try:\n    main()\nfinally:\n"
        f"    print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "ingest" in done.stdout
    assert done.stderr.strip() == "[]"


def test_a_file_of_another_folder_that_takes_the_place_of_one_of_its_name_is_named(
    run: Run, tmp_path: Path
) -> None:
    for folder, text in (("甲", "请各单位参加会议。"), ("乙", "请各单位报送材料。")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "通知.txt").write_text(f"关于有关事项的通知\n\n{text}\n", encoding="utf-8")
    first = run("ingest", str(tmp_path / "甲"))
    assert "↻" not in first.out
    second = run("ingest", str(tmp_path / "乙"))
    assert "replaced\t1\n  ↻ 通知.txt\n" in second.out
    both = run("ingest", str(tmp_path / "甲"), "--json")
    assert json.loads(both.out)["replacing"] == ["通知.txt"]
    apart = run("ingest", str(tmp_path), "--json")
    assert json.loads(apart.out)["replacing"] == []


def test_a_first_run_from_ingest_to_answer(run: Run, report: Path) -> None:
    ingested = run("ingest", str(report))
    assert ingested.code == 0
    assert "added\t1" in ingested.out
    assert "unchanged\t1" in run("ingest", str(report)).out
    asked = run("ask", QUESTION)
    assert asked.code == 0
    assert "58件" in asked.out
    assert "[1] 安吉县人民政府关于2021年度法治政府建设情况的报告" in asked.out
    assert "\x1b[" not in asked.out
    listed = run("documents", "list")
    (heading, row) = listed.out.strip().split("\n")
    assert len(heading.split("\t")) == len(row.split("\t"))
    document_id = row.split("\t")[0]
    shown = run("documents", "show", document_id)
    assert "2021年,安吉县共办理行政复议案件58件,其中维持40件。" in shown.out
    assert run("documents", "remove", document_id).code == 0
    assert run("documents", "list", "--json").out.strip() == "[]"
    gone = run("documents", "show", document_id)
    assert (gone.code, gone.out) == (1, "")
    assert "document_not_found" in gone.err


def test_ask_prints_the_reply_of_the_http_interface(run: Run, report: Path) -> None:
    run("ingest", str(report))
    reply = ChatReply.model_validate_json(run("ask", QUESTION, "--json").out)
    assert (reply.status, reply.short_answer) == ("answered", "58件")
    elsewhere = run("ask", QUESTION, "--year", "1999", "--json")
    assert elsewhere.code == 0
    assert json.loads(elsewhere.out)["status"] == "not_found"


def test_ask_keeps_the_answer_in_a_file(run: Run, report: Path, tmp_path: Path) -> None:
    run("ingest", str(report))
    for name in ("answer.md", "answer.docx"):
        assert "58件" in run("ask", QUESTION, "--export", str(tmp_path / name)).out
    assert "**58件**" in (tmp_path / "answer.md").read_text(encoding="utf-8")
    assert (tmp_path / "answer.docx").read_bytes().startswith(b"PK")


def test_the_data_directory_is_given_before_or_after_the_command(
    run: Run, report: Path, tmp_path: Path
) -> None:
    run("--data-dir", str(tmp_path / "one"), "ingest", str(report))
    run("ingest", str(report), "--data-dir", str(tmp_path / "two"))
    for name in ("one", "two"):
        assert "安吉.txt" in run("documents", "list", "--data-dir", str(tmp_path / name)).out


def test_a_failed_file_is_named_with_its_reason_and_the_others_are_in(run: Run, report: Path) -> None:
    (report / "空.txt").write_bytes(b"")
    done = run("ingest", str(report), "--json")
    summary = json.loads(done.out)
    assert (done.code, summary["added"]) == (1, 1)
    assert [(each["source"], each["reason"]["code"]) for each in summary["failed"]] == [
        ("空.txt", "empty_file")
    ]
    again = run("ingest", str(report))
    assert again.code == 1
    assert "✗ 空.txt\tempty_file" in again.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("ingest",),
        ("ingest", "no-such-folder"),
        ("ask",),
        ("ask", "问", "--export", "answer.pdf"),
        ("ask", "问", "--export", "no-such-folder/answer.md"),
        ("evaluate",),
        ("evaluate", "--passages", "{file}"),
        ("evaluate", "{file}", "--reading", "{file}"),
        ("evaluate", "--reading", "{file}", "--report", "r.html"),
        ("evaluate", "{file}", "--report", "no-such-folder/r.html"),
        ("serve", "--port", "99999"),
    ],
)
def test_wrong_usage_is_2_and_explained_on_standard_error(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    file = tmp_path / "file.jsonl"
    file.write_text("", encoding="utf-8")
    done = run(*(argument.format(file=file) for argument in arguments))
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_directory_in_use_is_said_with_its_code(run: Run, report: Path, tmp_path: Path) -> None:
    owner = Ownership(tmp_path / "data")
    try:
        for command in (("ask", QUESTION), ("ingest", str(report)), ("documents", "list")):
            done = run(*command)
            assert (done.code, done.out) == (1, "")
            assert "data_directory_in_use" in done.err
    finally:
        owner.release()


def test_an_unknown_setting_is_said_in_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_WEB__PROT", "1")
    done = run("ask", QUESTION)
    assert done.code == 1
    assert "没有 QA_WEB__PROT 这项设置" in done.err
    assert "the nearest one is QA_WEB__PORT" in done.err


def test_a_language_model_without_credentials_is_refused_and_not_ignored(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("QA_ANSWERING__MODEL", "openai:some-model")
    done = run("ask", QUESTION)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "模型" in done.err


def test_where_the_language_model_cannot_be_reached_the_extract_is_given(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(report))
    extract = json.loads(run("ask", QUESTION, "--json").out)
    monkeypatch.setenv("QA_ANSWERING__MODEL", "openai:some-model")
    monkeypatch.setenv("QA_ANSWERING__BASE_URL", "http://127.0.0.1:9/v1")
    reply = json.loads(run("ask", QUESTION, "--json").out)
    assert (reply["answer"], reply["kind"]) == (extract["answer"], "extractive")
    assert reply["fallback"]["code"] == "llm_unreachable"


def test_a_question_file_is_scored_and_reported(run: Run, report: Path, tmp_path: Path) -> None:
    run("ingest", str(report))
    questions = tmp_path / "q.jsonl"
    rows = [
        {
            "id": "1",
            "kind": "number",
            "question": QUESTION,
            "answers": ["58件"],
            "evidence": "案件58件",
            "doc": "安吉.txt",
        },
        {"id": "2", "kind": "refuse", "question": "青海省2010年有多少人?", "answers": []},
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = run("evaluate", str(questions), "--report", str(tmp_path / "out.html"), "--json")
    figures = json.loads(done.out)
    wanted = {"answer": 1.0, "short": 1.0, "cited": 1.0, "held": 1.0, "refused": 1.0, "precision": 1.0}
    assert {name: figures[name] for name in wanted} == wanted
    assert "58件" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "answer\t1.000\t1/1" in run("evaluate", str(questions)).out


def test_retrieval_is_scored_for_every_stage_there_is(run: Run, tmp_path: Path) -> None:
    passages, queries = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    passages.write_text(
        '{"id": 0, "text": "行政复议申请二十件。"}\n{"id": 1, "text": "植树九万株。"}\n', encoding="utf-8"
    )
    queries.write_text('{"query": "植树多少株", "gold": [1]}\n', encoding="utf-8")
    arguments = ("evaluate", "--passages", str(passages), "--queries", str(queries))
    report = json.loads(run(*arguments, "--json").out)
    assert report["default"] == "reranked"
    assert list(report["stages"]) == ["keyword", "dense", "fused", "reranked"]
    quality = {"recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10"}
    assert set(report["stages"]["reranked"]) == quality | {"ms", "p50_ms", "p95_ms"}
    assert report["stages"]["reranked"]["recall@1"] == 1.0
    assert "default\treranked" in run(*arguments).out


def test_reading_is_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    row = {
        "context": "全年植树九万株。办结案件58件。",
        "question": "办结案件多少件?",
        "answers": [{"text": "58件", "start": 12}],
    }
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    figures = json.loads(run("evaluate", "--reading", str(file), "--json").out)
    assert set(figures) == {"sentence@1", "sentence@3", "exact_match", "f1", "ms"}
    assert (figures["sentence@1"], figures["exact_match"]) == (1.0, 1.0)


def test_doctor_tells_settings_without_secrets_and_finds_a_broken_index(
    run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_WEB__API_KEY", "very-secret")
    run("ingest", str(report))
    healthy = run("doctor")
    assert healthy.code == 0, healthy.out
    assert "QA_WEB__API_KEY\t********" in healthy.out
    assert "very-secret" not in healthy.out + healthy.err
    (manifest,) = (tmp_path / "data" / "index").glob("*/manifest.json")
    manifest.write_text("{", encoding="utf-8")
    broken = run("doctor")
    assert broken.code == 1
    assert "rebuilt by itself" in broken.out
    assert json.loads(run("doctor", "--json").out)["settings"]["QA_WEB__PORT"] == "8000"


def test_doctor_finds_a_page_of_the_database_that_was_overwritten(
    run: Run, report: Path, tmp_path: Path
) -> None:
    run("ingest", str(report))
    database = tmp_path / "data" / "library.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'feedback'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    done = run("doctor")
    assert done.code == 1
    assert "restore the whole data directory" in done.out


def test_questions_are_answered_on_a_full_disk(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(report))

    def full(*_arguments: object, **_options: object) -> NoReturn:
        raise StorageFull

    monkeypatch.setattr(Conversations, "append_turn", full)
    monkeypatch.setattr(Indexer, "find_lost_vectors", full)
    done = run("ask", QUESTION)
    assert (done.code, "58件" in done.out) == (0, True)


def test_an_address_that_is_taken_is_said(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 1
    assert "address_in_use" in done.err


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_serve_says_its_address_when_it_can_answer_and_stops_cleanly(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    import httpx

    command = [sys.executable, "-c", "from qa_service.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdout is not None
        announced = process.stdout.readline().strip()
        assert announced.startswith("qa-service: http://127.0.0.1:"), announced
        url = announced.removeprefix("qa-service: ")
        assert httpx.get(f"{url}/readyz").status_code == 200
        process.send_signal(sent)
        process.communicate(timeout=60)
    assert process.returncode == code
    Ownership(tmp_path / "data").release()
