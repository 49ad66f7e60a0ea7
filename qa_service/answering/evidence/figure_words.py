"""A figure with the words that belong to it: those before it since the figure before, what it counts.

In a clause that chains figures (新收134件受理129件) each has its own. This module does not know what is asked
for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity

_LONGEST_NOUN = 8
_PAUSE = re.compile(r"[、,;:(]")
_FROM = re.compile(r"[由从][^,。;、]{0,9}$|原(?:来|先|本|定)?(?:的|需要?|为|是)?$")
_TO = re.compile(r"[^,。;、]{0,8}(?:至|到|为|成)|,?(?:现在?|目前|如今)")
_BARE = re.compile(r"(?:共计|共有|共|计|为|达到?|是|有|约|近|超过?|已|[:\s]){1,4}")
"""What names nothing before a figure."""
_OF_WHICH = re.compile(r"[中里],?")
"""Of 已判决31件中败诉3件 the words behind 中 are the second figure's."""
_CHANGED = re.compile(r"(?:增[加长多]|减少|下降|上升|提[高升]|降低|压减|上涨)了?(?:约|近)?")
"""比上年的54件减少18件: what changed stands before the figure of the year before."""
_COUNTED = re.compile(r"(?![的了并且等后余与和及被由为在将已均共占超达约全])[\u4e00-\u9fff“《()]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """A figure at ``text[start:end]`` with the words that belong to it, ``text[left:right]``; all folded."""

    figure: Quantity
    text: str
    clause_start: int
    left: int
    start: int
    end: int
    right: int

    @property
    def local(self) -> str:
        return self.text[self.left : self.right]

    @property
    def lead(self) -> str:
        """The figure's own words before it."""
        return self.text[self.left : self.start]

    @property
    def counted(self) -> str:
        """The noun that directly follows the figure, if one does."""
        match = _COUNTED.match(self.text, self.end, self.right)
        return match.group() if match else ""

    @property
    def is_superseded(self) -> bool:
        """由760平方米扩大至2150平方米: the first of the two."""
        before, after = self.text[max(0, self.start - 11) : self.start], self.text[self.end : self.end + 10]
        return _FROM.search(before) is not None and _TO.match(after) is not None


def words_around(sentence: Sentence, figures: Sequence[Quantity], number: int) -> FigureWords:
    """Those of ``figures[number]`` of ``sentence``, whose figures they are, in order."""
    text, figure = sentence.folded.text, figures[number]
    start, end = sentence.start + figure.start, sentence.start + figure.end
    clause_start, clause_end = sentence.clauses[sentence.clause_at(start)]
    left, right = clause_start, clause_end
    if number and sentence.start + figures[number - 1].end > clause_start:
        left = _left_of(text, clause_start, sentence.start + figures[number - 1].end, start)
    elif _BARE.fullmatch(text, left, start):
        left = _left_of_bare(sentence, figures, number, left)
    if number + 1 < len(figures) and sentence.start + figures[number + 1].start < clause_end:
        right = sentence.start + figures[number + 1].start
        pause = _PAUSE.search(text, end, right) or _OF_WHICH.match(text, end, right)
        right = pause.start() if pause else right
    return FigureWords(
        figure=figure,
        text=text,
        clause_start=clause_start,
        left=left,
        start=start,
        end=end,
        right=max(right, end),
    )


def _left_of_bare(sentence: Sentence, figures: Sequence[Quantity], number: int, left: int) -> int:
    """嘉禾镇拆除面积最大,为3万平方米: where the clause begins that the bare one goes on with, if it has no
    figure of its own."""
    clause = sentence.clause_at(left)
    start = sentence.clauses[clause - 1][0] if clause else left
    before = sentence.start + figures[number - 1].end if number else sentence.start
    return start if start >= before else left


def _left_of(text: str, clause_start: int, before: int, start: int) -> int:
    """Where the words of a figure begin that stands in one clause with the figure ending at ``before``."""
    gap = text[before:start]
    if _TO.fullmatch(gap):
        return clause_start
    if _CHANGED.fullmatch(gap):
        return before
    if part := _OF_WHICH.match(gap):
        return before + part.end()
    # 38个部门单位742项事项: what directly follows a figure is counted by it; behind a pause, which a clause
    # has in brackets (其中民事302件,涉外51件), nothing is.
    return start if len(gap) <= _LONGEST_NOUN and not _PAUSE.search(gap) else before
