"""The exact figure instead of a bound before it: of 突破560亿元,达到562.8亿元 the second.

Only where both are of the same unit and nothing stands between them but that it came to so much. This module
does not compare their values.
"""

import re
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.text.folding import fold

_BOUND = r"(?:突破|跨[过越]|跃[上过]|站上|迈[上过]|冲破|超过?|逾|接?近|将近|不低于|不少于|[大高多]于)"
_BOUND_BEFORE = re.compile(rf"{_BOUND}(?:了|到)?$")
_BOUND_OPENS = re.compile(_BOUND)
_BOUND_ASKED = re.compile(r"(?:突破|跨[过越]|超过?|逾|接近|站上|迈上|不低于|不少于|[大高多]于)了?(?:多少|几)")
_PLAN_ASKED = re.compile(r"(?:目标|计划|预算|任务|预期)(?!.{0,200}(?:实际|完成|实现|达到|执行))")
_CAME_TO = re.compile(
    r"(?:大关|关口|以上)?[,:(]*(?:最终|实际|全年|共|已|累计|总额|总量|总数)*(?:达到?|为|是|完成|实现|至|到|计)"
)


def exact(best: Candidate, evidence: Evidence) -> Candidate:
    """``best`` with the exact figure, where its own is a bound of it; else as it is."""
    sentence = best.sentence
    question = fold(evidence.question.text).text
    # 目标不低于5%,实际完成6.1%: who asks for the plan is not told what came of it.
    if best.quantity is None or _BOUND_ASKED.search(question) or _PLAN_ASKED.search(question):
        return best
    text, figures = sentence.folded.text, figures_in(sentence.text)
    at = next((n for n, figure in enumerate(figures) if sentence.start + figure.start == best.start), None)
    if at is None or at + 1 == len(figures):
        return best
    bound, following = figures[at], figures[at + 1]
    is_bound = _BOUND_OPENS.match(bound.text) or _BOUND_BEFORE.search(text[sentence.start : best.start])
    between = sentence.text[bound.end : following.start]
    if not is_bound or following.unit != bound.unit or not _CAME_TO.fullmatch(between):
        return best
    start, end = sentence.start + following.start, sentence.start + following.end
    return replace(best, start=start, end=end, quantity=following)
