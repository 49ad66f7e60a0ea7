"""Who asks for all there is of a matter is not told the figure of one office, person, campaign, field, level
or kind of case; who names it is, and what is told of all answers."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

_PARTS = """关于崇礼县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。县市场监管局在6月开展“清朗”专项行动,检查商户2316家次,移送公安机关4件。
全县18个乡镇成立综合执法队,当年办理行政处罚案件1276件。
查获非法采砂案件34起,其中行政处罚26起。
(二)化解矛盾纠纷。劳动人事争议仲裁院立案208件,其中调解结案131件。县领导包联的信访积案化解22件。
在九龙山景区设立旅游纠纷调解室,当场化解纠纷65件。
(三)法律服务。县政府聘请法律顾问9名,其中律师5名。县长出庭应诉1次。
宪法宣传周组织普法活动68场。
"""
_WHOLES = """关于崇礼县2023年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。县市场监管局在6月开展“清朗”专项行动,移送公安机关4件,全县行政机关移送公安机关19件。
全县18个乡镇的调委会调解纠纷2918件。推广“乡贤说事”品牌,全县律师26名。
(二)应诉。行政机关负责人出庭应诉30次。县政府法制办收到行政复议申请27件。
全年开展“法律进乡村”“宪法宣传周”等普法活动213场。
"""
_BUREAU = """崇礼县水务局2023年度法治政府建设情况报告

一、主要做法和成效
(一)规范行政执法。水政监察大队办理行政处罚案件38件。全年查获非法采砂案件12起,移送公安机关3件。组织巡河121次。
"""


@pytest.mark.parametrize(
    "question",
    [
        "崇礼县移送公安机关多少件?",
        "崇礼县行政处罚案件有多少件?",
        "崇礼县调解了多少纠纷?",
        "崇礼县处理了多少信访件?",
        "崇礼县有多少律师?",
        "崇礼县搞了多少场普法活动?",
    ],
)
def test_the_figure_of_a_part_is_not_told_for_all(tmp_path: Path, question: str) -> None:
    with service_over({"a": _PARTS}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("崇礼县市场监管局移送公安机关多少件?", "4件"),
        ("崇礼县劳动人事争议仲裁院调解结案多少件?", "131件"),
        ("崇礼县非法采砂案件行政处罚了多少起?", "26起"),
        ("崇礼县县长出庭应诉几次?", "1次"),
        ("崇礼县宪法宣传周组织了多少场普法活动?", "68场"),
    ],
)
def test_a_part_that_the_question_names_is_told(tmp_path: Path, question: str, told: str) -> None:
    with service_over({"a": _PARTS}, tmp_path) as service:
        assert ask(service, question).short_answer == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("崇礼县移送公安机关多少件?", "19件"),
        ("崇礼县调解了多少纠纷?", "2918件"),
        ("崇礼县有多少律师?", "26名"),
        ("崇礼县收到多少件行政复议申请?", "27件"),
        ("崇礼县搞了多少场普法活动?", "213场"),
    ],
)
def test_what_is_told_of_all_is_narrowed_by_nothing_before_it(
    tmp_path: Path, question: str, told: str
) -> None:
    with service_over({"b": _WHOLES}, tmp_path) as service:
        assert ask(service, question).short_answer == told


@pytest.mark.parametrize(
    ("question", "told"),
    [("崇礼县水务局行政处罚案件多少件?", "38件"), ("崇礼县水务局移送公安机关多少件?", "3件")],
)
def test_a_bureau_has_but_its_own_offices_and_its_own_kinds_of_cases(
    tmp_path: Path, question: str, told: str
) -> None:
    with service_over({"c": _BUREAU}, tmp_path) as service:
        assert ask(service, question).short_answer == told


def test_a_bureau_alone_is_no_matter_that_is_counted(tmp_path: Path) -> None:
    with service_over({"c": _BUREAU}, tmp_path) as service:
        assert ask(service, "崇礼县水务局开了多少次会?").status == "not_found"
        assert ask(service, "崇礼县水务局巡河多少次?").short_answer == "121次"
        assert ask(service, "介绍一下崇礼县水务局").status == "answered"


_SUITS = """关于青龙县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)行政应诉。全年行政应诉案件29件,一审21件,行政机关负责人出庭应诉率达到100%,败诉2件。
(二)行政复议。全年办理行政复议案件16件,维持率达95%。
"""


def test_what_stands_behind_a_rate_of_the_leaders_is_not_theirs(tmp_path: Path) -> None:
    with service_over({"g": _SUITS}, tmp_path) as service:
        assert ask(service, "青龙县行政诉讼败诉几件?").short_answer == "2件"


def test_the_rate_of_another_procedure_is_not_told(tmp_path: Path) -> None:
    report = _SUITS.replace("行政机关负责人出庭应诉率达到100%,", "应诉工作扎实,")
    with service_over({"g": report}, tmp_path) as service:
        assert ask(service, "青龙县负责人出庭应诉率是多少?").status == "not_found"


_COUNTED = """关于围场县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)政务公开。受理政府信息公开申请44件,予以公开25件。
(二)行政执法。全县29个执法单位共有法制审核人员41人。发出复议建议书5份。县政府法律顾问由3名增至5名。
"""


@pytest.mark.parametrize(
    "question",
    [
        "围场县公开了多少条政府信息?",
        "围场县有多少执法人员?",
        "围场县有多少律师?",
        "围场县办理人大建议多少件?",
    ],
)
def test_what_counts_others_is_not_told(tmp_path: Path, question: str) -> None:
    with service_over({"d": _COUNTED}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [("围场县收到多少件信息公开申请?", "44件"), ("围场县有几个法律顾问?", "5名")],
)
def test_what_is_counted_is_told(tmp_path: Path, question: str, told: str) -> None:
    with service_over({"d": _COUNTED}, tmp_path) as service:
        assert ask(service, question).short_answer == told


_BODIES = """关于隆化县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)基层治理。全县成立业委会110个。加强人民调解委员会建设,新创建一个司法所。
(二)法律服务。全县人民调解组织312个。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("隆化县有几个业委会?", "110个"),
        ("隆化县有几个人民调解委员会?", "312个"),
        ("隆化县有几个司法所?", None),
        ("隆化县新创建了几个司法所?", "一个"),
    ],
)
def test_bodies_are_not_counted_by_others_nor_by_new_ones(
    tmp_path: Path, question: str, told: str | None
) -> None:
    with service_over({"e": _BODIES}, tmp_path) as service:
        assert ask(service, question).short_answer == told


_ACTS = """兴隆县水务局2022年度法治政府建设情况报告

一、主要做法和成效
(一)队伍建设。水政监察大队现有持证执法人员221人。
(二)应诉。以本局为被告的案件38件,均按时答辩。
"""


@pytest.mark.parametrize(
    "question", ["兴隆县水务局培训了执法人员多少人次?", "兴隆县水务局为被告的案件败诉多少件?"]
)
def test_a_figure_of_which_nothing_says_that_it_was_done_is_not_told(tmp_path: Path, question: str) -> None:
    with service_over({"f": _ACTS}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


_OF_ITS_OWN = """关于涞源县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)普法宣传。组建“驼铃普法队”,17名队员走村入户。
(二)安全监管。矿山安全方面,成立分管负责人牵头的执法大队,收缴不合格雷管213枚。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [("涞源县的“驼铃普法队”有多少名队员?", "17名"), ("涞源县矿山安全一共收缴了多少枚不合格雷管?", "213枚")],
)
def test_a_matter_of_its_own_is_told_by_whoever_does_it(tmp_path: Path, question: str, told: str) -> None:
    with service_over({"g": _OF_ITS_OWN}, tmp_path) as service:
        assert ask(service, question).short_answer == told
