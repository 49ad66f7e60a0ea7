"""Figures of another step of the matter than is asked for, beside one of that step: of 收到54件,受理48件 the
first does not tell how many were 受理.

Only of steps that exclude each other, and only where the sentence counts the asked one too: a report that
tells no other step than 受理 means by it what came in. The words are data (``phrases/comparing.toml``). This
module does not look for the figure of the right step.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_words import words_around
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.negated import asked_negated
from qa_service.answering.text.counting_words import counting_words, stages_in

_APART = (
    frozenset({"received", "accepted", "refused", "concluded", "pending", "carried", "withdrawn"}),
    frozenset({"maintained", "revoked", "unlawful", "dismissed", "terminated", "withdrawn"}),
    frozenset({"cleaned", "abolished", "amended", "drafted", "recorded"}),
    frozenset({"won", "lost", "appeared"}),
)


def is_of_other_step(candidate: Candidate, asked: str) -> bool:
    """Whether the figure of ``candidate`` is of a step that folded ``asked`` does not name, and another of
    its sentence is of one that it names."""
    words = counting_words()
    # Of 清理时宣布失效的有多少 either may be meant.
    named = {words.stages[match.group()] for match in words.stage.finditer(asked)} - {""}
    if (
        not named
        or asked_negated(asked) is not None
        or candidate.quantity is None
        or isinstance(candidate, Cell)
    ):
        return False
    sentence = candidate.sentence
    figures = figures_in(sentence.text)
    leads = [words_around(sentence, figures, number) for number in range(len(figures))]
    told = next((stages_in(each.lead) for each in leads if each.start == candidate.start), frozenset[str]())
    counted = [stages_in(each.lead) for each in leads]
    return any(
        named & steps
        and told & steps
        and told.isdisjoint(named)
        and any(each & steps & named for each in counted)
        for steps in _APART
    )
