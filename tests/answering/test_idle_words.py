"""What everyday talk fills a question with does not silence it; a thing that no document has does."""

from collections.abc import Iterator

import pytest

from qa_service.answering.questions.idle_words import is_idle
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over
from vectorstore.analyzer import Analyzer

REPORT = """临河县2023年法治政府建设情况报告

一、主要工作
处置电梯困人报警412起,到场平均用时9分钟。
针对货车司机较多的情况,开办夜校14期,参训935人。
城区道路停车首个免费时段由15分钟延长到40分钟。
新建公共厕所27座,改造老旧管网31公里。

临河县人民政府
2024年1月15日
"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"临河县": REPORT}, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.mark.parametrize("word", ["最后", "别人", "到底", "一下子", "前后", "自家"])
def test_a_word_that_names_nothing_is_idle(word: str, analyzer: Analyzer) -> None:
    assert is_idle(word, analyzer.tagged)


@pytest.mark.parametrize("word", ["幼儿园", "电影", "税", "离婚", "文旅", "收养", "冬天", "国内", "住"])
def test_a_word_that_names_something_is_not_idle(word: str, analyzer: Analyzer) -> None:
    assert not is_idle(word, analyzer.tagged)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("在临河县坐电梯卡在半道上了,后来一般多久能来人?", "9分钟"),
        ("临河县那些货车司机晚上到底去上课的有多少人?", "935人"),
        ("临河城里路边停车,头多少时间不要钱?", "40分钟"),
    ],
)
def test_what_everyday_talk_fills_in_does_not_silence(service: Service, question: str, short: str) -> None:
    assert ask(service, question).short_answer == short


@pytest.mark.parametrize(
    "question",
    [
        "临河县那些出租车司机晚上到底去上课的有多少人?",
        "在临河县坐地铁卡在半道上了,后来一般多久能来人?",
        "临河县后来一共新建了多少座幼儿园?",
    ],
)
def test_a_thing_that_no_document_has_stays_unanswered(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"
