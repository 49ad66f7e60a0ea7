"""Penalties that name what they punish by its number alone: 违反本办法第十四条规定的,处500元以上罚款.

The words of a question are then in the other article, which threatens nothing. Whoever asks what follows is
told the penalty and what it is for. Where the article that answers threatens something itself, nothing is
sought. This module does not know which article a question is about.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import sure_enough
from qa_service.answering.extractive import Extract, worded
from qa_service.answering.gathering import Gathered
from qa_service.answering.questions.question import Expects, articles_in
from qa_service.answering.quoting import quoted
from qa_service.answering.short_answers.penalties import penalty
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from vectorstore.passages import Passage

_REFERS = re.compile(
    r"违反(?:了)?本(?:法|条例|办法|规定|规则|细则|决定)(?P<articles>(?:[、和及或至]?第[〇零一二三四五六七八九十百千\d]{1,7}条[^条规,。;]{0,40}){1,12})"
)
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,7}条")
_ITEMS = re.compile(
    r"第?\(?(?P<number>[一二三四五六七八九十]{1,3})\)?(?=项|[、和至]第?\(?[一二三四五六七八九十]{1,3}\)?(?:项|[、和至]))"
)
_ITEM = re.compile(r"\((?P<number>[一二三四五六七八九十]{1,3})\)")
_HEAD = 12
_MOST_THREATS = 2
_SAYS_THE_DEED = 0.35
_TELLS_OF_IT = 0.5
_LOOKED_AT = 12

ReadWhole = Callable[[str], Sequence[Passage]]
"""All passages of a document, by its id."""


def of_breach(gathered: Gathered, read_whole: ReadWhole) -> Extract | None:
    """The penalty for what the likeliest article forbids, and that article's words; None where no penalty is
    asked for, or the usual answer has one, or none refers to the article."""
    evidence = gathered.evidence
    if evidence.wording.asks_penalty.search(evidence.question.text) is None:
        return None
    usual = sure_enough(gathered.candidates, evidence)
    if usual and usual[0].direct >= _TELLS_OF_IT and _threatens(usual[0].sentence.passage.text, evidence):
        return None
    forbidding = _likeliest(gathered)
    if forbidding is None or _number_of(forbidding.sentence.passage) == 0:
        return None
    if _threatens(forbidding.sentence.passage.text, evidence):
        return _before_what_only_forbids(forbidding, usual, gathered)
    passage = forbidding.sentence.passage
    threats = _threats(forbidding.sentence, read_whole(passage.document_id), evidence)
    if not 1 <= len(threats) <= _MOST_THREATS:
        return None
    document = gathered.documents[passage.document_id]
    threat = threats[0][0]
    best = replace(forbidding, sentence=threat, start=threat.start, end=threat.end, quantity=None)
    statements = [quoted(each, document) for each in (*threats, [forbidding.sentence])]
    later = [replace(statement, lead="") for statement in statements[1:]]
    return Extract(statements=(statements[0], *later), short=penalty(best, evidence), best=best)


def _likeliest(gathered: Gathered) -> Candidate | None:
    """The best candidate on what was done, whatever its figures."""
    evidence = gathered.evidence
    plain = replace(evidence, question=replace(evidence.question, expects=Expects.HOW, wants_figure=False))
    titled = [(p, gathered.documents[p.document_id].metadata.title) for p in gathered.retrieval.passages]
    enough = sure_enough(plain.candidates(titled, gathered.retrieval.chances)[:_LOOKED_AT], plain)
    return enough[0] if enough else None


def _before_what_only_forbids(
    threatening: Candidate, usual: Sequence[Candidate], gathered: Gathered
) -> Extract | None:
    """The answer from ``threatening`` where the ``usual`` one would be what is forbidden; None elsewhere."""
    if gathered.evidence.question.wants_figure or not usual:
        return None
    return worded([threatening, *usual], gathered.candidates, gathered.evidence, gathered.documents)


def _threats(
    forbidding: Sentence, document: Sequence[Passage], evidence: Evidence
) -> list[Sequence[Sentence]]:
    """What each paragraph of the document threatens for what the sentence of an article forbids."""
    number = _number_of(forbidding.passage)
    referring = [
        other
        for other in document
        if any(
            _names(match["articles"], number, forbidding) for match in _REFERS.finditer(fold(other.text).text)
        )
    ]
    return [threat for other in referring if (threat := _threat(other, evidence))]


def _names(articles: str, number: int, forbidding: Sentence) -> bool:
    """Whether ``articles`` names the article with ``number``; where it names items of it, the sentence's."""
    starts = [match.start() for match in _ARTICLE.finditer(articles)]
    for start, end in zip(starts, [*starts[1:], len(articles)], strict=True):
        if number in articles_in(articles[start:end]):
            items = {match["number"] for match in _ITEMS.finditer(articles, start, end)}
            return not items or _item_of(forbidding) in items
    return False


def _item_of(sentence: Sentence) -> str:
    """The number of the item that the sentence is, or is in; empty for none."""
    before = sentence.folded.text[: sentence.start + len("(十一)")]
    return next((match["number"] for match in reversed(list(_ITEM.finditer(before)))), "")


def _threat(passage: Passage, evidence: Evidence) -> Sequence[Sentence]:
    """The sentences that threaten; of several degrees or deeds those that say most of the question."""
    threatening = [each for each in sentences(passage) if _threatens(each.text, evidence)]
    said = [evidence.focus.coverage(evidence.focus.values(each.text)) for each in threatening]
    most = max(said, default=0.0)
    if most < _SAYS_THE_DEED:
        return threatening
    return [each for each, share in zip(threatening, said, strict=True) if share == most]


def _threatens(text: str, evidence: Evidence) -> bool:
    return evidence.wording.penalty.search(fold(text).text) is not None


def _number_of(passage: Passage) -> int:
    """The number of the article that the passage is; 0 for none."""
    return next(iter(articles_in("".join((*passage.section[-1:], passage.text[:_HEAD])))), 0)
