"""How many there are, and how much was done in all, is not told by a part of it."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

_PARTS = """关于宁安县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)深化执法改革。向乡镇下沉执法人员268人,培训执法人员1735人次。组建由25人组成的行政执法监督员队伍。
(二)化解矛盾纠纷。泉山镇“老马调解室”负责人马立全年调解156件。
(三)应诉。全县行政机关参加行政诉讼61件,同比下降10.3%。
"""
_WHOLES = """关于丰宁县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。向乡镇下沉执法人员268人。全县行政执法人员1016人,其中乡镇执法人员222人。
(二)化解矛盾纠纷。泉山镇“老马调解室”负责人马立全年调解156件。全县274个调委会调解纠纷2918件,成功2873件。
其中水事、地界纠纷合计684件。
(三)应诉。全县行政机关参加行政诉讼61件,其中败诉6件。获评全省法治政府建设示范县。
"""


@pytest.mark.parametrize(
    "question",
    [
        "宁安县有多少执法人员?",
        "宁安县一年调解了多少纠纷?",
        "宁安县行政诉讼败诉了几件?",
        "宁安县法治政府建设得了什么奖?",
    ],
)
def test_a_part_is_not_told_where_the_whole_is_asked_for(tmp_path: Path, question: str) -> None:
    with service_over({"a": _PARTS}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("丰宁县有多少执法人员?", "1016人"),
        ("丰宁县有多少乡镇执法人员?", "222人"),
        ("丰宁县一年调解了多少纠纷?", "2918件"),
        ("丰宁县泉山镇老马调解室负责人马立全年调解了多少件?", "156件"),
        ("丰宁县行政诉讼败诉了几件?", "6件"),
    ],
)
def test_the_whole_is_told_beside_its_parts_and_a_part_where_it_is_named(
    tmp_path: Path, question: str, told: str
) -> None:
    with service_over({"b": _WHOLES}, tmp_path) as service:
        assert ask(service, question).short_answer == told


def test_cases_are_not_told_by_the_number_of_those_who_mediate_them(tmp_path: Path) -> None:
    report = _PARTS.replace("马立全年调解156件", "马立勤勉。全县有调解组织554个、调解员3021名")
    with service_over({"c": report}, tmp_path) as service:
        assert ask(service, "宁安县一年调解了多少纠纷?").status == "not_found"
        assert ask(service, "宁安县有多少个调解组织?").short_answer == "554个"


_NEAR = """关于永宁县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。从25个执法单位抽取行政处罚案卷100卷评查。县政府法律顾问出具法律意见书205份。
(二)政务公开。全县26个执法单位在平台公示执法信息。调整领导小组,由县长任组长。
"""


@pytest.mark.parametrize(
    "question",
    [
        "永宁县有几个法律顾问?",
        "永宁县公开了多少条政府信息?",
        "永宁县的县长是谁?",
        "永宁县有没有执法人员被处理?",
    ],
)
def test_what_another_noun_counts_is_not_told(tmp_path: Path, question: str) -> None:
    with service_over({"d": _NEAR}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


def test_leaders_are_not_told_by_the_number_of_their_departments(tmp_path: Path) -> None:
    report = _NEAR + "(三)执法监督。同时向三个部门下发意见书。约谈行政执法部门负责人9人。\n"
    with service_over({"e": report}, tmp_path) as service:
        assert ask(service, "永宁县的执法部门有几个负责人被约谈了?").short_answer == "9人"


def test_files_are_told_by_their_own_figure_and_not_by_that_of_who_made_them(tmp_path: Path) -> None:
    with service_over({"d": _NEAR}, tmp_path) as service:
        assert ask(service, "永宁县评查了多少份行政处罚案卷?").short_answer == "100卷"
        assert ask(service, "永宁县法律顾问出具了多少份法律意见书?").short_answer == "205份"


_OF_SOME = """关于宁阳县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)执法。划转的63名执法人员中仅24人持有执法证件。邀请哈尔滨市两名专家和律师共同评查案卷。
(二)决策。县政府法律顾问团由6人增至9人,审查合同52份。
(三)下一步。培育“法律明白人”新增200名以上,新增法制审核人员3名。
(四)争议。以县政府为被告的败诉案件由17件降至9件。“回头看”转办信访件23件,已办结21件。
(五)移送。组建治欠专班,向公安机关移送涉嫌拒不支付劳动报酬案件12件。
(六)争议中心。2022年3月8日,宁阳县行政争议化解中心挂牌,与法院合署办公,成功化解91件。
"""


@pytest.mark.parametrize(
    "question",
    [
        "宁阳县有多少执法人员?",
        "宁阳县有多少律师?",
        "宁阳县新增了多少执法人员?",
        "宁阳县当了多少次被告?",
        "宁阳县处理了多少信访件?",
        "宁阳县移送公安机关多少件案件?",
        "宁阳县一年调解了多少纠纷?",
    ],
)
def test_some_of_them_or_others_are_not_told_as_all(tmp_path: Path, question: str) -> None:
    with service_over({"a": _OF_SOME}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("宁阳县有多少法律顾问?", "9人"),
        ("宁阳县新增多少法制审核人员?", "3名"),
        ("宁阳县败诉了几件?", "9件"),
        ("宁阳县转办信访件多少件?", "23件"),
        ("宁阳县移送公安机关拒不支付劳动报酬案件多少件?", "12件"),
    ],
)
def test_what_is_named_is_told(tmp_path: Path, question: str, told: str) -> None:
    with service_over({"a": _OF_SOME}, tmp_path) as service:
        assert ask(service, question).short_answer == told
