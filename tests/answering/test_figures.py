"""Which of the figures that a sentence chains is the one that was asked for."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.short_answers.short_answer import short_answer
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage

Answer = Callable[[str, str], str | None]


@pytest.fixture
def answer(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Answer:
    """The short answer to a question from one passage alone, every word of it equally rare."""
    wording = load_wording()

    def from_passage(text: str, asked: str) -> str | None:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        focus = Matcher(
            weigh(
                question.focus,
                synonyms=lambda word: wording.synonyms.get(word, ()),
                frequency=lambda _: 3,
                passages=200,
            )
        )
        evidence = Evidence(question, focus, Matcher(()), wording)
        found = evidence.candidates([(passage(text), "工作报告")])
        span = short_answer(found[0], evidence) if found else None
        return span.text if span else None

    return from_passage


CHAIN = "2019年,新收行政复议申请 134件,受理129件,不予受理5件,办结98件,其中维持61件。"


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ("新收行政复议申请多少件?", "134件"),
        ("受理了多少件行政复议申请?", "129件"),
        ("不予受理的有几件?", "5件"),
        ("行政复议办结多少件?", "98件"),
        ("维持了多少件?", "61件"),
    ],
)
def test_each_figure_of_a_chain_answers_its_own_question(answer: Answer, asked: str, figure: str) -> None:
    assert answer(CHAIN, asked) == figure


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("全县38个部门单位742项服务事项进驻新大厅。", "有多少个部门单位进驻新大厅?", "38个"),
        ("全县38个部门单位742项服务事项进驻新大厅。", "多少项服务事项进驻新大厅?", "742项"),
        ("全年受理法律援助418件、结案386件。", "法律援助结案多少件?", "386件"),
        ("新申领人员共311名,全部参加了法律知识培训。", "多少人参加了法律知识培训?", "311名"),
        ("把1870名网格员纳入调解员队伍,调解21345件。", "多少名网格员纳入调解员队伍?", "1870名"),
        ("为58名农民工讨回工资121.5万元。", "给农民工讨回多少工资?", "121.5万元"),
        ("大厅面积由760平方米扩大至2150平方米。", "大厅扩建后面积是多少?", "2150平方米"),
        ("大厅面积由760平方米扩大至2150平方米。", "大厅原来面积是多少?", "760平方米"),
        ("出庭应诉率从92%提高到100%。", "出庭应诉率是多少?", "100%"),
        ("一类区域首小时收费4元,二类区域首小时收费3元。", "二类区域首小时收多少钱?", "3元"),
        ("参加学习6.4万人次,参与率达到100%。", "学习的参与率有多高?", "100%"),
    ],
)
def test_a_figure_is_read_with_the_words_that_belong_to_it(
    answer: Answer, text: str, asked: str, figure: str
) -> None:
    assert answer(text, asked) == figure


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("依托学校、医院的90所活动室开展服务。", "有多少公里高速公路?"),
        ("调解成功1140件,调解率98.87%。", "调解案件涉及多少万平方米?"),
        ("2019年,按照第四十七条办理。", "办理了多少件?"),
    ],
)
def test_a_figure_of_another_unit_is_no_answer(answer: Answer, text: str, asked: str) -> None:
    assert answer(text, asked) is None


@pytest.mark.parametrize(
    ("text", "asked", "name"),
    [
        ("其中县税务局获得最佳创意奖,县教育局获得优秀案例奖。", "哪个单位获得最佳创意奖?", "县税务局"),
        ("县人民调解员王建国同志荣获“全国模范调解员”称号。", "谁获得了全国模范调解员称号?", "王建国"),
        ("河口镇柳树村被命名为“民主法治示范村”。", "哪个村被命名为民主法治示范村?", "河口镇柳树村"),
        ("“老杨调解室”累计调解216件,被评为省级调解室。", "哪个调解室被评为省级?", "老杨调解室"),
        ("成立工作专班,由分管副区长任组长。", "工作专班由谁任组长?", "分管副区长"),
        ("行政审批服务局于2018年底挂牌,划入事项95项。", "行政审批服务局什么时候挂牌?", "2018年底"),
        ("中心2022年7月成为立法联系点,2023年5月接受授牌。", "立法联系点哪个月接受授牌?", "2023年5月"),
        (
            "制定规范性文件1件,名称是《不动产登记实施意见》。",
            "制定的规范性文件叫什么?",
            "《不动产登记实施意见》",
        ),
    ],
)
def test_a_name_or_date_stands_beside_the_words_of_the_question(
    answer: Answer, text: str, asked: str, name: str
) -> None:
    assert answer(text, asked) == name


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("全年受理申请71件,不予受理9件。", "有多少件申请没给受理?", "9件"),
        ("公共预算支出58亿元,其中民生支出49亿元。", "支出是多少?", "58亿元"),
        ("留抵退税14.2亿元,惠及企业1860户,退还增值税。", "退给企业多少增值税?", "14.2亿元"),
        ("小提琴产量31万把,产值4亿元。", "小提琴产量有多少把?", "31万把"),
        ("低保对象874户1325人。", "有多少低保对象?", "1325人"),
        ("聘请法律顾问8名,其中律师5名。", "法律顾问里有几名律师?", "5名"),
        (
            "各执法部门办理处罚案件762件,其中公安机关411件,交通运输部门156件。",
            "交通部门办了多少处罚案件?",
            "156件",
        ),
        ("工作人员31名,平均年龄47岁。", "工作人员平均多大岁数?", "47岁"),
    ],
)
def test_the_words_of_a_question_tell_which_figure_is_meant(
    answer: Answer, text: str, asked: str, figure: str
) -> None:
    assert answer(text, asked) == figure


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        (
            "全年地区生产总值512.4亿元,人均地区生产总值63208元,万元GDP能耗下降3.1%。",
            "GDP是多少?",
            "512.4亿元",
        ),
        ("人均地区生产总值63208元,全年地区生产总值512.4亿元。", "地区生产总值有多少?", "512.4亿元"),
        ("全年地区生产总值512.4亿元,人均地区生产总值63208元。", "人均地区生产总值是多少?", "63208元"),
        ("危房改造每户补助2.4万元,全年发放补助816万元。", "危房改造发放补助多少?", "816万元"),
    ],
)
def test_what_falls_to_each_is_not_the_whole(answer: Answer, text: str, asked: str, figure: str) -> None:
    assert answer(text, asked) == figure


def test_how_often_is_no_number_of_persons(answer: Answer) -> None:
    text = "律师服务团为企业做法治体检121次。"
    assert answer(text, "有多少名律师?") is None
    assert answer(text, "律师做法治体检多少次?") == "121次"
