"""The bare fact that answers from one text alone, without a library."""

from datetime import date

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.short_answers.short_answer import short_answer
from qa_service.answering.text.matching import Matcher, weigh
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage


def evidence_in(text: str, asked: str, analyzer: Analyzer, reader: PassageReader | None) -> Evidence:
    """The words of ``asked``, weighed by how often ``text`` has them."""
    wording = load_wording()
    question = analyse(
        asked,
        segment=lambda said: [word.text for word in analyzer.words(said)],
        find_regions=lambda _: (),
        today=date(2024, 5, 1),
    )
    terms = weigh(
        question.focus,
        synonyms=lambda word: wording.synonyms.get(word, ()),
        frequency=lambda word: text.count(word),
        passages=5,
    )
    return Evidence(question, Matcher(terms), Matcher(()), wording, reader)


def short_answer_in(text: str, asked: str, analyzer: Analyzer, reader: PassageReader | None) -> str | None:
    passage = Passage(
        passage_id="p", document_id="d", paragraph=1, section=(), text=text, start=0, end=len(text)
    )
    evidence = evidence_in(text, asked, analyzer, reader)
    found = short_answer(evidence.candidates([(passage, "")])[0], evidence)
    return found.text if found else None
