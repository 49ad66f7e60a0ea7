"""Whether a share is that of another than the question asks for: 民生支出占85% where 教育支出占多少 is asked.

Whose share it is stands right before 占, or where its clause begins with that in the clause before. It is
another's where this lacks a word of the asked one and has one instead. This module does not know what the
words mean: whom a document calls by another name it takes for another.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_places import Place, is_share
from qa_service.answering.questions.question import Question
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold

_ASKED = re.compile(r"(?P<whose>[^,。?;]{2,40}?)(?:各|分别|大概|大约|一共|总共)?占了?(?:多少|几成|多大比例)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_LACKING = 0.5
"""Of a word's pairs of characters: 行政处罚类 has one of four in 行政执法人员."""
_OTHER = 2
"""So many characters that the question does not have name something else."""


def is_share_of_another(candidate: Candidate, question: Question) -> bool:
    """The candidate's figure is a share, and the question asks whose share is 占多少 of somebody else."""
    asked = fold(question.text).text
    found = _ASKED.search(asked)
    if found is None or not is_share(candidate):
        return False
    place = Place.of(candidate)
    whose, share, _ = place.lead.rpartition("占")
    if not share:
        # A rate: what it is of is told in words of its own (满意率 where 处理得好的占多少 is asked).
        return False
    if not _HAN.search(_without_neutral(whose)):
        whose = place.clauses_before[-1][0] if place.clauses_before else ""
    lacks = any(_lacks(whose, word) for word in question.focus if word in found["whose"])
    others = [han for han in _HAN.findall(_without_neutral(whose)) if han not in asked]
    return lacks and len(others) >= _OTHER


def _lacks(text: str, word: str) -> bool:
    pairs = [word[at : at + 2] for at in range(len(word) - 1)] or [word]
    return sum(pair in text for pair in pairs) < _MOST_LACKING * len(pairs)


def _without_neutral(text: str) -> str:
    words = sorted((w for w in counting_words().neutral if len(w) > 1 and w in text), key=len, reverse=True)
    for word in words:
        text = text.replace(word, " ")
    return text
