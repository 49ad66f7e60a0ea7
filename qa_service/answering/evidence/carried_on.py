"""Whether a figure is that of a step of the matter that its passage told before: 收到复议申请44件。审结35件.

A later step leaves the matter out (应审40件,审结35件), and is of no other as long as no other is named. What
the steps are is data; this module reads no sentence that says anything else before the figure.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term

_NAMES_NOTHING = re.compile(
    r"(?:连同|加上|包括|其中|全年|当年|本年度?|年内|上年度?|(?:19|20)\d\d年|应[审办]|法定|期限|按期|依法|经审查"
    r"|案件|申请|以其他方式|[的共已均全部内]|[\s,、;:()])*+"
)


def carries_on(candidate: Candidate, term: Term, evidence: Evidence) -> bool:
    """Whether the figure of ``candidate`` counts a step that the question names of a matter, ``term``, and
    its sentence names no matter before it."""
    words, sentence, figure = counting_words(), candidate.sentence, candidate.quantity
    if figure is None or words.stage.search(term.text) or term.text not in evidence.nouns:
        return False
    asked, text = fold(evidence.question.text).text, sentence.text
    label, read = "", 0
    for each in figures_in(text):
        label = text[read : each.start]
        steps = words.stage.findall(label)
        if not _NAMES_NOTHING.fullmatch(words.stage.sub("", label)):
            return False
        if each.start >= figure.start:
            return any(step in asked for step in steps)
        read = each.end
    return False
