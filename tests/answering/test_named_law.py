"""A law that is named is read whole: its likely article answers though it calls the things otherwise."""

from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate, Likeness
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import is_enough
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.text.sentences import sentences
from tests.answering.bare_facts import evidence_in
from tests.answering.conftest import passage
from vectorstore.analyzer import Analyzer
from vectorstore.token_likeness import TokenLikeness

RULE = "第二十七条 对违反渡口管理制度的学徒,渡口应当予以批评教育,不得开除。"


def test_a_likely_article_answers_in_other_words_and_an_unlikely_one_does_not(
    likeness: TokenLikeness,
) -> None:
    analyzer = Analyzer()
    asked = evidence_in(RULE, "小伙计天天捣乱渡口能不能开除他?", analyzer, PassageReader(analyzer.tagged))

    def evidence(chance: float) -> Evidence:
        return replace(asked, complete=True, highest_chance=chance, likeness=likeness)

    assert "伙计" in "".join(asked.nouns)
    rule = sentences(passage(RULE))[0]

    def answers(chance: float) -> bool:
        return is_enough(
            Candidate(
                sentence=rule,
                start=rule.start,
                end=rule.end,
                score=0.3,
                coverage=0.2,
                direct=0.1,
                chance=chance,
                likely=Likeness(asked=20, held=0.9),
            ),
            evidence(chance),
        )

    assert answers(0.97)
    assert not answers(0.05)
