"""What a rule provides about itself answers questions after the rule as a whole, and nothing else does."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

RULES = {
    "嘉善县公共自行车管理办法": """嘉善县公共自行车管理办法
第一条 为了规范公共自行车的使用，方便群众出行，根据《浙江省道路运输条例》等规定，结合本县实际，制定本办法。
第二条 本县行政区域内公共自行车的投放、租用和管理，适用本办法。
第三条 租车卡有效期为2年，期满可以续期。
第四条 公共自行车由县交通运输局负责投放。每次租用的前一小时免费。
第九条 本办法由县交通运输局负责解释。
第十条 本办法自2022年7月1日起施行，有效期5年。2016年公布的《嘉善县公共自行车租用规定》同时废止。
""",
    "平湖市犬类免疫实施方案": """平湖市犬类免疫实施方案
一、目标任务
全年免疫犬只1.2万只，免疫证有效期1年。
二、实施步骤
各镇（街道）于5月底前开始实施集中免疫。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(RULES, tmp_path_factory.mktemp("own_provisions")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("嘉善县公共自行车管理办法什么时候开始施行?", "2022年7月1日"),
        ("嘉善县公共自行车管理办法哪天生效?", "2022年7月1日"),
        ("嘉善县公共自行车管理办法有效期多久?", "5年"),
        ("嘉善县公共自行车管理办法由谁负责解释?", "县交通运输局"),
        ("嘉善县公共自行车管理办法的制定依据是什么?", "《浙江省道路运输条例》"),
        ("为什么制定嘉善县公共自行车管理办法?", "规范公共自行车的使用,方便群众出行"),
    ],
)
def test_a_rule_is_asked_what_it_says_of_itself(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact


def test_what_a_rule_applies_to_is_told_in_its_words(service: Service) -> None:
    answer = ask(service, "嘉善县公共自行车管理办法的适用范围是什么?").answer
    assert "公共自行车的投放、租用和管理，适用本办法" in answer


def test_the_validity_of_a_thing_is_none_of_the_rule(service: Service) -> None:
    assert ask(service, "嘉善县租车卡的有效期多久?").short_answer == "2年"
    assert ask(service, "平湖市犬类免疫实施方案有效期多久?").status == "not_found"


def test_who_interprets_a_rule_that_does_not_say_so_is_not_found(service: Service) -> None:
    assert ask(service, "平湖市犬类免疫实施方案由谁负责解释?").status == "not_found"


def test_when_something_begins_that_a_rule_provides_for_is_not_when_the_rule_does(service: Service) -> None:
    assert "5月底前" in ask(service, "平湖市什么时候开始实施集中免疫?").answer


GUIDE = {
    "海安市稻谷烘干补贴申报指南": """海安市稻谷烘干补贴申报指南
一、申报对象
本市种粮大户和农民合作社。
二、申报条件
（一）烘干机使用年限不超过8年；
（二）全年烘干稻谷不少于300吨。
三、申报材料
1.稻谷烘干补贴申请表；
2.烘干机购置发票复印件；
3.烘干作业台账。
四、办理流程
1.向所在镇农业农村局申请；2.镇初审；3.市农业农村局核定；4.公示7日后拨付。
五、办理地点
海安市政务服务中心3楼C08窗口。
六、收费情况
本事项不收费。
""",
}


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(GUIDE, tmp_path_factory.mktemp("guide")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("海安市申请稻谷烘干补贴要哪些材料?", ("申请表", "发票复印件", "作业台账"), "使用年限"),
        ("海安市稻谷烘干补贴的申报条件", ("使用年限不超过8年", "不少于300吨"), "申请表"),
        ("海安市稻谷烘干补贴怎么申请?", ("镇初审", "公示7日后拨付"), "发票"),
        ("海安市稻谷烘干补贴在哪办?", ("3楼C08窗口",), "初审"),
        ("海安市办稻谷烘干补贴收费吗?", ("不收费",), "窗口"),
    ],
)
def test_a_part_of_a_guide_is_told_whole_by_what_it_is_headed_with(
    guide: Service, question: str, said: tuple[str, ...], unsaid: str
) -> None:
    answer = ask(guide, question).answer
    assert all(each in answer for each in said)
    assert unsaid not in answer


def test_an_article_asked_for_by_its_number_is_told_and_no_outline(service: Service) -> None:
    answer = ask(service, "《嘉善县公共自行车管理办法》第三条规定了什么?").answer
    assert "租车卡有效期为2年" in answer
