"""Whether a sentence tells, in its document's own words, the change between years that is asked for.

比上年 is no change over three years, and what there was in one of them is no change at all. This module does
not know what has changed.
"""

import re
from collections.abc import Sequence

from qa_service.answering.comparing.aims import Aim, Aims
from qa_service.answering.comparing.counted import is_change
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.text.counting_words import counting_words

_SINCE_YEAR_BEFORE = re.compile(r"[上去]一?年|同比|同期")
_MORE_OR_LESS = re.compile(r"[较比][^,，。;；]{1,12}[多少高低]")


def is_change_over(candidate: Candidate, years: Sequence[int]) -> bool:
    """Whether the figure of ``candidate`` says by how much something changed, over ``years`` where these are
    several."""
    if not is_change(candidate):
        return False
    text = candidate.sentence.text
    one_after_another = not years or max(years) - min(years) <= 1
    return one_after_another or f"{min(years)}年" in text or not _SINCE_YEAR_BEFORE.search(text)


def may_say(text: str, aims: Aims, years: Sequence[int]) -> bool:
    """Whether ``text`` may answer a question with ``aims`` about ``years``: by how much one differs from
    another only words of change tell."""
    if Aim.DIFFERENCE not in aims or len(years) < 2:
        return True
    return counting_words().change.search(text) is not None or _MORE_OR_LESS.search(text) is not None
