"""Searching over HTTP: where a score comes from, which version is shown, an index of an older make."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from qa_service.bootstrap import Service, open_service
from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.feature_labels import label_of
from qa_service.web.finding import in_force
from tests.web.conftest import REPORT, upload
from tests.web.test_chat import QUESTION
from vectorstore.features import FEATURES
from vectorstore.passages import Filters

REGULATION = (
    "青湖市树木保护条例\n\n({day}青湖市人民代表大会常务委员会通过)\n\n"
    "第一条 为了保护城市绿化,制定本条例。\n\n第二条 砍伐城市树木的,应当经{office}批准。\n"
)
FELLING = "砍伐城市树木要谁批准"


@pytest.fixture(scope="module")
def versions(client: TestClient) -> dict[str, str]:
    """Ids of an older and of a newer version of one regulation."""
    texts = {
        "old": REGULATION.format(day="2011年5月1日", office="园林局"),
        "new": REGULATION.format(day="2020年6月1日", office="绿化委员会"),
    }
    found = {}
    for which, text in texts.items():
        job = client.get(f"/api/jobs/{upload(client, f'{which}.txt', text.encode())}").json()
        assert job["state"] == "done", job
        found[which] = job["document_id"]
    return found


def hits_of(client: TestClient, query: str, language: str = "zh", **more: object) -> list[dict[str, Any]]:
    reply = client.post("/api/search", json={"query": query, **more}, headers={"Accept-Language": language})
    assert reply.status_code == 200, reply.text
    hits: list[dict[str, Any]] = reply.json()["hits"]
    return hits


def test_scores_are_chances(client: TestClient, document_id: str) -> None:
    scores = [hit["score"] for hit in hits_of(client, QUESTION)]
    assert scores
    assert all(0 < score < 1 for score in scores)
    assert sum(scores) < 1


def test_without_being_asked_nothing_is_explained(client: TestClient, document_id: str) -> None:
    assert all("explanation" not in hit for hit in hits_of(client, QUESTION))
    assert all("explanation" not in hit for hit in hits_of(client, QUESTION, explain=False))


def test_an_explanation_adds_up_to_the_score(client: TestClient, document_id: str) -> None:
    hits = hits_of(client, QUESTION, explain=True, limit=3)
    assert hits[0]["document_id"] == document_id
    plain = hits_of(client, QUESTION, limit=3)
    assert [{k: v for k, v in hit.items() if k not in ("explanation", "score")} for hit in hits] == [
        {k: v for k, v in hit.items() if k != "score"} for hit in plain
    ]
    for hit, same in zip(hits, plain, strict=True):
        told = hit["explanation"]
        assert set(told) == {"chance", "raw_score", "base", "features"}
        assert told["chance"] == hit["score"] == pytest.approx(same["score"], abs=1e-9)
        parts = [feature["contribution"] for feature in told["features"]]
        assert told["base"] + sum(parts) == pytest.approx(told["raw_score"], abs=1e-9)
        assert [abs(part) for part in parts] == sorted(map(abs, parts), reverse=True)
        assert {feature["name"] for feature in told["features"]} == set(FEATURES)
        assert all(set(feature) == {"name", "label", "value", "contribution"} for feature in told["features"])


def test_what_cannot_be_told_is_null(client: TestClient, document_id: str) -> None:
    job = client.get(f"/api/jobs/{upload(client, '散记.txt', '山里下雪了。'.encode())}").json()
    (hit,) = hits_of(client, "下雪", explain=True, filters={"document_ids": [job["document_id"]]})
    values = {feature["name"]: feature["value"] for feature in hit["explanation"]["features"]}
    assert values["authority"] is None
    assert values["cosine"] is not None


def test_features_are_named_in_the_readers_language(client: TestClient, document_id: str) -> None:
    for language, word in (("zh-CN", "语义相近"), ("en", "closeness in meaning")):
        (hit,) = hits_of(client, QUESTION, language, explain=True, limit=1)
        labels = {feature["name"]: feature["label"] for feature in hit["explanation"]["features"]}
        assert labels["cosine"] == word


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_feature_has_a_label_of_its_own(language: Any) -> None:
    labels = [label_of(name, language) for name in FEATURES]
    assert len(set(labels)) == len(FEATURES)
    assert all(label.isascii() == (language == "en") for label in labels)


def test_what_is_asked_for_by_its_number_is_found_without_an_explanation(
    client: TestClient, versions: dict[str, str]
) -> None:
    hits = hits_of(client, "青湖市树木保护条例第二条", explain=True)
    assert hits[0]["text"].startswith("第二条")
    assert all(hit["explanation"] is None for hit in hits)


def test_what_is_out_of_force_is_left_out_unless_it_is_chosen(
    client: TestClient, versions: dict[str, str]
) -> None:
    found = {hit["document_id"] for hit in hits_of(client, FELLING)}
    assert versions["new"] in found
    assert versions["old"] not in found
    chosen = hits_of(client, FELLING, filters={"document_ids": [versions["old"]]})
    assert {hit["document_id"] for hit in chosen} == {versions["old"]}


def test_of_a_chosen_year_the_version_of_that_year_is_left_in(
    service: Service, versions: dict[str, str]
) -> None:
    currency = service.library.currency(date(2025, 1, 1))
    for years, left_out in (((2009, 2015), "new"), ((2015, 2024), "old")):
        scope = in_force(Filters(year=years), currency)
        assert set(versions.values()) & set(scope.excluded_document_ids) == {versions[left_out]}


def test_a_hit_says_what_its_document_is_and_which_version(
    client: TestClient, versions: dict[str, str], document_id: str
) -> None:
    both = {"document_ids": [*versions.values(), document_id]}
    told = {hit["document_id"]: hit for hit in hits_of(client, FELLING, filters=both)}
    assert told[versions["new"]]["authority"] == "地方性法规"
    assert told[versions["new"]]["version"]["in_force"] is True
    old = told[versions["old"]]["version"]
    assert (old["in_force"], old["state"], old["superseded_by"]) == (False, "superseded", versions["new"])
    (report,) = hits_of(client, QUESTION, limit=1)
    assert (report["authority"], report["version"]) == ("报告", None)


def test_explain_is_yes_or_no(client: TestClient) -> None:
    reply = client.post("/api/search", json={"query": "复议", "explain": "perhaps"})
    assert reply.status_code == 422


def test_an_index_of_an_older_make_is_made_anew_by_itself(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with open_service(settings) as service:
        service.ingestor.start()
        with TestClient(create_app(settings, service)) as client:
            upload(client, "安吉.txt", REPORT.encode())
    (index,) = (tmp_path / "data" / "index").iterdir()
    manifest = json.loads((index / "manifest.json").read_text())
    manifest["format"] -= 1
    (index / "manifest.json").write_text(json.dumps(manifest))
    with open_service(settings) as service:
        service.ingestor.resume()
        with TestClient(create_app(settings, service)) as client:
            hits = hits_of(client, QUESTION, explain=True)
    assert "58件" in hits[0]["text"]
    assert hits[0]["explanation"]["features"]
    assert [path.name for path in (tmp_path / "data" / "index").iterdir()] != [index.name]


def test_a_condition_with_names_without_end_is_refused(client: TestClient) -> None:
    condition = {"name": ["title"] * 21, "comparison_operator": "contains", "value": "报告"}
    asked = {"knowledge_id": "q", "query": "复议", "metadata_condition": {"conditions": [condition]}}
    assert client.post("/retrieval", json=asked).status_code == 422
    condition["name"] = ["title"] * 20
    assert client.post("/retrieval", json=asked).status_code == 200
