"""The whole journey over several versions of invented regulations."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer, Version
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings
from vectorstore.passages import Filters

FILES = {
    "苗圃法(2010-03-01).md": """# 中华人民共和国苗圃法

2010年3月1日 第八届全国人民代表大会常务委员会第二次会议通过

第一条 为了发展苗圃,制定本法。

第二条 苗圃经营许可证的有效期为三年。

第三条 苗圃应当建立墨线台账。

第四条 本法自2010年6月1日起施行。
""",
    "苗圃法(2019-05-05).md": """# 中华人民共和国苗圃法

2010年3月1日 第八届全国人民代表大会常务委员会第二次会议通过

2019年5月5日 第九届全国人民代表大会常务委员会第三次会议修订

第一条 为了发展苗圃,制定本法。

第二条 苗圃经营许可证的有效期为五年。

第三条 苗圃应当建立电子台账。

第四条 本法自2019年9月1日起施行。《苗木检疫暂行条例》同时废止。
""",
    "行政法规/苗木检疫暂行条例(2001-01-01).md": """# 苗木检疫暂行条例

2001年1月1日 中华人民共和国国务院令第9号公布

第一条 苗木检疫费每株二元。

第二条 检疫印章由紫檀木制成。
""",
    "案例/某苗圃许可证纠纷案.md": """# 某苗圃许可证纠纷案

## 基本案情

某苗圃的经营许可证过期。苗圃法规定苗圃经营许可证的有效期为五年,法院据此判决。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("versions")
    with open_service(load_settings(data_dir=folder)) as opened:
        files = [SourceFile(source=name, content=text.encode()) for name, text in FILES.items()]
        assert not opened.ingestor.ingest(files).failed
        yield opened


@pytest.fixture
def ask(service: Service) -> Callable[..., Answer]:
    return lambda question, **filters: service.chain.answer(
        ChatRequest(message=question, filters=Filters(**filters))
    )


def version(answer: Answer) -> Version:
    found = answer.citations[0].version
    assert found is not None
    return found


@pytest.mark.parametrize(
    "question", ["苗圃经营许可证的有效期是几年?", "苗圃法规定苗圃经营许可证的有效期是几年?"]
)
def test_the_version_in_force_answers(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert "五年" in answer.answer
    assert "三年" not in answer.answer
    assert answer.citations[0].authority == "法律"
    said = version(answer)
    assert (said.in_force, said.state, said.dated) == (True, "current", "2019-05-05")
    assert said.label == "现行版本(2019年5月5日)"


@pytest.mark.parametrize(
    "question",
    [
        "苗圃法2010版规定苗圃经营许可证的有效期是几年?",
        "2012年的苗圃法规定苗圃经营许可证的有效期是几年?",
        "旧苗圃法规定苗圃经营许可证的有效期是几年?",
    ],
)
def test_an_older_version_answers_when_it_is_asked_for(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert "三年" in answer.answer
    said = version(answer)
    assert (said.in_force, said.newer_dated) == (False, "2019-05-05")
    assert said.label == "已被2019年5月5日的版本取代"


def test_a_chosen_document_answers_whatever_its_standing(
    ask: Callable[..., Answer], service: Service
) -> None:
    (old,) = [s for s in service.library.summaries() if s.source == "苗圃法(2010-03-01).md"]
    assert "三年" in ask("许可证的有效期是几年?", document_ids=(old.document_id,)).answer


def test_what_only_a_superseded_version_says_is_not_silently_used(ask: Callable[..., Answer]) -> None:
    assert not any("墨线" in c.text for c in ask("苗圃的墨线台账由谁建立?").citations)
    assert ask("检疫印章由什么木制成?").status == "not_found"


def test_a_named_work_of_which_none_is_in_force_answers_and_says_so(ask: Callable[..., Answer]) -> None:
    answer = ask("苗木检疫暂行条例规定的检疫费每株多少元?")
    assert answer.answer.startswith("《苗木检疫暂行条例》已被《中华人民共和国苗圃法》废止。")
    assert "二元" in answer.answer


def test_a_law_comes_before_the_case_that_quotes_it(ask: Callable[..., Answer]) -> None:
    assert ask("许可证的有效期是几年?").citations[0].authority == "法律"


def test_a_version_that_is_not_there_is_said(ask: Callable[..., Answer]) -> None:
    answer = ask("2005年的苗圃法规定许可证的有效期是几年?")
    assert answer.status == "not_found"
    assert "2005年的版本" in answer.answer
    assert "2019年5月5日" in answer.answer


def test_a_named_document_that_is_not_there_is_said_with_what_is_near(ask: Callable[..., Answer]) -> None:
    answer = ask("《苗圃登记条例》规定许可证的有效期是几年?")
    assert answer.status == "not_found"
    assert "文件库里没有《苗圃登记条例》" in answer.answer
    assert answer.near


def test_a_removed_newer_version_makes_the_older_count_again(tmp_path: Path) -> None:
    with open_service(load_settings(data_dir=tmp_path)) as service:
        files = [SourceFile(source=name, content=text.encode()) for name, text in list(FILES.items())[:2]]
        service.ingestor.ingest(files)
        (new,) = [s for s in service.library.summaries() if "2019" in s.source]
        service.ingestor.remove(new.document_id)
        answer = service.chain.answer(ChatRequest(message="苗圃经营许可证的有效期是几年?"))
        assert "三年" in answer.answer
        assert version(answer).in_force is None
