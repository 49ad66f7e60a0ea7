"""A bare follow-up that names another one of a row: 第二轮呢 after a question on 第一轮, 二审呢 after 一审.

It asks the question before of that one: what was asked of the first is asked of the second. This module does
not know what a follow-up else may leave out.
"""

import re

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_IN_A_ROW = re.compile(
    rf"第?{_NUMBER}(?P<of>轮|批次?|期|次|阶段|季度|届|场|类|档|级|审|等奖|标段|组|名|梯队|年级|类区|期工程)"
)
_LEAD = re.compile(r"^(?:那么?|其中的?|到了?)")
_TRAILING = "的了又是"


def asked_of_counterpart(before: str, said: str) -> str:
    """The question ``before`` asked of the one in a row that ``said`` names and nothing else; empty where
    ``said`` names none, or ``before`` none or several of that row."""
    said = _LEAD.sub("", said).rstrip(_TRAILING)
    named = _IN_A_ROW.fullmatch(said)
    if named is None:
        return ""
    asked = [match for match in _IN_A_ROW.finditer(before) if match["of"] == named["of"]]
    if len(asked) != 1 or asked[0].group() == said:
        return ""
    return before[: asked[0].start()] + said + before[asked[0].end() :]
