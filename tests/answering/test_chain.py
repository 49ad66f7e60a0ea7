"""The whole second journey over a real library, with documents of two invented reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import RunnableLambda

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer, Delta, Retrieved, Searched
from qa_service.bootstrap import Service, open_service
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings
from vectorstore.passages import Filters

YUANYANG = """元阳县2021年法治政府建设年度报告

2021年,元阳县扎实推进法治政府建设。现将有关情况报告如下:

一、主要做法

(一)化解矛盾纠纷。全县共调处各类矛盾纠纷 812件,调解成功796件,调解成功率98.03%。
元阳县新街镇司法所被省司法厅评为“枫桥式司法所”。

(二)行政复议。全年新收行政复议申请36件,受理31件,不予受理5件,受理案件中办结29件。

二、存在的不足

一是基层执法力量薄弱;二是普法宣传形式单一。

三、2022年工作打算

(一)建好县级行政争议调解中心。

(二)举办执法人员轮训班4期。
"""

DANLENG = """丹棱县人民政府关于2020年度法治政府建设情况的报告

丹府〔2021〕3号

2020年,丹棱县法治政府建设取得新进展,现将情况报告如下:

一、工作开展情况

(一)矛盾纠纷多元化解。全县排查纠纷1204件,调解成功1179件,调解成功率97.92%。

(二)𠮷野家等餐饮企业被纳入信用监管,全县列入信用监管企业45家。

二、下一步工作安排

(一)新建公园6处,改造道路9公里。
"""


RULES = """青禾区电动自行车停放充电管理办法

第一条 为规范电动自行车停放充电,制定本办法。

第二条 住宅区应当设置集中充电设施。其中溧水镇设置60处、白河镇设置40处。

第三条 充电服务费每千瓦时不得超过0.4元。

第四条 本办法自2023年8月1日起施行。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("chain")
    with open_service(load_settings(data_dir=folder)) as opened:
        files = [
            SourceFile(source="元阳.txt", content=YUANYANG.encode()),
            SourceFile(source="丹棱.txt", content=DANLENG.encode()),
            SourceFile(source="办法.txt", content=RULES.encode()),
        ]
        summary = opened.ingestor.ingest(files)
        assert not summary.failed
        yield opened


def ask(service: Service, message: str, *history: str, filters: Filters = Filters()) -> Answer:  # noqa: B008
    return service.chain.answer(ChatRequest(message=message, history=history, filters=filters))


def test_a_figure_is_said_with_its_subject_and_quoted_exactly(service: Service) -> None:
    answer = ask(service, "元阳县2021年调处了多少件矛盾纠纷?")
    assert answer.status == "answered"
    assert answer.short_answer == "812件"
    assert "[1]" in answer.answer
    citation = answer.citations[0]
    text = service.library.document(citation.document_id).text
    assert text[citation.start : citation.end] == citation.quote
    assert "812件" in citation.quote
    assert citation.quote in citation.text


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("元阳县受理了多少件行政复议?", "31件"),
        ("元阳县不予受理的行政复议申请有几件?", "5件"),
        ("元阳县的调解成功率是多少?", "98.03%"),
        ("元阳县哪个司法所被评为枫桥式司法所?", "新街镇司法所"),
        ("丹棱县有多少家企业列入信用监管?", "45家"),
        ("丹棱县这份报告的文号是什么?", "丹府〔2021〕3号"),
    ],
)
def test_the_bare_fact_is_the_one_that_was_asked_for(service: Service, asked: str, short: str) -> None:
    found = ask(service, asked).short_answer
    assert found is not None
    assert short in found


@pytest.mark.parametrize(
    "asked",
    [
        "元阳县2019年调处了多少件矛盾纠纷?",
        "昆明市调解成功率是多少?",
        "红河哈尼族彝族自治州调解成功率是多少?",
        "元阳县有多少座水库?",
        "丹棱县不予受理的行政复议申请有几件?",
        "给我讲个笑话",
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert answer.short_answer is None
    assert answer.answer


def test_what_a_report_plans_for_the_next_year_is_not_said_of_its_own(service: Service) -> None:
    assert ask(service, "元阳县2021年举办执法人员轮训班多少期?").status == "not_found"
    planned = ask(service, "元阳县2022年打算举办执法人员轮训班多少期?")
    assert planned.short_answer == "4期"
    assert "2021年" not in planned.answer


def test_a_plan_is_told_with_the_year_that_it_is_for(service: Service) -> None:
    assert ask(service, "元阳县下一步有什么打算?").answer.startswith("2022年的计划中,元阳县")


def test_a_figure_that_is_only_planned_is_told_as_planned(service: Service) -> None:
    assert ask(service, "丹棱县新建公园多少处?").answer.startswith("下一步的计划中,丹棱县")


def test_only_documents_of_the_asked_region_are_cited(service: Service) -> None:
    assert {c.region for c in ask(service, "丹棱县调解成功率是多少?").citations} == {"丹棱县"}


def test_filters_narrow_and_an_empty_result_never_widens(service: Service) -> None:
    assert ask(service, "调解成功率是多少?", filters=Filters(region=("丹棱县",))).short_answer == "97.92%"
    assert ask(service, "调解成功率是多少?", filters=Filters(year=(1999,))).status == "not_found"


def test_a_follow_up_inherits_what_it_leaves_out(service: Service) -> None:
    first = "元阳县2021年新收行政复议申请多少件?"
    assert ask(service, "办结了多少?", first).short_answer == "29件"
    other = ask(service, "丹棱县呢?", "元阳县2021年调解成功率是多少?")
    assert other.short_answer == "97.92%"
    assert "2021年" in other.answer.splitlines()[0]


def test_an_earlier_message_too_long_for_a_question_is_not_read(service: Service) -> None:
    first = "元阳县2021年新收行政复议申请多少件?"
    long = first + "元" * 1000
    assert ask(service, "办结了多少?", first).short_answer == "29件"
    assert ask(service, "办结了多少?", long).answer == ask(service, "办结了多少?").answer
    assert ask(service, "办结了多少?", first, long).short_answer == "29件"


def test_all_points_of_a_section_are_given(service: Service) -> None:
    lacks = ask(service, "元阳县有哪些不足?").answer
    assert "基层执法力量薄弱" in lacks
    assert "普法宣传形式单一" in lacks
    plans = ask(service, "元阳县2022年有什么打算?").answer
    assert "行政争议调解中心" in plans
    assert "轮训班4期" in plans


def test_a_comparison_gives_each_region_its_own_citation(service: Service) -> None:
    answer = ask(service, "元阳县和丹棱县的调解成功率谁高?")
    assert answer.table is not None
    assert [row.cells[0] for row in answer.table.rows] == ["元阳县", "丹棱县"]
    assert {c.region for c in answer.citations} == {"元阳县", "丹棱县"}
    assert "元阳县(2021年)较高" in answer.answer


def test_quotes_stay_exact_behind_characters_outside_the_basic_plane(service: Service) -> None:
    citation = ask(service, "丹棱县有多少家企业列入信用监管?").citations[0]
    text = service.library.document(citation.document_id).text
    assert text[citation.start : citation.end] == citation.quote


def test_the_stream_previews_the_answer_and_ends_with_it(service: Service) -> None:
    events = list(service.chain.stream(ChatRequest(message="丹棱县调解成功率是多少?")))
    assert isinstance(events[0], Retrieved)
    assert isinstance(events[-1], Answer)
    assert "".join(e.text for e in events if isinstance(e, Delta)) == events[-1].answer


def test_a_named_article_is_the_one_that_answers(service: Service) -> None:
    answer = ask(service, "电动自行车停放充电管理办法第三条规定了什么?")
    assert "0.4元" in answer.answer
    assert all(c.text.startswith("第三条") for c in answer.citations)


def test_a_regulation_says_when_it_takes_effect(service: Service) -> None:
    assert ask(service, "电动自行车停放充电管理办法什么时候施行?").short_answer == "2023年8月1日"


def test_a_greeting_is_answered_with_what_can_be_asked(service: Service) -> None:
    answer = ask(service, "你好")
    assert answer.status == "not_found"
    assert "3份文件" in answer.answer


def test_a_removed_document_is_never_cited(service: Service) -> None:
    text = YUANYANG.replace("元阳县", "绿春县").replace("812件", "913件")
    service.ingestor.ingest([SourceFile(source="绿春.txt", content=text.encode())])
    asked = "绿春县2021年调处了多少件矛盾纠纷?"
    answer = ask(service, asked)
    assert answer.short_answer == "913件"
    service.ingestor.remove(answer.citations[0].document_id)
    assert ask(service, asked).status == "not_found"


@pytest.mark.parametrize("message", ["", "   ", "?!……", "。。。"])
def test_a_question_without_words_is_refused(service: Service, message: str) -> None:
    with pytest.raises(EmptyQuestion):
        ask(service, message)


def test_an_over_long_question_is_refused(service: Service) -> None:
    with pytest.raises(QuestionTooLong):
        ask(service, "问" * 100_000)


def test_what_was_searched_counts_no_headings(service: Service) -> None:
    answer = ask(service, "元阳县2021年新收行政复议申请多少件?")
    (document,) = [d for d in service.library.summaries() if d.source == "元阳.txt"]
    findable = [p for p in service.library.passages_of(document.document_id) if not p.is_heading]
    assert answer.searched == Searched(documents=1, passages=len(findable))
    assert len(findable) < document.passages
    silent = ask(service, "元阳县2021年新建幼儿园多少所?")
    assert f"1份文件(共{len(findable)}段)" in silent.answer


def test_who_looks_on_by_callbacks_sees_each_step_and_the_same_answer(service: Service) -> None:
    class Recorder(BaseCallbackHandler):
        def __init__(self) -> None:
            self.steps: list[str] = []

        def on_chain_start(self, *_: object, **told: object) -> None:
            self.steps.append(str(told["name"]))

    recorder, request = Recorder(), ChatRequest(message="元阳县2021年调解成功多少件?")
    watched = RunnableLambda(service.chain.answer).invoke(request, {"callbacks": [recorder]})
    alone = service.chain.answer(request)
    assert [step for step in recorder.steps if step in ("understand", "retrieve", "reply")] == [
        "understand",
        "retrieve",
        "reply",
    ]
    assert (watched.answer, watched.short_answer) == (alone.answer, "796件")
