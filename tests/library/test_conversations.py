"""Conversations are kept as they were."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.errors import ConversationNotFound, InvalidRequest, MessageNotFound
from qa_service.library.conversations import Conversations, Rating, checked_conversation_id
from qa_service.library.library import Library

REPLY = json.dumps(
    {"answer": "107件[1]。", "citations": [{"quote": "新收行政复议申请 107件"}]}, ensure_ascii=False
)


@pytest.fixture
def conversations(library: Library) -> Conversations:
    return library.conversations


def ask(conversations: Conversations, conversation_id: str, question: str, answer: str = "是。") -> str:
    message_id = uuid.uuid4().hex
    conversations.append_turn(
        conversation_id, question, message_id=message_id, answer=answer, reply=json.dumps({"answer": answer})
    )
    return message_id


def test_a_reply_comes_back_letter_for_letter_after_a_restart(library: Library) -> None:
    library.conversations.append_turn(
        "c", "多少件?", message_id="m", answer="107件", reply=REPLY, standalone="2019年多少件?"
    )
    library.close()
    with Library.open(library.directory) as again:
        (turn,) = again.conversations.get("c").turns
    assert (turn.question, turn.standalone, turn.answer, turn.reply) == (
        "多少件?",
        "2019年多少件?",
        "107件",
        REPLY,
    )


def test_a_question_whose_answer_was_cut_off_stays_without_one(conversations: Conversations) -> None:
    conversations.append_question("c", "问")
    (turn,) = conversations.get("c").turns
    assert (turn.answer, turn.reply, turn.standalone) == (None, None, None)


def test_history_gives_the_last_turns_oldest_first(conversations: Conversations) -> None:
    for number in range(5):
        ask(conversations, "c", f"问{number}")
    assert [turn.question for turn in conversations.history("c", 2)] == ["问3", "问4"]
    assert conversations.history("unknown", 2) == ()


def test_the_first_question_names_a_conversation_until_someone_renames_it(
    conversations: Conversations,
) -> None:
    ask(conversations, "c", "  沂源县 \n 多少件?  ")
    ask(conversations, "c", "那满意率呢?")
    assert conversations.get("c").title == "沂源县 多少件?"
    conversations.rename("c", "复议")
    ask(conversations, "c", "还有呢?")
    assert conversations.get("c").title == "复议"


def test_the_last_changed_conversation_comes_first_and_pages_join(conversations: Conversations) -> None:
    for name in "abcde":
        ask(conversations, name, f"问{name}")
    ask(conversations, "b", "再问")
    first = conversations.list(q=None, limit=2, cursor=None)
    second = conversations.list(q=None, limit=2, cursor=first.next_cursor)
    third = conversations.list(q=None, limit=2, cursor=second.next_cursor)
    assert [item.conversation_id for page in (first, second, third) for item in page.items] == list("bedca")
    assert third.next_cursor is None


@pytest.mark.parametrize(
    ("q", "expected"), [("满意率", ["a"]), ("107件", ["b"]), ("标题", ["b"]), ("%", []), ("", ["b", "a"])]
)
def test_conversations_are_found_by_title_question_and_answer(
    conversations: Conversations, q: str, expected: list[str]
) -> None:
    ask(conversations, "a", "满意率呢?")
    ask(conversations, "b", "多少?", answer="新收107件。")
    conversations.rename("b", "标题")
    assert [item.conversation_id for item in conversations.list(q=q, limit=9, cursor=None).items] == expected


def test_a_deleted_conversation_takes_everything_of_its_own_with_it(conversations: Conversations) -> None:
    message_id = ask(conversations, "c", "问")
    kept = ask(conversations, "other", "问")
    conversations.set_feedback(message_id, "up")
    conversations.delete("c")
    with pytest.raises(ConversationNotFound):
        conversations.get("c")
    with pytest.raises(MessageNotFound):
        conversations.set_feedback(message_id, "down")
    conversations.set_feedback(kept, "up")


def test_feedback_can_be_given_changed_and_taken_back(conversations: Conversations) -> None:
    message_id = ask(conversations, "c", "问")
    seen = []
    given: list[tuple[Rating | None, str | None]] = [("up", None), ("down", "不对"), (None, None)]
    for rating, comment in given:
        conversations.set_feedback(message_id, rating, comment)
        (turn,) = conversations.get("c").turns
        seen.append((turn.rating, turn.comment))
    assert seen == given


@pytest.mark.parametrize("act", ["get", "delete", "rename"])
def test_an_unknown_conversation_is_not_found(conversations: Conversations, act: str) -> None:
    arguments = ("没有", "新名") if act == "rename" else ("没有",)
    with pytest.raises(ConversationNotFound):
        getattr(conversations, act)(*arguments)


@pytest.mark.parametrize("bad", ["", "   ", ".", "..", "x" * 129, "a\nb", "a\x00", "\ud800"])
def test_an_id_that_no_client_should_make_is_refused_and_leaves_nothing(
    conversations: Conversations, bad: str
) -> None:
    with pytest.raises(InvalidRequest):
        conversations.append_question(bad, "问")
    with pytest.raises(InvalidRequest):
        ask(conversations, bad, "问")
    assert conversations.list(q=None, limit=9, cursor=None).items == ()


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=128).filter(
        lambda text: text.strip() not in ("", ".", "..")
    )
)
def test_any_printable_id_up_to_the_limit_is_the_clients_own(conversation_id: str) -> None:
    assert checked_conversation_id(conversation_id) == conversation_id


@pytest.mark.parametrize("title", ["", "  ", "长" * 101])
def test_a_blank_or_endless_title_is_refused(conversations: Conversations, title: str) -> None:
    conversations.append_question("c", "问")
    with pytest.raises(InvalidRequest):
        conversations.rename("c", title)


def test_questions_with_characters_that_no_database_keeps_are_kept_readable(
    conversations: Conversations,
) -> None:
    ask(conversations, "c", "问\x00题\ud800🙂")
    assert conversations.get("c").turns[0].question == "问\ufffd题\ufffd🙂"
