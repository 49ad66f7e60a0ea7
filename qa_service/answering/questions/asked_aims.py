"""The aim that a question asks the figure of: 出庭率的目标是多少, 和解率要做到多少.

That something is aimed at is told by where a document says it (2024年工作安排) and by words of its own (力争,
确保), seldom by 目标; so the word is none that an answer must hold. This module does not know the documents.
"""

import re
from dataclasses import dataclass

_AIM = re.compile(
    r"(?P<named>的?(?:预期|年度|全年)?目标(?:任务)?(?:值|数|指标)?"
    r"(?:定在|定为|定的是|定到|设为|设定为)?(?=(?:是|为|有)?(?:多少|几|百分之)))"
    r"|(?:要|想|应|需|能)?做到(?=(?:多少|几|百分之))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AimAsked:
    """``span`` are the words of the text that say no more; ``is_named``: that an aim is asked for they say
    outright."""

    span: tuple[int, int]
    is_named: bool


def aim_in(text: str) -> AimAsked | None:
    """The aim whose figure folded ``text`` asks for."""
    found = _AIM.search(text)
    return AimAsked(span=found.span(), is_named=found["named"] is not None) if found else None
