"""Which figures of a sentence are of the kind that a question asks for, by their units and what they measure.

Looser than ``figures``, which also weighs the words around: an amount to pay may be said as a share.
"""

import re

from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.listed import is_of_another
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity

ARTICLE_NUMBER = re.compile(r"^第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")


def figures_asked(sentence: Sentence, question: Question) -> list[Quantity]:
    """The figures of ``sentence`` that are of the kind asked for, and of no other member of a list: for an
    amount to pay also a multiple or a share of something."""
    figures, asked = figures_in(_without_number(sentence.text)), fold(question.text).text
    return [
        figure
        for number, figure in enumerate(figures)
        if (_suits(figure, question) or _counts_asked(sentence, figure, question))
        and not is_of_another(sentence, figures, number, asked)
    ]


def _counts_asked(sentence: Sentence, figure: Quantity, question: Question) -> bool:
    """两个以上见证人, asked how many 见证人: persons are counted in 人, 名 and 个."""
    noun, at = question.asked_noun, sentence.start + figure.end
    return figure.unit == "个" and noun is not None and sentence.folded.text.startswith(noun, at)


def _without_number(text: str) -> str:
    """第七百零五条 blanked: an article's number is no figure of it."""
    return ARTICLE_NUMBER.sub(lambda match: " " * len(match.group()), text)


def _suits(figure: Quantity, question: Question) -> bool:
    found = figure.unit or ""
    if figure.text in question.figures:
        return False
    if question.measured and "元" not in question.measured:
        return found in question.measured
    if question.expects is Expects.DURATION:
        return figure.kind in ("duration", "age")
    if question.expects is Expects.RATE:
        return figure.kind in ("percent", "ratio", "multiple")
    if question.unit is not None and question.unit in question.text:
        groups = load_wording().unit_groups
        return found == question.unit or any(question.unit in g and found in g for g in groups)
    if "元" in question.measured and not question.text.count("几年"):
        return figure.kind in ("money", "percent", "multiple", "ratio")
    return True
