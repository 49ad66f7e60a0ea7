"""Four ways to be silent, seen from outside, over invented documents; each says what was searched."""

from collections.abc import Iterator

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings

YUANYANG = """元阳县2021年法治政府建设年度报告

2021年,元阳县扎实推进法治政府建设。现将有关情况报告如下:

一、主要做法

(一)化解矛盾纠纷。全县共调处各类矛盾纠纷812件,调解成功796件。

(二)行政复议。全年新收行政复议申请36件,受理31件,不予受理5件。

二、存在的不足

一是基层执法力量薄弱;二是普法宣传形式单一。
"""

DANLENG = """丹棱县人民政府关于2020年度法治政府建设情况的报告

2020年,丹棱县法治政府建设取得新进展,现将情况报告如下:

一、工作开展情况

(一)矛盾纠纷多元化解。全县排查纠纷1204件,调解成功1179件。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("silence"))) as opened:
        files = [
            SourceFile(source="元阳.txt", content=YUANYANG.encode()),
            SourceFile(source="丹棱.txt", content=DANLENG.encode()),
        ]
        assert not opened.ingestor.ingest(files).failed
        yield opened


def ask(service: Service, message: str) -> Answer:
    answer = service.chain.answer(ChatRequest(message=message))
    assert answer.status == "not_found"
    assert answer.citations == ()
    return answer


def test_what_the_documents_do_not_hold_is_said_with_what_was_searched(service: Service) -> None:
    answer = ask(service, "元阳县2021年新建幼儿园多少所?")
    assert answer.answer == (
        f"在元阳县2021年的1份文件(共{answer.searched.passages}段)里没有找到这个问题的答案。"
    )
    assert answer.near == ()


def test_a_region_that_is_not_there_is_said_with_those_that_are(service: Service) -> None:
    answer = ask(service, "华坪县2021年调解成功多少件?")
    assert answer.answer.startswith("库里没有华坪县的文件")
    assert "元阳县" in answer.answer
    assert "丹棱县" in answer.answer
    assert answer.scope.region == ("华坪县",)


def test_a_year_that_is_not_there_is_said_with_those_that_are(service: Service) -> None:
    answer = ask(service, "元阳县2018年调解成功多少件?")
    assert answer.answer.startswith("库里没有元阳县2018年的文件")
    assert answer.answer.endswith("库里有元阳县2021年的文件。")


def test_another_country_is_a_region_that_is_not_there(service: Service) -> None:
    assert ask(service, "日本一年调解成功多少件").answer.startswith("库里没有日本的文件")


@pytest.mark.parametrize("asked", ["西红柿炒鸡蛋怎么做", "珠穆朗玛峰海拔多少米?", "哪款手机拍照清晰"])
def test_what_the_library_is_not_about_is_said_to_be_outside(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert (
        answer.answer
        == (
            "这个问题看来不在文件库的范围内:库里是元阳县、丹棱县的报告等文件,"
            f"查过2份文件(共{answer.searched.passages}段),没有相关的内容。"
        )
        or "不在文件库的范围内" in answer.answer
    )
    assert answer.near == ()


def test_what_is_only_near_is_named_and_cited_beside(service: Service) -> None:
    answer = ask(service, "元阳县2021年行政复议新收申请平均几天办完?")
    assert "里没有找到这个问题的答案。只有相近的内容,见《元阳县2021年法治政府建设年度报告》" in answer.answer
    assert any("行政复议" in citation.text for citation in answer.near)


def test_the_four_sentences_differ(service: Service) -> None:
    asked = (
        "元阳县2021年新建幼儿园多少所?",
        "华坪县2021年调解成功多少件?",
        "西红柿炒鸡蛋怎么做",
        "元阳县2021年行政复议新收申请平均几天办完?",
    )
    assert len({ask(service, question).answer for question in asked}) == len(asked)


def test_small_talk_is_answered_with_what_can_be_asked(service: Service) -> None:
    answer = ask(service, "你好,你能做什么?")
    assert "2份文件" in answer.answer
    assert answer.near == ()


def test_what_one_part_of_a_message_lacks_is_said_beside_what_the_other_has(service: Service) -> None:
    both = service.chain.answer(ChatRequest(message="元阳县2021年调解成功多少件?新收行政复议申请多少件?"))
    assert "796件" in both.answer
    assert "36件" in both.answer
    assert both.short_answer == "796件;36件"
    assert [citation.n for citation in both.citations] == [1, 2]
    one = service.chain.answer(ChatRequest(message="元阳县2021年调解成功多少件?新建幼儿园多少所?"))
    assert one.status == "answered"
    assert "796件" in one.answer
    assert "“新建幼儿园多少所”:在元阳县2021年的1份文件" in one.answer
