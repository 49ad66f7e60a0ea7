"""Shortcomings and plans are told as the document's own account of them: all points, in order, of the right
document and year; of one matter only the points on it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "望江县2022年法治政府建设情况报告": """望江县2022年法治政府建设情况报告
2022年，望江县扎实推进法治政府建设。
一、主要举措和成效
（一）解决突出问题。聚焦群众反映的突出问题，办结民生事项214件。
（二）强化执法监督。抽查案卷96卷，培训执法人员310人次。
二、存在的问题和不足
一是乡镇执法力量薄弱，每个乡镇平均只有4名执法人员。二是部分单位案卷制作不规范。三是普法方式陈旧，线上宣传不足。
三、2023年工作打算
（一）充实执法力量。招录执法人员20名。
（二）规范案卷制作。每季度评查一次案卷。
（三）办好线上普法。开设“望江普法”专栏。
""",
    "望江县2021年法治政府建设情况报告": """望江县2021年法治政府建设情况报告
2021年，望江县法治政府建设取得新进展。
一、主要工作
办理行政复议案件31件。
二、存在的不足
行政复议人员只有2名，人手不够。
三、下一步工作安排
增配行政复议人员3名。
""",
    "怀宁县2023年政府信息公开工作年度报告": """怀宁县2023年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息2310条，政府信息公开专栏更新480次。
二、存在的主要问题及改进情况
2023年，怀宁县政府信息公开工作存在以下不足：一是政策解读形式单一；二是个别乡镇公开不及时。
下一步，怀宁县将重点做好以下工作：一是丰富政策解读形式；二是每月检查乡镇公开情况。
""",
    "怀宁县2023年法治政府建设报告": """怀宁县2023年法治政府建设报告
一、主要成效
全年办结行政复议案件58件。
二、面临的困难
公证员只有1名，难以满足需要。
三、下阶段工作思路
引进公证员2名。
""",
    "潜山市2023年工作总结": """潜山市2023年工作总结
一、主要工作
全年改造老旧小区12个。
虽然取得了一些成绩，但仍存在一些问题：一是项目推进不快；二是招商成效不明显。下一步将加快项目建设，开展驻点招商。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("asked_section")) as opened:
        yield opened


SHORTCOMINGS_2022 = ("乡镇执法力量薄弱", "案卷制作不规范", "普法方式陈旧")
PLANS_2022 = ("招录执法人员20名", "每季度评查一次案卷", "望江普法")


def says_in_order(answer: str, points: tuple[str, ...]) -> bool:
    places = [answer.find(point) for point in points]
    return -1 not in places and all(one < other for one, other in pairwise(places))


@pytest.mark.parametrize(
    "question",
    [
        "望江县2022年工作中有哪些不足?",
        "望江县2022年还有哪些做得不到位的地方?",
        "望江2022年工作哪里没做好",
        "望江县2022年法治政府建设遇到哪些难处?",
        "望江县2022年哪些方面需要改进",
        "望江县有什么短板",
        "望江县2022年工作还存在哪些差距?",
    ],
)
def test_all_shortcomings_are_told_in_order_however_they_are_asked_for(
    service: Service, question: str
) -> None:
    answer = ask(service, question)
    assert says_in_order(answer.answer, SHORTCOMINGS_2022)
    assert "突出问题" not in answer.answer
    assert {citation.section[0] for citation in answer.citations} == {"二、存在的问题和不足"}


@pytest.mark.parametrize(
    "question",
    [
        "望江县2022年报告里下一步打算是什么?",
        "望江县接下来要做什么?",
        "望江县下一年度主要工作任务有哪些?",
        "望江县2023年有什么打算",
        "望江县法治政府建设下一步工作思路",
        "望江县今后的工作重点是什么?",
    ],
)
def test_all_points_of_a_plan_are_told_in_order_however_they_are_asked_for(
    service: Service, question: str
) -> None:
    answer = ask(service, question)
    assert says_in_order(answer.answer, PLANS_2022)
    assert {citation.section[0] for citation in answer.citations} == {"三、2023年工作打算"}


def test_a_plan_for_a_year_is_the_one_that_the_report_before_announced(service: Service) -> None:
    assert "增配行政复议人员3名" in ask(service, "望江县2022年有什么打算?").answer
    assert "招录执法人员20名" in ask(service, "望江县2022年报告说下一步怎么打算?").answer


def test_no_plan_is_told_for_a_year_that_none_was_made_for(service: Service) -> None:
    assert ask(service, "望江县2024年有什么打算?").status == "not_found"
    assert ask(service, "望江县2019年有什么打算?").status == "not_found"


def test_without_a_year_the_latest_report_answers(service: Service) -> None:
    answer = ask(service, "望江县有哪些不足?")
    assert {citation.year for citation in answer.citations} == {2022}


def test_of_one_matter_only_the_points_on_it_are_told(service: Service) -> None:
    answer = ask(service, "望江县2022年案卷方面有哪些问题?").answer
    assert "案卷制作不规范" in answer
    assert "普法方式陈旧" not in answer
    assert "二是" not in answer


def test_shortcomings_of_a_matter_that_the_account_does_not_name_are_not_found(service: Service) -> None:
    assert ask(service, "望江县2022年仲裁方面有哪些不足?").status == "not_found"


def test_one_heading_for_both_parts_shortcomings_from_plans(service: Service) -> None:
    lacking = ask(service, "怀宁县2023年信息公开有哪些不足?").answer
    assert says_in_order(lacking, ("政策解读形式单一", "个别乡镇公开不及时"))
    assert "每月检查" not in lacking
    planned = ask(service, "怀宁县信息公开下一步有什么打算?").answer
    assert says_in_order(planned, ("丰富政策解读形式", "每月检查乡镇公开情况"))
    assert "形式单一" not in planned


def test_of_several_documents_each_is_named_with_its_own_account(service: Service) -> None:
    answer = ask(service, "怀宁县2023年工作有哪些不足?")
    assert "《怀宁县2023年政府信息公开工作年度报告》:" in answer.answer
    assert "《怀宁县2023年法治政府建设报告》:公证员只有1名" in answer.answer
    assert len({citation.document_id for citation in answer.citations}) == 2


def test_a_sentence_may_announce_what_no_heading_does(service: Service) -> None:
    answer = ask(service, "潜山市2023年工作还有哪些不足?").answer
    assert says_in_order(answer, ("项目推进不快", "招商成效不明显"))
    assert "驻点招商" not in answer
    assert "老旧小区" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "介绍一下望江县2022年强化执法监督的情况",
        "望江县2022年在执法监督方面做了哪些工作?",
        "望江县是怎么强化执法监督的?",
    ],
)
def test_what_stands_under_the_heading_that_a_question_names_answers_it(
    service: Service, question: str
) -> None:
    answer = ask(service, question)
    assert "抽查案卷96卷，培训执法人员310人次" in answer.answer
    assert "民生事项" not in answer.answer


def test_the_heading_of_a_plan_tells_nothing_of_the_year_before(service: Service) -> None:
    answer = ask(service, "介绍一下望江县2022年办好线上普法的情况")
    assert "开设" not in answer.answer
    assert "开设“望江普法”专栏" in ask(service, "望江县2023年怎么办好线上普法?").answer


@pytest.mark.parametrize(
    "question",
    [
        "介绍一下望江县2022年的法治政府建设情况",
        "望江县2022年的报告讲了什么?",
        "望江县2022年这份报告里写了些什么",
        "望江县2022年的报告主要讲了什么?",
    ],
)
def test_a_document_as_a_whole_is_told_by_its_headings(service: Service, question: str) -> None:
    answer = ask(service, question)
    assert answer.answer.startswith("《望江县2022年法治政府建设情况报告》:")
    headings = ("一、主要举措和成效", "(二)强化执法监督", "二、存在的问题和不足", "三、2023年工作打算")
    assert says_in_order(answer.answer.replace("（", "(").replace("）", ")"), headings)
    assert all(citation.quote in citation.text for citation in answer.citations)


@pytest.mark.parametrize("question", ["望江县2022年都做了些什么?", "望江县2022年取得了哪些成效?"])
def test_what_was_done_is_told_without_shortcomings_and_plans(service: Service, question: str) -> None:
    answer = ask(service, question).answer
    assert "强化执法监督" in answer
    assert "存在的问题" not in answer
    assert "工作打算" not in answer


def test_shortcomings_and_plans_asked_for_at_once_are_both_told(service: Service) -> None:
    answer = ask(service, "望江县2022年存在的主要问题及下一步工作打算").answer
    assert says_in_order(answer, (*SHORTCOMINGS_2022, *PLANS_2022))


def test_without_a_place_the_account_of_each_place_is_named(service: Service) -> None:
    answer = ask(service, "2023年工作中有哪些不足?").answer
    assert "《潜山市2023年工作总结》:" in answer
    assert "《怀宁县2023年法治政府建设报告》:" in answer


def test_how_many_shortcomings_there_are_is_answered_by_all_of_them(service: Service) -> None:
    answer = ask(service, "望江县2022年存在几个方面的不足?")
    assert says_in_order(answer.answer, SHORTCOMINGS_2022)
    assert answer.short_answer is None


def test_a_follow_up_asks_another_place_for_its_own_account(service: Service) -> None:
    answer = ask(service, "那潜山市呢?", "怀宁县2023年工作有哪些不足?").answer
    assert "招商成效不明显" in answer


def test_a_part_is_asked_for_by_its_number(service: Service) -> None:
    answer = ask(service, "望江县2022年报告的第二部分讲了什么?").answer
    assert says_in_order(answer, SHORTCOMINGS_2022)


UNITS_AND_GUIDES = {
    "太湖县安全生产检查情况的通报": """太湖县安全生产检查情况的通报
一、总体情况
共排查隐患132处。
二、存在的问题
（一）晋熙镇。龙山烟花爆竹经营点消防器材过期。
（二）徐桥镇。徐桥农机站台账不全。
""",
    "太湖县2023年度预算执行审计结果公告": """太湖县2023年度预算执行审计结果公告
一、审计发现的主要问题
（一）预算编制不细。县教育局4个项目未细化。
（二）资金滞留。县水利局2个项目资金滞留1年以上。
二、上年度审计发现问题整改情况
2022年度审计指出的问题共46个，已整改44个。
""",
    "太湖县教育局2024年工作总结": """太湖县教育局2024年工作总结
一、主要工作
新增公办学位1200个。
二、存在的问题
音体美教师缺编86人。
三、下一步打算
招聘教师40人。
""",
    "太湖县2023年工作总结": """太湖县2023年工作总结
一、主要工作
改造老旧小区12个。
全县经济社会发展仍面临不少困难和挑战：产业结构不优；城乡基础设施欠账较多。
""",
    "岳西县不动产登记办事指南": """岳西县不动产登记办事指南
一、首次登记
（一）申请材料
1.登记申请书；
2.建设工程规划许可证。
（二）办理时限
10个工作日。
二、转移登记
（一）申请材料
1.登记申请书；
2.买卖合同。
（二）办理时限
5个工作日。
""",
    "岳西县医疗救助办法": """岳西县医疗救助办法
第一章 总则
第一条 为了保障群众基本医疗权益，制定本办法。
第二章 救助对象
第二条 特困人员、低保对象按照九成救助。
第三章 附则
第三条 本办法自2023年7月1日起施行，试行期2年，由县医疗保障局解释。
""",
}


def test_what_is_to_come_is_told_for_no_shortcoming(tmp_path: Path) -> None:
    report = """岳西县住建局2023年工作总结
一、主要工作
检查企业23家，查处案件17件。
二、下一步计划
改造小区8个。
"""
    with service_over({"岳西县住建局2023年工作总结": report}, tmp_path) as opened:
        assert ask(opened, "住建局2023年有哪些问题？").status == "not_found"


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(UNITS_AND_GUIDES, tmp_path_factory.mktemp("units_and_guides")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("安全生产检查发现哪些问题？", ("消防器材过期", "台账不全"), "缺编"),
        ("徐桥镇安全生产检查存在什么问题？", ("台账不全",), "缺编"),
        ("太湖县2023年审计发现了哪些问题？", ("预算编制不细", "资金滞留"), "已整改44个"),
        ("太湖县2023年发展面临哪些困难？", ("产业结构不优", "基础设施欠账较多"), "改造老旧小区"),
        ("岳西县转移登记需要什么材料？", ("登记申请书", "买卖合同"), "工作日"),
        ("岳西县医疗救助办法第二章讲什么？", ("特困人员",), "登记"),
        ("医疗救助办法的有效期是多久？", ("试行期2年",), "登记"),
        ("医疗救助办法由谁解释？", ("县医疗保障局",), "登记"),
    ],
)
def test_what_the_question_names_is_told_and_nothing_beside_it(
    beside: Service, question: str, told: tuple[str, ...], untold: str
) -> None:
    answer = ask(beside, question).answer
    assert says_in_order(answer, told)
    assert untold not in answer


def test_what_was_resolved_is_no_shortcoming(service: Service) -> None:
    assert "乡镇执法力量薄弱" not in ask(service, "望江县2022年解决了哪些问题?").answer


def test_of_a_long_plan_each_point_is_told_shortly_and_none_is_left_out(tmp_path: Path) -> None:
    numerals = "一二三四五六七八九"
    points = "".join(
        f"（{numeral}）推进第{numeral}类项目。{'加快前期手续，落实建设用地，保障要素供给，' * 4}"
        f"年内开工{number}个。{'同步做好服务。' * 9}\n"
        for number, numeral in enumerate(numerals, start=3)
    )
    report = f"英山县2023年工作总结\n一、主要工作\n完成项目60个。\n二、2024年工作打算\n{points}"
    with service_over({"英山县2023年工作总结": report}, tmp_path) as opened:
        answer = ask(opened, "英山县下一步有什么打算?").answer
    assert says_in_order(answer, tuple(f"推进第{numeral}类项目" for numeral in numerals))
    assert len(answer) < 1000


def test_each_point_has_its_own_citation(service: Service) -> None:
    answer = ask(service, "望江县2022年工作中有哪些不足?")
    assert [citation.quote[:2] for citation in answer.citations] == ["一是", "二是", "三是"]
