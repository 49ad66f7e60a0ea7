"""The label under which an answer is shown: words of the documents, or a model's."""

from collections.abc import Mapping

from qa_service.answering.events import Answer, AnswerKind

LABELS: Mapping[AnswerKind, str] = {
    "extractive": "原文摘录",
    "generated": "内容由AI生成,仅供参考,请以原文为准",
}


def label_of(answer: Answer) -> str | None:
    """None where nothing was found: then there are neither words of a document nor of a model."""
    return LABELS[answer.kind] if answer.status == "answered" else None
