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
from qa_service.answering.evidence.doers import is_of_other_act
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.plain_rules import (
    asks_fee,
    is_only_a_case,
    of_case,
    of_fee,
    speaks_of_money,
)
from qa_service.answering.evidence.qualifiers import load_qualifiers
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
_READ = 4
_RULES_LEAVE = 0.35
_FIRST = 0.01
_SURE = 0.5
"""From this chance on the article goes before what other articles say in the words of the question."""
_BY_THEIR_FORM = frozenset({Expects.DATE, Expects.CONTACT})
"""What is known by how it is written, so that no likely words take its place."""
_ASKS_LEAVE = re.compile(r"能[^,。?]{0,24}[吗么]|能不能|能否|可不可以|可否|可以[^,。?]{0,24}吗|允许")
_LEAVE = re.compile(r"不得|不能|不准|不许|禁止|严禁|可以|有权|允许")
_ONE = re.compile(r"[一1][个名位家所](?P<what>[一-鿿]{2,3})")
_ASKS_LIMIT = re.compile(r"最[多少高低长短大小]|至[多少]|上限|下限|起码")
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
    by_chance = sorted(passages, key=lambda each: -chances.get(each.passage_id, 0.0))
    laws = [each for each in by_chance if _is_of_law(each, documents[each.document_id])]
    kept = [each for each in candidates if not _is_beside(each, evidence)]
    plain = _plain(kept, laws, chances, evidence)
    if plain is not None:
        return [plain, *kept]
    likely = [each for each in by_chance if chances.get(each.passage_id, 0.0) >= LEAST_LIKELY]
    if not likely or not _is_of_law(likely[0], documents[likely[0].document_id]):
        return kept
    # Where a figure is asked for the likeliest article may have none, but the next.
    read = laws[:_READ] if evidence.question.wants_figure else likely[:1]
    told = (_said(each, chances[each.passage_id], kept, evidence) for each in read if each in likely)
    said = next((each for each in told if each is not None), None)
    if said is None or _is_beside(said, evidence):
        return kept
    best = next(iter(sure_enough(kept, evidence)), None)
    if best is not None and not _gives_way(best, said, evidence.question):
        return kept
    return [_before(said, kept), *kept]


def _is_beside(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether an article's sentence speaks of something else than what is asked of it: of another's act, of
    no money where that is asked for."""
    question = evidence.question
    if ARTICLE_NUMBER.match(candidate.sentence.passage.text.lstrip()) is None:
        return False
    if asks_fee(question):
        return not speaks_of_money(candidate.sentence)
    figure = candidate.quantity
    if figure is None or figure.kind != "duration":
        return False
    return is_of_other_act(candidate.sentence, figure, fold(question.text).text)


def _plain(
    candidates: Sequence[Candidate],
    laws: Sequence[Passage],
    chances: Mapping[str, float],
    evidence: Evidence,
) -> Candidate | None:
    """What an article rules plainly, as sure as the ranker is of the matter."""
    if asks_fee(evidence.question):
        found = of_fee(laws, chances, evidence)
        if found is None:
            return None
        passage, sentence = found
        alike = [p for p in laws if p.document_id == passage.document_id]
    elif evidence.question.expects is Expects.YES_NO and laws:
        case = next(iter(sure_enough(candidates, evidence)), None)
        if case is None or not is_only_a_case(case):
            return None
        found = of_case(case, laws, chances)
        if found is None:
            return None
        passage, sentence = found
        alike = [passage, case.sentence.passage]
    else:
        return None
    chance = max(chances.get(each.passage_id, 0.0) for each in alike)
    made = _candidate(sentence, passage, None, chance, candidates, evidence)
    return _before(made, candidates)


def _before(said: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    first = max((c.score for c in candidates), default=0.0)
    return replace(said, score=first + _FIRST)


def _is_of_law(passage: Passage, document: DocumentSummary) -> bool:
    """By the document's rank, or where that is not known by the number that an article bears."""
    if document.rank is not None:
        return document.rank.legislates
    return any(ARTICLE_NUMBER.match(fold(text).text) for text in (passage.text, *passage.section[-1:]))


def _gives_way(best: Candidate, said: Candidate, question: Question) -> bool:
    """Whether ``best``, which words alone make the answer, is less likely to be it than ``said``."""
    if _is_limit(said, question) and not _is_limit(best, question) and not _is_surer(best, said):
        return True
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
    quantity = _figure(sentence, asked, question) if question.wants_figure else None
    return _candidate(sentence, passage, quantity, chance, candidates, evidence)


def _candidate(
    sentence: Sentence,
    passage: Passage,
    quantity: Quantity | None,
    chance: float,
    candidates: Sequence[Candidate],
    evidence: Evidence,
) -> Candidate:
    direct = evidence.focus.coverage(evidence.focus.values(sentence.text))
    around = evidence.focus.coverage(
        evidence.focus.values(fold(" ".join((*passage.section, passage.text))).text)
    )
    agreed = next(
        (c.agreed for c in candidates if c.sentence.passage.passage_id == passage.passage_id), chance
    )
    start, end = sentence.clauses[0][0], sentence.clauses[-1][1]
    if quantity is not None:
        start, end = sentence.start + quantity.start, sentence.start + quantity.end
    asked = telling_characters(evidence.question.text)
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
    if evidence.question.expects is Expects.YES_NO and _ASKS_LEAVE.search(evidence.question.text):
        kind += _RULES_LEAVE if _LEAVE.search(sentence.text) else 0.0
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
    """Of several figures the one whose clause, and what leads up to it, shares most with the question; the
    most or the least where that is asked for, none of what the question itself counts (一名被告人)."""
    text = sentence.folded.text

    def value(figure: Quantity) -> tuple[bool, bool, int, int]:
        at = sentence.start + figure.start
        start, end = sentence.clauses[sentence.clause_at(at)]
        clause = text[start:end]
        counted = _ONE.match(text, at)
        known = counted is not None and counted["what"] in question.text
        return (
            not known,
            _limits(sentence, figure, question),
            sum(character in clause for character in asked),
            -figure.start,
        )

    return max(figures_asked(sentence, question), key=value)


def _limits(sentence: Sentence, figure: Quantity, question: Question) -> bool:
    """Whether the most or the least is asked for, and ``figure`` says it or both (一至二人)."""
    if not _ASKS_LIMIT.search(question.text):
        return False
    at = sentence.start + figure.start
    start, _ = sentence.clauses[sentence.clause_at(at)]
    said = sentence.folded.text[start:at] + figure.text
    return figure.high is not None or load_qualifiers().is_asked_limit(question.text, said)


def _is_limit(candidate: Candidate, question: Question) -> bool:
    figure = candidate.quantity
    return figure is not None and _limits(candidate.sentence, figure, question)


def _is_surer(best: Candidate, said: Candidate) -> bool:
    return (best.chance or 0.0) > (said.chance or 0.0)
