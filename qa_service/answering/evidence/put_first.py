"""Whether a sentence says which is most of what is asked for: 按类别分,土地山林类最多,为17件, asked 哪类最多.

What most of the 败诉 cases are is not what most cases are. This module does not know which one it is.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.superlative_cues import first_told
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.counting_words import counting_words, stages_in
from qa_service.answering.text.folding import fold


def puts_first(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether one asks which is most, and the sentence says so of nothing that took another course."""
    question, text = evidence.question, candidate.sentence.text
    if not question.superlative or question.expects is not Expects.NAME:
        return False
    at = first_told(text, evidence.wording.superlative_cues)
    if at < 0:
        return False
    told = stages_in(text[:at]) - counting_words().weak
    return told <= stages_in(fold(question.text).text)
