"""Everyday questions are asked in the words in which reports count, from the start or before a silence."""

import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from qa_service.answering.drafting import Draft, saying
from qa_service.answering.questions.official_wordings import asked_at_once, other_wordings
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = """宝丰县人民政府关于2022年度法治政府建设情况的报告

一、行政复议与应诉
全年收到行政复议申请63件,受理58件,审结51件,其中维持34件、撤销8件、责令履行2件、终止7件。
以县政府及部门为被告的一审案件39件,审结35件,败诉3件。县长出庭应诉1次,行政机关负责人出庭应诉率97.4%。

二、文件与执法监督
全年县政府出台行政规范性文件6件。清理现行文件121件,继续有效84件、修改14件、废止23件。
分两次评查处罚、许可案卷共310卷,评为优秀的82卷、不合格的9卷。

三、化解矛盾
供热期设立供热服务专班,为1860户办理退费或减免,涉及金额87万元。
全县217个调委会调解纠纷3345件,成功3290件。县12345热线宝丰分中心接收群众来电27416件,满意率96.1%。
"""
OF_BUREAU = """汝州市粮食局2022年度法治政府建设工作报告

一、规范执法
全年作出行政处罚决定28件,罚款61.3万元。聘请法律顾问1家,为中原某律师事务所。
对1起案件中程序有误的执法人员2名,调离执法岗位。

二、复议应诉
行政诉讼案件2件,全部胜诉,分管副局长出庭2次。组织粮食执法人员培训4批次,每人一年接受培训不少于48学时。
"""
SILENT = """鲁山县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
县长出庭应诉2次。评出优秀案卷11卷。全县调委会调解纠纷1204件。全年出台行政规范性文件5件。
受理行政复议申请31件,不予受理4件。“12348”热线接听群众来电3120个。
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("wordings")
    named = {"宝丰县2022": REPORT, "鲁山县2022": SILENT, "汝州市粮食局2022": OF_BUREAU}
    with service_over(named, Path(folder)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("宝丰县2022年当了几次被告", "39件"),
        ("宝丰县政府被告了多少次", "39件"),
        ("宝丰县打官司输了几场", "3件"),
        ("宝丰县2022年废止了多少规范性文件", "23件"),
        ("宝丰县执法案卷评查了多少份", "310卷"),
        ("宝丰县2022年评查了几份执法案卷", "310卷"),
        ("宝丰县有没有撤销的行政行为,几件", "8件"),
        ("宝丰县有几个人民调解委员会", "217个"),
        ("宝丰县12345热线2022年一共受理了多少件", "27416件"),
        ("汝州市粮食局2022年一共罚了多少钱", "61.3万元"),
        ("汝州市粮食局的人一年最少要上多少课时的培训", "不少于48学时"),
        ("宝丰县暖气不好,有多少户少交了钱", "1860户"),
    ],
)
def test_what_is_asked_in_everyday_words_is_found_in_official_ones(
    reports: Service, question: str, short: str
) -> None:
    assert ask(reports, question).short_answer == short


@pytest.mark.parametrize(
    "question",
    [
        "鲁山县2022年当了几次被告",
        "鲁山县2022年废止了多少规范性文件",
        "鲁山县执法案卷评查了多少份",
        "鲁山县有没有撤销的行政行为,几件",
        "鲁山县有几个人民调解委员会",
        "鲁山县12345热线受理了多少件",
        "鲁山县行政复议纠错了几件",
        "鲁山县负责人出庭率是多少",
    ],
)
def test_other_words_find_no_other_step_and_no_part(reports: Service, question: str) -> None:
    assert ask(reports, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("汝州市粮食局2022年行政诉讼败诉了几件", "全部胜诉"),
        ("宝丰县复议纠错了几件", "维持34件、撤销8件、责令履行2件、终止7件"),
    ],
)
def test_where_no_one_figure_says_it_the_sentence_tells_without_one(
    reports: Service, question: str, said: str
) -> None:
    answer = ask(reports, question)
    assert said in answer.answer
    assert answer.short_answer is None


def test_those_of_a_grade_are_told_only_where_it_is_asked_for(reports: Service) -> None:
    assert ask(reports, "鲁山县评出优秀案卷多少卷").short_answer == "11卷"
    assert ask(reports, "宝丰县评为优秀的案卷有多少卷").short_answer == "82卷"


def test_an_answer_in_other_words_must_say_what_was_asked_for_of_its_figure() -> None:
    def made(short: str) -> Draft:
        return Draft(answer="全年受理58件,其中撤销8件[1]。", short_answer=short, citations=())

    words = re.compile(r"撤销\d")
    assert saying(made("58件"), words) is None
    assert saying(made("8件"), words) == made("8件")
    assert saying(made("全年受理58件"), words) == replace(made(""), short_answer=None)
    assert saying(made("8件"), re.compile("确认违法")) is None


def test_who_appears_or_is_himself_sued_asks_another_thing() -> None:
    for text in ("甲市的市长自己去法庭打过几次官司", "甲区当被告的那48件官司输了几件"):
        assert asked_at_once(text) == text


def test_a_follow_up_is_asked_in_official_words_as_well(reports: Service) -> None:
    assert ask(reports, "那宝丰县呢", "鲁山县当了几次被告").short_answer == "39件"


def test_what_stands_between_the_words_is_kept() -> None:
    assert other_wordings("甲县12345热线2021年受理了多少件")[0].text.startswith("甲县2021年12345")
    assert asked_at_once("甲县2021年当了几次被告") == "甲县2021年行政应诉案件有多少件"


def test_what_is_in_official_words_already_stays_as_it_is() -> None:
    for text in ("甲县行政应诉案件有多少件", "甲县被告席设在哪里", "甲县出台了多少规范性文件"):
        assert asked_at_once(text) == text
        assert other_wordings(text) == ()


def test_every_wording_names_only_what_its_pattern_finds() -> None:
    text = (
        files("qa_service.answering").joinpath("phrases/official_wordings.toml").read_text(encoding="utf-8")
    )
    for entry in tomllib.loads(text)["wording"]:
        said = [entry["at_once"]] if "at_once" in entry else []
        said += entry.get("otherwise", ())
        named = {name for each in said for _, name, _, _ in string.Formatter().parse(each) if name}
        assert said
        assert all(f"(?P<{name}>" in entry["asked"] for name in named)
