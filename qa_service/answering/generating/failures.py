"""Why an answer is an extract although an LLM is set: a stable code and a Chinese sentence for the reader."""

from enum import StrEnum


class Failure(StrEnum):
    """What came of the LLM. The value is the code in a reply."""

    UNREACHABLE = "llm_unreachable"
    SLOW = "llm_slow"
    SILENT = "llm_silent"
    TOO_LONG = "llm_too_long"
    REJECTED = "llm_rejected"
    BUSY = "llm_busy"
    SERVER_ERROR = "llm_server_error"
    REFUSED = "llm_refused"
    BROKEN = "llm_broken"
    EMPTY = "llm_empty"
    PAUSED = "llm_paused"
    UNSUPPORTED = "llm_unsupported"
    FOUND_NOTHING = "llm_found_nothing"

    @property
    def chinese(self) -> str:
        return f"{_CHINESE[self]},以下为原文摘录。"


_CHINESE = {
    Failure.UNREACHABLE: "大模型连不上",
    Failure.SLOW: "大模型迟迟没有开始回答",
    Failure.SILENT: "大模型答到一半没有了回应",
    Failure.TOO_LONG: "大模型的回答太长或用时太久",
    Failure.REJECTED: "大模型不接受这次请求,请检查模型名称和密钥",
    Failure.BUSY: "大模型正忙",
    Failure.SERVER_ERROR: "大模型服务出错",
    Failure.REFUSED: "大模型拒绝回答",
    Failure.BROKEN: "大模型的回答不完整",
    Failure.EMPTY: "大模型没有给出回答",
    Failure.PAUSED: "大模型近来连续出错,暂停使用片刻",
    Failure.UNSUPPORTED: "大模型的回答在文件里找不到依据",
    Failure.FOUND_NOTHING: "大模型没有从文件里找到答案",
}


class LlmFailed(Exception):
    """The LLM gave no text that can be used."""

    def __init__(self, failure: Failure, reason: str = "") -> None:
        super().__init__(reason or failure.value)
        self.failure = failure
