"""A message within its conversation: it ends with its client, and is answered even where nothing is kept."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from qa_service.answering.chain import AnswerChain, ChatRequest
from qa_service.answering.dialogue import Dialogue
from qa_service.answering.events import AnswerEvent, Delta
from qa_service.answering.watching import Abandoned
from qa_service.errors import StorageFull
from qa_service.library.library import Library
from tests.answers import ANSWER
from vectorstore.passages import Filters


class ScriptedChain(AnswerChain):
    """Gives a piece and the answer, and notes when it was ended. Somebody else may hold what it gave, so
    that nothing ends by itself."""

    def __init__(self) -> None:
        self.ended = False
        self.given: list[Generator[AnswerEvent, None, None]] = []

    def stream(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        self.given.append(self._events())
        return self.given[-1]

    def _events(self) -> Generator[AnswerEvent, None, None]:
        try:
            yield Delta(text="答。")
            yield ANSWER
        finally:
            self.ended = True


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def test_a_client_that_leaves_ends_the_chain_at_once_and_leaves_its_question(library: Library) -> None:
    chain = ScriptedChain()
    events = Dialogue(chain, library.conversations).stream("问", conversation_id="c", filters=Filters())
    next(events)
    events.close()
    assert chain.ended
    (turn,) = library.conversations.get("c").turns
    assert (turn.question, turn.reply) == ("问", None)


def test_work_that_is_given_up_in_its_middle_leaves_its_question(library: Library) -> None:
    class Watched(ScriptedChain):
        def stream(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
            request.watch()
            return super().stream(request)

    def nobody_waits() -> None:
        raise Abandoned

    dialogue = Dialogue(Watched(), library.conversations)
    with pytest.raises(Abandoned):
        next(dialogue.stream("问", conversation_id="c", filters=Filters(), watch=nobody_waits))
    (turn,) = library.conversations.get("c").turns
    assert (turn.question, turn.reply) == ("问", None)


def test_an_answer_that_cannot_be_kept_on_a_full_disk_is_given_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_values: object) -> None:
        raise StorageFull

    for name in ("append_turn", "append_question"):
        monkeypatch.setattr(library.conversations, name, full)
    dialogue = Dialogue(ScriptedChain(), library.conversations)
    assert dialogue.answer("问", filters=Filters()) is ANSWER
    left_early = dialogue.stream("问", filters=Filters())
    next(left_early)
    left_early.close()
