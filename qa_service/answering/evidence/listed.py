"""Of which of several listed things a figure is: 甲、乙分别为1件和2件 gives 甲 one and 乙 two.

The things stand before 分别 or 各, in the same clause or one of the two before it; the figures follow in
their order. Where there are not as many figures as things nothing is told. This module does not know what
else a sentence says of a figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.evidence.qualifiers import is_of_opposite
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity

_BREAKS = re.compile(r"[一-鿿]{3,}|[。;]")
_BREAKS_AFTER_EACH = re.compile(r"[^、,和与及]")
_BETWEEN = re.compile(r"、|以及|(?<!共)和(?!解|谐)|与|及")
_EACH = re.compile(r"分别|各(?![级类项地种个乡镇县市区界方])")
_CLAUSE_END = re.compile(r"[,;:。]")
_NAMED_BY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """``items`` as they are written, the first with what leads up to it, the last with what follows it;
    ``item`` is the one that the figure is of, None where the figures are not as many."""

    items: tuple[str, ...] = ()
    item: int | None = None

    def named_in(self, question: str) -> int | None:
        """The number of the item that folded ``question`` names; None where it names none, or several."""
        found = [len(name) if (name := self._name(at, question)) else 0 for at in range(len(self.items))]
        longest = max(found, default=0)
        return found.index(longest) if longest and found.count(longest) == 1 else None

    def _name(self, at: int, question: str) -> str:
        """The words of the item ``at`` that stand in ``question``: of the first its last ones, of the last
        its first ones, as many at least as its neighbour has; nothing where they do not."""
        own, last = self.items[at], len(self.items) - 1
        beside = len(self.items[at + 1] if at < last else self.items[at - 1])
        least = min(len(own), beside)
        if at == last:
            sizes = range(len(own), least - 1, -1)
            return next((own[:n] for n in sizes if n >= _NAMED_BY and own[:n] in question), "")
        # 一、二、三等奖: what the last has more than the others is said of all.
        shared = self.items[last][len(self.items[last - 1]) :] if last > 1 else ""
        starts = range(len(own) - least + 1) if at == 0 else (0,)
        names = (own[start:] + (shared[:1] if len(own) - start < _NAMED_BY else "") for start in starts)
        return next((name for name in names if len(name) >= _NAMED_BY and name in question), "")


def listed(text: str, begin: int, start: int, spans: Sequence[tuple[int, int]]) -> Listed:
    """What is listed before the 分别 that leads up to the figure at ``start`` of the sentence that begins at
    ``begin`` of folded ``text``, whose figures are ``spans``."""
    found = list(_EACH.finditer(text, begin, start))
    if not found:
        return Listed()
    at, apart = found[-1].start(), found[-1].group() == "分别"
    run: list[tuple[int, int]] = []
    for span in spans:
        if span[0] > at:
            # 小学、初中各3所,学生500人: what 各 gives to each may be one figure.
            if run and (_BREAKS if apart else _BREAKS_AFTER_EACH).search(text, run[-1][1], span[0]):
                break
            run.append(span)
    here = next((number for number, span in enumerate(run) if span[0] == start), None)
    if here is None or len(run) < 2:
        return Listed()
    before = [tuple(_BETWEEN.split(clause)) for clause in _leading(text[begin:at])]
    items = next((each for each in before if len(each) == len(run)), None)
    if items is not None:
        return Listed(items=items, item=here)
    return Listed(items=before[0]) if apart and before else Listed()


def is_of_another(sentence: Sentence, figures: Sequence[Quantity], number: int, asked: str) -> bool:
    """Whether the figure ``number`` of a sentence, whose figures are ``figures``, is of another member of a
    list than folded ``asked`` names: 甲、乙分别为1件和2件, or 甲类30元、乙类20元."""
    text, start = sentence.folded.text, sentence.start + figures[number].start
    spans = [(sentence.start + figure.start, sentence.start + figure.end) for figure in figures]
    told = listed(text, sentence.start, start, spans)
    named = None if told.item is None else told.named_in(asked)
    if named is not None:
        return named != told.item
    clause, _ = sentence.clauses[sentence.clause_at(start)]
    label = text[max([clause, *(end for _, end in spans[:number])]) : start]
    return is_of_opposite(asked, label, asked)


def _leading(before: str) -> list[str]:
    """The clause that leads up to 分别, or the one before where 分别 opens its own, and the one before that:
    甲镇、乙镇2个镇先行,事项分别为31项和28项."""
    clauses = [clause for clause in _CLAUSE_END.split(before.rstrip(",")) if clause]
    return clauses[:-3:-1]
