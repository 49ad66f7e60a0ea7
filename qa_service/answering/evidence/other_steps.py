"""Figures of another step of the matter than is asked for, beside one of that step: of 收到54件,受理48件 the
first does not tell how many were 受理.

Only of steps that exclude each other, and only where the passage counts the asked one too: a report that
tells no other step than 受理 means by it what came in. The words are data (``phrases/comparing.toml``). This
module does not look for the figure of the right step.
"""

from collections.abc import Iterator

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_words import words_around
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.negated import asked_negated
from qa_service.answering.text.counting_words import counting_words, stages_in
from qa_service.answering.text.sentences import Sentence, sentences

_APART = (
    frozenset({"received", "accepted", "refused", "concluded", "pending", "carried", "withdrawn"}),
    frozenset({"maintained", "revoked", "unlawful", "dismissed", "terminated", "withdrawn"}),
    frozenset({"cleaned", "abolished", "amended", "drafted", "recorded"}),
    frozenset({"won", "lost", "appeared"}),
)


def is_of_other_step(candidate: Candidate, asked: str) -> bool:
    """Whether the figure of ``candidate`` is of a step that folded ``asked`` does not name, and another of
    its passage is of one that it names."""
    words, named = counting_words(), _steps_named(asked)
    if not named or asked_negated(asked) is not None:
        return False
    if candidate.quantity is None or isinstance(candidate, Cell):
        return False
    own, at = candidate.sentence, candidate.start
    told = next((stages_in(lead) for start, lead in _leads(own) if start == at), frozenset[str]())
    counted = [stages_in(lead) for _, lead in _leads(own)]
    # Of another sentence only what goes on with the matter, and names none of its own: 受理63件.
    bare = [lead.strip("共已全年其中,") for each in sentences(own.passage) for _, lead in _leads(each)]
    counted += [frozenset({words.stages[lead]}) for lead in bare if lead in words.stages]
    return any(
        named & steps
        and told & steps
        and told.isdisjoint(named)
        and any(each & steps & named for each in counted)
        for steps in _APART
    )


def is_of_asked_step(candidate: Candidate, asked: str) -> bool:
    """Whether the words before the figure of ``candidate`` name a step that folded ``asked`` names."""
    if candidate.quantity is None or isinstance(candidate, Cell):
        return False
    leads = (lead for start, lead in _leads(candidate.sentence) if start == candidate.start)
    return any(stages_in(lead) & _steps_named(asked) for lead in leads)


def _steps_named(asked: str) -> set[str]:
    """All of them: of 清理时宣布失效的有多少 either may be meant."""
    words = counting_words()
    return {words.stages[match.group()] for match in words.stage.finditer(asked)} - {""}


def _leads(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The figures of ``sentence``, where each begins with the words before it."""
    figures = figures_in(sentence.text)
    for number in range(len(figures)):
        place = words_around(sentence, figures, number)
        yield place.start, place.lead
