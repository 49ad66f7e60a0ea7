"""The shortest answer there is, for tests of what carries answers."""

from qa_service.answering.events import Answer, Scope, Searched

ANSWER = Answer(
    conversation_id="c",
    message_id="m",
    status="answered",
    answer="答。",
    short_answer=None,
    kind="extractive",
    scope=Scope(),
    citations=(),
    near=(),
    table=None,
    searched=Searched(documents=0, passages=0),
    elapsed_ms=1.0,
)
