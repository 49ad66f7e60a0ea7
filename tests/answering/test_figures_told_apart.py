"""Of the figures of one or two sentences the one that is asked for, by what the sentence says of each; both
where the question names both."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "望江县2022年法治政府建设情况报告": """望江县2022年法治政府建设情况报告
2022年，望江县法治政府建设稳步推进。
一、主要工作
（一）基层执法。在鸦滩镇、凉泉镇先行开展委托执法，两镇全年办理案件31件，其中鸦滩镇19件，凉泉镇12件。
（二）下放权限。华阳镇、雷池镇、赛口镇3个镇首批承接，下放权限分别为84项、79项和66项。
（三）市场准入。全年新登记经营主体4120户，同比增长5.2%；其中企业986户，农民专业合作社37户。
（四）热线办理。12345热线受理群众诉求7.4万件，按期办结率98%。其中供水类1216件，噪声类904件。
（五）提速。取水许可证的办理时限原为18个工作日，现压减至4个工作日。
（六）应诉。全县一审案件27件，已判决22件中政府一方败诉5件。
（七）法律援助。法律援助中心受理案件352件，办结330件，其中老年人案件61件，为其挽回损失74.5万元。
（八）接受监督。全年承办县人大代表建议46件、政协委员提案58件，满意率100%。
（九）案卷评查。组织案卷评查两次，共抽查行政强制案卷35卷、行政检查案卷42卷，评出优秀案卷9卷，不合格案卷2卷。
（十）人民调解。各类调解组织调解矛盾1530件，调解成功1507件。
（十一）队伍。持证执法人员为287名，其中年内新取得执法证的41名。乡镇协管员165名，开展协管业务培训12期640人次。
（十五）复议诉讼。全年行政复议案件8件、行政诉讼案件6件。
（十三）文件。制定县政府规范性文件7件，清理后废止9件。
（十四）仲裁。劳动人事争议仲裁机构受理争议案件418件，涉及劳动者502人。审结402件，其中调解结案255件，裁决结案147件。
（十二）空气。全年空气优良日311天，比上年增加14天。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("told_apart")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("鸦滩镇委托执法以后办了多少件案件?", "19件"),
        ("凉泉镇委托执法以后办了多少件案件?", "12件"),
        ("两个镇委托执法以后办了多少件案件?", "31件"),
    ],
)
def test_of_those_that_a_whole_is_of_the_one_that_is_named_has_its_own_part(
    service: Service, question: str, short: str
) -> None:
    assert ask(service, question).short_answer == short


@pytest.mark.parametrize(("town", "short"), [("华阳镇", "84项"), ("雷池镇", "79项"), ("赛口镇", "66项")])
def test_figures_follow_the_order_of_those_named_two_clauses_before(
    service: Service, town: str, short: str
) -> None:
    assert ask(service, f"望江县{town}承接的下放权限是多少项?").short_answer == short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("望江县2022年新登记企业有多少户?", "986户"),
        ("望江县2022年新登记经营主体有多少户?", "4120户"),
        ("望江县12345热线受理的噪声类诉求有多少件?", "904件"),
    ],
)
def test_a_part_in_the_next_sentence_answers_where_the_question_names_it(
    service: Service, question: str, short: str
) -> None:
    assert ask(service, question).short_answer == short


def test_what_a_term_is_now_is_not_what_it_was(service: Service) -> None:
    assert ask(service, "望江县办个取水许可证现在几天能拿到?").short_answer == "4个工作日"
    assert ask(service, "望江县取水许可证的办理时限原来是几个工作日?").short_answer == "18个工作日"


def test_words_behind_a_number_of_which_belong_to_the_figure_that_they_lead_up_to(service: Service) -> None:
    assert ask(service, "望江县2022年应诉败诉了几件?").short_answer == "5件"


def test_a_loss_is_asked_for_in_money(service: Service) -> None:
    told = ask(service, "给老年人挽回了多少损失?", "望江县2022年法律援助受理了多少件?", "办结多少?")
    assert told.short_answer == "74.5万元"


def test_two_that_are_asked_for_together_are_both_told(service: Service) -> None:
    for asked in ("望江县办理人大建议和政协提案多少件?", "望江县政协提案、人大建议一共办了几件?"):
        assert ask(service, asked).short_answer == "46件、政协委员提案58件"
    assert ask(service, "望江县办理人大建议多少件?").short_answer == "46件"
    assert ask(service, "望江县办理政协提案多少件?").short_answer == "58件"


def test_two_that_are_called_alike_are_both_told_unless_one_is_named(service: Service) -> None:
    assert ask(service, "望江县评查的案卷一共多少卷?").short_answer == "35卷、行政检查案卷42卷"
    assert ask(service, "望江县抽查行政强制案卷多少卷?").short_answer == "35卷"
    assert ask(service, "望江县评出优秀案卷多少卷?").short_answer == "9卷"


def test_those_that_succeeded_are_not_all(service: Service) -> None:
    assert ask(service, "望江县2022年一共调解了多少矛盾?").short_answer == "1530件"
    assert ask(service, "望江县2022年调解成功多少件?").short_answer == "1507件"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("望江县目前持证的执法人员规模", "287名"),
        ("望江县2022年持证执法人员数", "287名"),
        ("望江县空气优良日多了几天?", "14天"),
    ],
)
def test_a_number_is_asked_for_in_short_too(service: Service, question: str, short: str) -> None:
    assert ask(service, question).short_answer == short


def test_how_many_of_a_counted_whole_is_asked_for_in_a_number(service: Service) -> None:
    asked = "望江县接到的7.4万件诉求里,供水类占多少?"
    assert ask(service, asked).short_answer == "1216件"


def test_how_often_people_came_is_not_how_many_there_are(service: Service) -> None:
    assert ask(service, "望江县培训了乡镇协管员多少人次?").short_answer == "640人次"


def test_what_was_made_is_not_what_was_abolished(service: Service) -> None:
    assert ask(service, "望江县2022年废止了多少规范性文件?").short_answer == "9件"
    assert ask(service, "望江县2022年制定了多少规范性文件?").short_answer == "7件"


def test_a_part_of_a_step_of_the_whole_answers_where_the_question_names_it(service: Service) -> None:
    assert ask(service, "望江县劳动人事争议仲裁机构2022年调解结案多少件?").short_answer == "255件"
    assert ask(service, "望江县劳动人事争议仲裁机构2022年受理争议多少件?").short_answer == "418件"


def test_of_two_that_are_called_alike_the_one_that_is_meant_is_told_alone(service: Service) -> None:
    assert ask(service, "望江县行政诉讼案件多少件?").short_answer == "6件"
