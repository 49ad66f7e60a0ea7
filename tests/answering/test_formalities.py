"""What a document says for form's sake, or repeats from its title, does not say which point is asked."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.formalities import is_formality
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.answering.text.sentences import sentences
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage


@pytest.mark.parametrize(
    "text",
    [
        "现将有关情况报告如下：",
        "受县人民政府委托，现将2022年预算执行情况报告如下，请予审议。",
        "尊敬的王明委员：",
        "各乡镇人民政府，县政府各部门：",
        "青禾县财政局 2024年1月18日",
        "青禾县财政局\n二〇二四年一月十八日",
        "青禾县财政局局长 李明",
        "青政函〔2023〕41号",
        "——2023年1月5日在青禾县人民代表大会上",
    ],
)
def test_what_only_opens_addresses_or_signs_a_document_is_a_formality(text: str) -> None:
    assert any(is_formality(sentence) for sentence in sentences(passage(text)))


@pytest.mark.parametrize(
    "text",
    [
        "存在以下问题：(一)人员不足；(二)经费不足。",
        "现将有关事项通知如下：\n1.严禁野外用火；\n2.严格落实责任。",
        "2024年1月18日，青禾县财政局召开会议。",
        "执法力量薄弱。",
        "一是设立了行政复议委员会办公室；二是建成了调解中心。",
    ],
)
def test_what_says_something_is_none(text: str) -> None:
    assert not any(is_formality(sentence) for sentence in sentences(passage(text)))


@pytest.mark.parametrize("asked", ["法治政府建设存在什么问题", "法治政府建设还有哪些不足"])
def test_the_words_of_a_documents_title_do_not_choose_its_preamble(
    asked: str,
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
) -> None:
    question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
    focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
    evidence = Evidence(question, Matcher(focus), Matcher(()), load_wording())
    preamble = passage(
        "青禾县以普法为抓手，统筹推进法治政府建设，法治政府建设取得新进展。现报告如下：", paragraph=1
    )
    asked_for = passage(
        "执法力量与任务不匹配；执法文书不规范。", paragraph=2, section=("二、存在的主要问题",)
    )

    best = evidence.candidates([(found, "2021年法治政府建设情况报告") for found in (preamble, asked_for)])[0]

    assert best.sentence.passage == asked_for
