"""What an article says that the ranker takes for the one that answers, though few words are shared.

People ask about law in words that no law has (掏钱, 被裁, 枪手); the ranker knows what they mean, their
letters do not show it. So of a likely article the sentence is chosen by the characters that it shares
with the question (right for 0.83 of 54 questions about laws, by their words 0.70, by the reader 0.57), and by
what is asked for: a figure, a penalty, who. This module does not know how likely is enough.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_service.answering.evidence.asked_figures import ARTICLE_NUMBER, figures_asked
from qa_service.answering.evidence.candidates import Candidate, Likeness
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import LEAST_LIKELY, sure_enough
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.library.records import DocumentSummary
from qa_service.quantities import Quantity
from vectorstore.passages import Passage

_PER_SENTENCE = 0.02
_HOLDS_KIND = 0.7
_FIRST = 0.01
_SURE = 0.5
"""From this chance on the article goes before what other articles say in the words of the question."""
_BY_THEIR_FORM = frozenset({Expects.DATE, Expects.CONTACT})
"""What is known by how it is written, so that no likely words take its place."""
_OPENS_ITEMS = re.compile(r"(?:下列|以下|如下)[^。]{0,400}:\s*$")


def with_likely(
    candidates: Sequence[Candidate],
    chances: Mapping[str, float],
    passages: Sequence[Passage],
    evidence: Evidence,
    documents: Mapping[str, DocumentSummary],
) -> list[Candidate]:
    """``candidates`` with what the likeliest article says, before them where it answers better than they."""
    if not chances or not evidence.says_something or evidence.question.expects in _BY_THEIR_FORM:
        return list(candidates)
    passage = max(passages, key=lambda each: chances.get(each.passage_id, 0.0), default=None)
    if passage is None or chances.get(passage.passage_id, 0.0) < LEAST_LIKELY:
        return list(candidates)
    if not _is_of_law(passage, documents[passage.document_id]):
        return list(candidates)
    said = _said(passage, chances[passage.passage_id], candidates, evidence)
    if said is None:
        return list(candidates)
    best = next(iter(sure_enough(candidates, evidence)), None)
    if best is not None and not _gives_way(best, said):
        return list(candidates)
    first = max((c.score for c in candidates), default=0.0)
    return [replace(said, score=first + _FIRST), *candidates]


def _is_of_law(passage: Passage, document: DocumentSummary) -> bool:
    """By the document's rank, or where that is not known by the number that an article bears."""
    if document.rank is not None:
        return document.rank.legislates
    return any(ARTICLE_NUMBER.match(fold(text).text) for text in (passage.text, *passage.section[-1:]))


def _gives_way(best: Candidate, said: Candidate) -> bool:
    """Whether ``best``, which words alone make the answer, is less likely to be it than ``said``."""
    if best.sentence.passage.passage_id == said.sentence.passage.passage_id:
        return best.quantity is None
    return (said.chance or 0.0) >= _SURE


def _said(
    passage: Passage, chance: float, candidates: Sequence[Candidate], evidence: Evidence
) -> Candidate | None:
    """The sentence of ``passage`` that says most of what is asked, and its figure where one is asked for."""
    question = evidence.question
    asked = telling_characters(question.text)
    told = [(_value(s, at, asked, evidence), s) for at, s in enumerate(sentences(passage))]
    if question.wants_figure:
        told = [(value, s) for value, s in told if figures_asked(s, question)]
    if not told:
        return None
    sentence = max(told, key=lambda pair: pair[0])[1]
    direct = evidence.focus.coverage(evidence.focus.values(sentence.text))
    around = evidence.focus.coverage(
        evidence.focus.values(fold(" ".join((*passage.section, passage.text))).text)
    )
    agreed = next(
        (c.agreed for c in candidates if c.sentence.passage.passage_id == passage.passage_id), chance
    )
    start, end = sentence.clauses[0][0], sentence.clauses[-1][1]
    quantity = _figure(sentence, asked, question) if question.wants_figure else None
    if quantity is not None:
        start, end = sentence.start + quantity.start, sentence.start + quantity.end
    return Candidate(
        sentence=sentence,
        start=start,
        end=end,
        score=0.0,
        coverage=around,
        direct=direct,
        quantity=quantity,
        chance=chance,
        agreed=agreed,
        likely=Likeness(asked=len(asked), held=share_held(asked, sentence.folded.text)),
    )


def _value(sentence: Sentence, at: int, asked: frozenset[str], evidence: Evidence) -> float:
    held = share_held(asked, sentence.text)
    words = evidence.focus.coverage(evidence.focus.values(sentence.text))
    kind = _HOLDS_KIND if _holds_kind(sentence, evidence.question) else 0.0
    return held + words + kind - _PER_SENTENCE * at


def _holds_kind(sentence: Sentence, question: Question) -> bool:
    text, wording = sentence.text, load_wording()
    if question.expects is Expects.LIST:
        return _OPENS_ITEMS.search(text.rstrip()) is not None
    if wording.asks_penalty.search(question.text):
        return wording.penalty.search(text) is not None
    if question.expects is Expects.PERSON:
        return wording.charges.search(text) is not None
    return False


def _figure(sentence: Sentence, asked: frozenset[str], question: Question) -> Quantity:
    """Of several figures the one whose clause, and what leads up to it, shares most with the question."""

    def value(figure: Quantity) -> tuple[float, int]:
        at = sentence.start + figure.start
        start, end = sentence.clauses[sentence.clause_at(at)]
        clause = sentence.folded.text[start:end]
        return sum(character in clause for character in asked), -figure.start

    return max(figures_asked(sentence, question), key=value)
