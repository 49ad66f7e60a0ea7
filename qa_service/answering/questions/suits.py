"""输了几件 and 打赢的有多少, which in a talk about suits ask for 败诉 and 胜诉.

Away from suits people win and lose other things, so a message is read so only behind one that tells of them,
and where it names nothing else that may be won (辩论赛打赢几场).
"""

import re
from collections.abc import Sequence

_OF_SUITS = re.compile("诉讼|官司|应诉|被诉|被告|起诉")
_ENDS = r"(?:官司)?(?:掉)?了?(?=的|[几多]|有|呢|[?？。]|$)"
_LOST, _WON = re.compile(f"打?输{_ENDS}"), re.compile(f"打?赢{_ENDS}")
_WHO = re.compile("[一-鿿]{1,8}[省市区县旗州乡镇局委厅院]|政府|机关|部门|单位|我们|他们|它们|原告")
_OF_THESE = re.compile(
    "诉讼|官司|[应起被]诉|被告|案子|案件?|[一二再终]审|行政|民事|刑事|其中|里面|当中|一共|总共|全部|这些|那些"
    "|去年|今年|上年|当年|[那么的是有了呢吗又还都共总占几多少件宗起个次场年月]"
)
_NAMED = re.compile("[一-鿿]{2}")


def as_in_court(messages: Sequence[str]) -> list[str]:
    """``messages``, oldest first, with who won and who lost in the words of courts once suits were named."""
    said: list[str] = []
    for message in messages:
        if any(_OF_SUITS.search(earlier) for earlier in said) and not _names_another(message):
            message = _WON.sub("胜诉", _LOST.sub("败诉", message))
        said.append(message)
    return said


def _names_another(message: str) -> bool:
    """It says of what else somebody won or lost it: 篮球比赛输了几场."""
    rest = _OF_THESE.sub(" ", _WHO.sub(" ", _WON.sub(" ", _LOST.sub(" ", message))))
    return _NAMED.search(rest) is not None
