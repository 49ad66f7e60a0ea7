"""A time limit for another's act than the question asks for is none of its answers. All articles are
invented."""

import pytest

from qa_service.answering.evidence.doers import is_of_other_act
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.text.sentences import sentences
from tests.answering.conftest import passage

FILED = "第四条 渡船沉没的,所在单位应当自沉没之日起二十日内,向渡口管理部门提出打捞申请。"
DECIDED = "第五条 渡口管理部门应当自受理打捞申请之日起五十日内作出准予打捞的决定,并书面通知申请打捞的单位。"
COMPLAINT = "第六条 船客不满意的,可以向渡口管理部门申诉,渡口管理部门应当自接到申诉之日起四十日内作出答复。"


@pytest.mark.parametrize(
    ("text", "asked", "other"),
    [
        (FILED, "渡船沉了,单位要在几天内去申请打捞?", False),
        (DECIDED, "渡船沉了,单位要在几天内去申请打捞?", True),
        (DECIDED, "申请打捞沉船,多少天内会给决定?", False),
        (COMPLAINT, "向渡船公司投诉,公司要多少天内给答复?", True),
        (COMPLAINT, "向管理部门申诉,几天内能有答复?", False),
        (DECIDED, "打捞的许可要多久?", False),
        (FILED, "渡船沉了单位不管,我自己最晚多久之内申请打捞?", True),
    ],
)
def test_a_time_limit_is_for_the_act_that_is_asked_about(text: str, asked: str, other: bool) -> None:
    [sentence] = sentences(passage(text))
    figure = next(each for each in figures_in(sentence.text) if each.kind == "duration")
    assert is_of_other_act(sentence, figure, asked) is other
