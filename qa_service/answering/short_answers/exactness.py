"""The very figure that is asked for instead of the one beside it: of 突破560亿元,达到562.8亿元 and of
新增14家,总数达到97家 the second, of 首小时3元,每日最高15元 the one that says the most.

Only where both are of the same unit and nothing stands between them but what tells them apart. This module
does not compare their values.
"""

import re
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.text.folding import fold
from qa_service.quantities import Quantity

_BOUND = r"(?:突破|跨[过越]|跃[上过]|站上|迈[上过]|冲破|超过?|逾|接?近|将近|不低于|不少于|[大高多]于)"
_BOUND_BEFORE = re.compile(rf"{_BOUND}(?:了|到)?$")
_BOUND_OPENS = re.compile(_BOUND)
_BOUND_ASKED = re.compile(r"(?:突破|跨[过越]|超过?|逾|接近|站上|迈上|不低于|不少于|[大高多]于)了?(?:多少|几)")
_PLAN_ASKED = re.compile(r"(?:目标|计划|预算|任务|预期)(?!.{0,200}(?:实际|完成|实现|达到|执行))")
_TOTAL_ASKED = re.compile(r"总数|总量|总户数|总人数|总共有|一共有")
_TO_TOTAL = re.compile(
    r"[,;(]{0,2}(?:总数|总量|总户数|总人数|累计总数|总计)(?:已|目前)?(?:达到?了?|为|是|有|增至|增加到)?"
)
_MOST_ASKED = re.compile(r"最多|最高|封顶|上限|顶多")
_MOST_OPENS = re.compile(r"最高|最多|不超过|至多")
_MOST_BEFORE = re.compile(r"(?:最高|最多|封顶|上限|不超过|不得超过)[^,。;\d]{0,6}$")
_CAME_TO = re.compile(
    r"(?:大关|关口|以上)?[,:(]*(?:最终|实际|全年|共|已|累计|总额|总量|总数)*(?:达到?|为|是|完成|实现|至|到|计)"
)


def exact(best: Candidate, evidence: Evidence) -> Candidate:
    """``best`` with the exact figure, where its own is a bound of it; else as it is."""
    sentence = best.sentence
    question = fold(evidence.question.text).text
    most = _most(best, question)
    if most is not None:
        return most
    # 目标不低于5%,实际完成6.1%: who asks for the plan is not told what came of it.
    if best.quantity is None or _BOUND_ASKED.search(question) or _PLAN_ASKED.search(question):
        return best
    text, figures = sentence.folded.text, figures_in(sentence.text)
    at = next((n for n, figure in enumerate(figures) if sentence.start + figure.start == best.start), None)
    if at is None or at + 1 == len(figures):
        return best
    bound, following = figures[at], figures[at + 1]
    between = sentence.text[bound.end : following.start]
    if following.unit == bound.unit and _TOTAL_ASKED.search(question) and _TO_TOTAL.fullmatch(between):
        return _with(best, following)
    is_bound = _BOUND_OPENS.match(bound.text) or _BOUND_BEFORE.search(text[sentence.start : best.start])
    if not is_bound or following.unit != bound.unit or not _CAME_TO.fullmatch(between):
        return best
    return _with(best, following)


def _most(best: Candidate, question: str) -> Candidate | None:
    """The figure of the sentence that says how much at most, where the question asks for it and ``best`` does
    not say so; None where there is none, or several."""
    sentence, own = best.sentence, best.quantity
    if own is None or not _MOST_ASKED.search(question):
        return None
    limits = [
        figure
        for figure in figures_in(sentence.text)
        if figure.unit == own.unit
        and (_MOST_OPENS.match(figure.text) or _MOST_BEFORE.search(sentence.text[: figure.start]))
    ]
    said = [figure for figure in limits if sentence.start + figure.start == best.start]
    return _with(best, limits[0]) if len(limits) == 1 and not said else None


def _with(best: Candidate, figure: Quantity) -> Candidate:
    start, end = best.sentence.start + figure.start, best.sentence.start + figure.end
    return replace(best, start=start, end=end, quantity=figure)
