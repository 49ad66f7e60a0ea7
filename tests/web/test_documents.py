"""Documents over HTTP: upload and its job, list, one, the very bytes, removal, search."""

import zipfile
from io import BytesIO
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from qa_service.bootstrap import Service
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.attachments import attachment
from qa_service.web.documents import base_name
from qa_service.web.errors import MAX_FILES_AN_UPLOAD
from tests.web.conftest import REPORT, upload
from tests.web.test_chat import QUESTION, events_of


def damaged_docx() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<not closed")
    return buffer.getvalue()


def test_an_upload_is_answered_with_a_job_a_file_that_tells_how_it_goes(client: TestClient) -> None:
    files = [("files", (f"{n}.txt", f"{n}号文件\n\n这是第{n}份文件的正文。".encode())) for n in (1, 2)]
    reply = client.post("/api/documents", files=files)
    assert reply.status_code == 202
    jobs = reply.json()["jobs"]
    assert [job["source"] for job in jobs] == ["1.txt", "2.txt"]
    for job in jobs:
        followed = client.get(f"/api/jobs/{job['job_id']}/events")
        assert followed.headers["content-type"].startswith("text/event-stream")
        states = [data["state"] for name, data in events_of(followed.text) if name == "job"]
        assert states[-1] == "done"
        shares = [data["progress"] for _, data in events_of(followed.text)]
        assert shares == sorted(shares)  # type: ignore[type-var]
        last = client.get(f"/api/jobs/{job['job_id']}").json()
        assert (last["state"], last["progress"], last["outcome"], last["error"]) == (
            "done",
            1.0,
            "added",
            None,
        )
        assert client.get(f"/api/documents/{last['document_id']}").json()["source"] == job["source"]


def test_the_same_bytes_twice_are_one_document(client: TestClient, document_id: str) -> None:
    job = client.get(f"/api/jobs/{upload(client, '安吉.txt', REPORT.encode())}").json()
    assert (job["outcome"], job["document_id"]) == ("unchanged", document_id)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty_file"),
        ("blank.txt", b" \n\t\n", "empty_file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "unsupported_format"),
        ("broken.docx", damaged_docx(), "damaged_file"),
    ],
)
def test_a_bad_file_fails_with_its_reason_and_stops_no_other(
    client: TestClient, name: str, content: bytes, code: str
) -> None:
    good = f"与{name}同来的好文件\n\n这里有正文。".encode()
    reply = client.post(
        "/api/documents", files=[("files", (name, content)), ("files", (f"{name}.good.txt", good))]
    )
    assert reply.status_code == 202
    bad_id, good_id = (job["job_id"] for job in reply.json()["jobs"])
    for job_id in (bad_id, good_id):
        client.get(f"/api/jobs/{job_id}/events")
    bad = client.get(f"/api/jobs/{bad_id}", headers={"Accept-Language": "en"}).json()
    assert (bad["state"], bad["document_id"], bad["error"]["code"]) == ("failed", None, code)
    assert bad["error"]["message"].isascii()
    assert client.get(f"/api/jobs/{good_id}").json()["state"] == "done"
    assert name not in [item["source"] for item in client.get("/api/documents?limit=200").json()["items"]]


def test_a_file_over_the_limit_is_413_alone_and_a_failed_job_among_others(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = ReaderOptions().file_limit_bytes
    big = b"\n" * (limit + 1)
    with TestClient(create_app(settings, service)) as client:
        alone = client.post("/api/documents", files=[("files", ("big.txt", big))])
        assert (alone.status_code, alone.json()["error"]["code"]) == (413, "file_too_large")
        assert alone.json()["error"]["detail"]["limit_bytes"] == limit
        both = client.post(
            "/api/documents", files=[("files", ("big.txt", big)), ("files", ("s.txt", b"small one"))]
        )
        jobs = both.json()["jobs"]
        assert (jobs[0]["state"], jobs[0]["error"]["code"]) == ("failed", "file_too_large")
        assert client.get(f"/api/jobs/{jobs[0]['job_id']}").json() == jobs[0]
        assert jobs[1]["error"] is None


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("报告.txt", "报告.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\某人\\报告.docx", "报告.docx"),
        ("/", "未命名"),
        ("..", "未命名"),
        ("", "未命名"),
        ("a\x00b\u202etxt.exe\r\n", "abtxt.exe"),
    ],
)
def test_names_are_reduced_to_their_last_part(given_name: str, kept: str) -> None:
    assert base_name(given_name) == kept


def test_a_name_with_quotation_marks_keeps_them_there_and_back(client: TestClient) -> None:
    name = '关于"最终"稿 100%.txt'
    job_id = upload(client, name, "带引号的文件\n\n正文。".encode())
    job = client.get(f"/api/jobs/{job_id}").json()
    assert job["source"] == name
    original = client.get(f"/api/documents/{job['document_id']}/original")
    disposition = original.headers["content-disposition"]
    assert unquote(disposition.rpartition("''")[2]) == name


def test_files_without_a_name_do_not_replace_one_another(client: TestClient) -> None:
    contents = [f"焦作市{year}年工作报告\n\n一、工作\n\n全年办理案件{year}件。\n" for year in (7, 8)]
    jobs = [client.get(f"/api/jobs/{upload(client, '..', text.encode())}").json() for text in contents]
    assert [(job["state"], job["outcome"]) for job in jobs] == [("done", "added")] * 2


@given(st.text(max_size=600))
def test_no_name_leads_anywhere(name: str) -> None:
    kept = base_name(name)
    assert kept not in {"", ".", ".."}
    assert "/" not in kept
    assert "\\" not in kept
    assert len(kept) <= 216
    assert base_name(kept) == kept


def test_too_many_files_at_once_are_told_the_limit(client: TestClient) -> None:
    files = [("files", (f"{n}.txt", b"x")) for n in range(MAX_FILES_AN_UPLOAD + 1)]
    reply = client.post("/api/documents", files=files)
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_many_files")
    assert "5000" in reply.json()["error"]["message"]


def test_a_long_name_is_cut_and_an_endless_one_refused_with_its_reason(client: TestClient) -> None:
    job = client.post("/api/documents", files=[("files", ("长" * 300 + ".txt", b"x"))]).json()["jobs"][0]
    assert job["source"].endswith("长.txt")
    reply = client.post("/api/documents", files=[("files", ("长" * 3000 + ".txt", b"x"))])
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "file_name_too_long")


def test_an_upload_with_a_path_in_its_name_keeps_the_base_name(client: TestClient) -> None:
    job = upload(client, "../../上级/路径.txt", "带路径的文件\n\n正文。".encode())
    assert client.get(f"/api/jobs/{job}").json()["source"] == "路径.txt"


def test_the_list_narrows_and_pages_and_counts(client: TestClient, document_id: str) -> None:
    everything = client.get("/api/documents", params={"limit": 200}).json()
    assert everything["total"] == len(everything["items"])
    found = client.get("/api/documents", params={"region": "安吉县", "year": "2021", "q": "法治政府"}).json()
    assert [item["document_id"] for item in found["items"]] == [document_id]
    assert client.get("/api/documents", params={"year": "1999"}).json()["items"] == []
    blank = client.get("/api/documents?region=&year=&q=&cursor=").json()
    assert blank["total"] == everything["total"]
    upload(client, "又一份.txt", "又一份文件\n\n正文。".encode())
    first = client.get("/api/documents", params={"limit": 1}).json()
    second = client.get("/api/documents", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert first["items"][0]["document_id"] != second["items"][0]["document_id"]


def test_one_document_comes_with_paragraphs_metadata_and_proofs(client: TestClient, document_id: str) -> None:
    document = client.get(f"/api/documents/{document_id}").json()
    assert (document["year"], document["kind"]) == (2021, "报告")
    assert document["proofs"]["year"]["quote"]
    assert document["passages"] == len(document["paragraphs"])
    assert [each["paragraph"] for each in document["paragraphs"]] == list(range(1, document["passages"] + 1))
    assert all(each["end"] - each["start"] == len(each["text"]) for each in document["paragraphs"])


def test_the_original_is_the_very_bytes_as_an_attachment(client: TestClient, document_id: str) -> None:
    reply = client.get(f"/api/documents/{document_id}/original")
    assert reply.content == REPORT.encode()
    assert reply.headers["content-disposition"].endswith("filename*=UTF-8''%E5%AE%89%E5%90%89.txt")
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in reply.headers["content-security-policy"]


@given(st.text(min_size=1))
def test_no_name_breaks_the_attachment_header(name: str) -> None:
    header = attachment(base_name(name))
    header.encode("ascii")
    assert header.count('"') == 2
    assert "\n" not in header
    assert "\r" not in header


def test_a_removed_document_is_never_found_again(client: TestClient) -> None:
    content = "梅溪县公园建设情况\n\n全年新建口袋公园九座。\n".encode()
    job = client.get(f"/api/jobs/{upload(client, '公园.txt', content)}").json()
    body = {"query": "新建口袋公园", "limit": 20}
    assert job["document_id"] in [
        hit["document_id"] for hit in client.post("/api/search", json=body).json()["hits"]
    ]
    removed = client.delete(f"/api/documents/{job['document_id']}")
    assert (removed.status_code, removed.content) == (204, b"")
    assert job["document_id"] not in [
        hit["document_id"] for hit in client.post("/api/search", json=body).json()["hits"]
    ]
    assert client.get(f"/api/documents/{job['document_id']}").status_code == 404
    assert client.delete(f"/api/documents/{job['document_id']}").status_code == 404


def test_search_gives_passages_with_scores_best_first(client: TestClient, document_id: str) -> None:
    hits = client.post("/api/search", json={"query": QUESTION, "limit": 3}).json()["hits"]
    assert hits[0]["document_id"] == document_id
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert hits[0]["url"] == f"/documents/{document_id}?start={hits[0]['start']}&end={hits[0]['end']}"


def test_an_empty_scope_finds_nothing(client: TestClient, document_id: str) -> None:
    body = {"query": QUESTION, "filters": {"region": ["没有的县"]}}
    assert client.post("/api/search", json=body).json()["hits"] == []


@pytest.mark.parametrize(
    ("query", "code"), [("", "empty_question"), ("  ", "empty_question"), ("长" * 5000, "question_too_long")]
)
def test_a_search_needs_a_query_of_sensible_length(client: TestClient, query: str, code: str) -> None:
    reply = client.post("/api/search", json={"query": query})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, code)
