"""A request for a chat completion as a question of ours, or why it cannot be one."""

from qa_service.answering.chain import ChatRequest
from qa_service.answering.dialogue import HISTORY_TURNS
from qa_service.errors import BadRequest, NotFound
from qa_service.web.openai_schemas import MODEL_ID, CompletionIn, MessageIn
from vectorstore.passages import Filters

_TEXT_PARTS = frozenset({"text", "input_text", "output_text", "refusal"})


class ModelNotFound(NotFound):
    code = "model_not_found"
    chinese_template = f"没有这个模型,本服务只有 {MODEL_ID}。"
    english_template = f"There is no such model; this service has {MODEL_ID} alone."


class NoQuestion(BadRequest):
    code = "no_user_message"
    chinese_template = "messages 里没有用户的问题(role 为 user 的消息)。"
    english_template = "There is no question in messages: no message of role user."


class ToolsNotSupported(BadRequest):
    code = "tools_not_supported"
    chinese_template = "本服务只按文件原文作答,不会调用工具,请去掉 {param}。"
    english_template = "This service answers from documents and calls no tools; leave {param} out."


class OnlyText(BadRequest):
    code = "only_text"
    chinese_template = "本服务只读文字,不读图片、声音和文件(收到 {kind})。"
    english_template = "This service reads text alone, no images, sounds or files (there was {kind})."


class OneAnswer(BadRequest):
    code = "one_answer"
    chinese_template = "一次只给一个回答,n 只能是 1。"
    english_template = "There is one answer at a time: n can be 1 only."


class FormatNotSupported(BadRequest):
    code = "format_not_supported"
    chinese_template = "回答是带引用的文字,不能按 {kind} 格式输出,请去掉 {param}。"
    english_template = "Answers are text with citations and cannot be written as {kind}; leave {param} out."


def question_of(asked: CompletionIn) -> ChatRequest:
    """The last message of the user, with those before it as what was said earlier.

    Other roles are tolerated and not read: what a system message orders does not change what documents say.
    Raises: ModelNotFound, NoQuestion, ToolsNotSupported, OnlyText, OneAnswer, FormatNotSupported.
    """
    _check_options(asked)
    for message in asked.messages:
        _check_parts(message)
    places = [at for at, message in enumerate(asked.messages) if message.role == "user"]
    if not places:
        raise NoQuestion(param="messages")
    *earlier, last = places
    since = asked.messages[earlier[-1] : last] if earlier else []
    return ChatRequest(
        message=asked.messages[last].text,
        history=tuple(asked.messages[at].text for at in earlier[-HISTORY_TURNS:]),
        said="\n".join(message.text for message in since if message.role == "assistant"),
        filters=asked.filters.to_filters() if asked.filters else Filters(),
        settle=bool(asked.stream),
    )


def _check_options(asked: CompletionIn) -> None:
    if asked.model not in (None, MODEL_ID):
        raise ModelNotFound(param="model")
    if asked.tools and asked.tool_choice != "none":
        raise ToolsNotSupported(param="tools")
    if asked.functions and asked.function_call != "none":
        raise ToolsNotSupported(param="functions")
    if asked.n not in (None, 1):
        raise OneAnswer(param="n")
    if asked.modalities and set(asked.modalities) != {"text"}:
        raise FormatNotSupported(param="modalities", kind="audio")
    if asked.response_format and asked.response_format.type != "text":
        raise FormatNotSupported(param="response_format", kind="JSON")


def _check_parts(message: MessageIn) -> None:
    if isinstance(message.content, list):
        for part in message.content:
            if part.type not in _TEXT_PARTS:
                kind = "image" if "image" in part.type else "audio" if "audio" in part.type else "file"
                raise OnlyText(param="messages", kind=kind)
