"""The door to the LLM: any LangChain chat model, streamed into a synchronous generator that can be left at
any moment.

The model is talked to on one event loop in a thread of its own, whatever the number of streams, because only
there can a read be given up: every wait has its limit (connecting, the first token, the silence between
tokens, the whole), and a generator that is closed cancels its call, which closes the HTTP stream. Failures of
every provider become LlmFailed.

Retries are tenacity's, not the SDK's: one that may only happen before the first token has to know about
tokens, and an SDK that waits out a Retry-After would keep the reader from the extract.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import AsyncIterator, Generator
from concurrent.futures import Future
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any

from qa_service.answering.generating.breaker import Attempt, Breaker
from qa_service.answering.generating.failures import Failure, LlmFailed
from qa_service.answering.options import AnsweringOptions

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

logger = logging.getLogger(__name__)

HEARTBEAT_S = 0.5
"""So often a silent stream gives an empty piece, for whoever reads it to stop by."""

_RETRY_WAIT_S = 0.2
_ATTEMPTS = 2
_MOST_TOKENS = 2048
_MOST_CHARACTERS = 8000
_NO_KEY = "none"
"""What a server without keys is sent: the SDK asks for one."""

_FAULTS_OF_THE_SERVER = frozenset(
    {
        Failure.UNREACHABLE,
        Failure.SLOW,
        Failure.SILENT,
        Failure.REJECTED,
        Failure.BUSY,
        Failure.SERVER_ERROR,
        Failure.BROKEN,
        Failure.TOO_LONG,
    }
)
"""These count for the breaker; a refusal or an empty answer is about one question."""


class ModelNotAvailable(Exception):
    """The model cannot be set up: its name, or a package that it needs."""


def make_model(asked: AnsweringOptions) -> "BaseChatModel":
    """The chat model that the options name (``openai:qwen3-32b``). Raises: ModelNotAvailable."""
    import httpx
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    options: dict[str, Any] = {"max_retries": 0, "temperature": 0, "max_tokens": _MOST_TOKENS}
    if asked.base_url:
        options["base_url"] = asked.base_url
    if asked.api_key or asked.base_url:
        options["api_key"] = asked.api_key or _NO_KEY
    if asked.model.startswith("openai:") or ":" not in asked.model:
        # Connecting has its own limit; the other waits are ours.
        options["timeout"] = httpx.Timeout(asked.limits.whole_s, connect=asked.limits.connect_s)
        options["stream_chunk_timeout"] = asked.limits.whole_s
        options["use_responses_api"] = False
    try:
        made: BaseChatModel = init_chat_model(asked.model, **options)
        return made
    except (ImportError, ValueError, OpenAIError) as error:
        raise ModelNotAvailable(str(error)) from error


class _End:
    """The stream is over."""


class ChatModel:
    """Streams an LLM's text. Thread-safe; its thread starts with the first stream and ends with ``close``."""

    def __init__(
        self, model: "BaseChatModel", options: AnsweringOptions, *, breaker: Breaker | None = None
    ) -> None:
        self._model = model
        self._limits = options.limits
        self._patience_s = options.patience_s
        self._breaker = breaker or Breaker()
        # OpenAI's shape says when an answer is complete; an end without it is a connection that was cut.
        self._says_when_complete = type(model).__module__.startswith("langchain_openai")
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def stream(self, messages: "list[BaseMessage]") -> Generator[str, None, None]:
        """Pieces of the text as they come; an empty one at least every ``HEARTBEAT_S``. Raises: LlmFailed."""
        attempt = self._breaker.attempt()
        if attempt is None:
            raise LlmFailed(Failure.PAUSED)
        pieces: queue.SimpleQueue[str | LlmFailed | type[_End]] = queue.SimpleQueue()
        call: Future[None] | None = None
        try:
            call = asyncio.run_coroutine_threadsafe(
                self._pump(messages, pieces, attempt), self._running_loop()
            )
            while True:
                try:
                    waiting = [pieces.get(timeout=HEARTBEAT_S)]
                except queue.Empty:
                    yield ""
                    continue
                # On a busy machine several may have come; they cost what one does.
                with suppress(queue.Empty):
                    while isinstance(waiting[-1], str):
                        waiting.append(pieces.get_nowait())
                text = "".join(piece for piece in waiting if isinstance(piece, str))
                if text:
                    yield text
                if isinstance(waiting[-1], LlmFailed):
                    raise waiting[-1]
                if isinstance(waiting[-1], type):
                    return
        finally:
            if call is not None:
                call.cancel()
            attempt.told_nothing()

    def close(self) -> None:
        """End every stream and the thread."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(_cancel_all, loop)
            thread.join(timeout=5.0)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="llm", daemon=True)
                self._thread.start()
            return self._loop

    async def _pump(
        self,
        messages: "list[BaseMessage]",
        pieces: "queue.SimpleQueue[str | LlmFailed | type[_End]]",
        attempt: Attempt,
    ) -> None:
        try:
            async with asyncio.timeout(self._limits.whole_s):
                await self._read(messages, pieces)
        except TimeoutError:
            _fail(LlmFailed(Failure.TOO_LONG), pieces, attempt)
        except LlmFailed as failed:
            _fail(failed, pieces, attempt)
        except Exception as error:  # noqa: BLE001 - whatever a provider's package raises, the reader gets the extract
            _fail(_translated(error), pieces, attempt)
        else:
            attempt.succeeded()
            pieces.put(_End)

    async def _read(
        self, messages: "list[BaseMessage]", pieces: "queue.SimpleQueue[str | LlmFailed | type[_End]]"
    ) -> None:
        """A chunk without text is silence, however many come."""
        characters, ended = 0, False
        try:
            async with asyncio.timeout(self._patience_s) as limit:
                chunk, stream = await self._begin(messages)
                async with aclosing(stream):  # type: ignore[type-var]
                    while chunk is not None:
                        _stop_where_cancelled()
                        ended = _finished(chunk) or ended
                        if chunk.text:
                            characters += len(chunk.text)
                            limit.reschedule(asyncio.get_running_loop().time() + self._limits.silence_s)
                            if characters > _MOST_CHARACTERS:
                                raise LlmFailed(Failure.TOO_LONG)
                            pieces.put(chunk.text)
                        chunk = await _next(stream)
        except TimeoutError:
            raise LlmFailed(Failure.SILENT if characters else Failure.SLOW) from None
        if not ended and self._says_when_complete:
            raise LlmFailed(Failure.BROKEN)
        if not characters:
            raise LlmFailed(Failure.EMPTY)

    async def _begin(self, messages: "list[BaseMessage]") -> tuple[Any, AsyncIterator[Any]]:
        """The stream with its first chunk; tried again where the server failed before it."""
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_fixed

        async for attempt in AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_fixed(_RETRY_WAIT_S),
            retry=retry_if_exception(_is_passing),
            reraise=True,
        ):
            with attempt:
                stream = self._model.astream(messages)
                try:
                    return await anext(stream), stream
                except StopAsyncIteration:
                    raise LlmFailed(Failure.EMPTY) from None
                except BaseException:
                    with suppress(Exception):
                        await stream.aclose()  # type: ignore[attr-defined]
                    raise
        raise LlmFailed(Failure.BROKEN)


def _stop_where_cancelled() -> None:
    """Raises CancelledError where the task was cancelled and has not noticed: up to Python 3.11
    ``asyncio.wait_for``, with which providers' packages wait for a chunk, forgets it when the chunk comes at
    that moment (https://github.com/python/cpython/issues/86296)."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _next(stream: AsyncIterator[Any]) -> Any:
    """The next chunk, None behind the last one. Raises: LlmFailed, TimeoutError."""
    try:
        return await anext(stream, None)
    except TimeoutError:
        raise
    except Exception as error:
        failed = _translated(error)
        cut = failed.failure is Failure.UNREACHABLE
        raise (LlmFailed(Failure.BROKEN) if cut else failed) from error


def _fail(
    failed: LlmFailed, pieces: "queue.SimpleQueue[str | LlmFailed | type[_End]]", attempt: Attempt
) -> None:
    if failed.failure in _FAULTS_OF_THE_SERVER:
        attempt.failed()
    else:
        attempt.told_nothing()
    logger.warning("the LLM failed: %s (%s)", failed.failure.value, type(failed.__cause__ or failed).__name__)
    pieces.put(failed)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    ending = asyncio.gather(*tasks, return_exceptions=True)
    ending.add_done_callback(lambda _: loop.stop())


def _finished(chunk: Any) -> bool:
    """Whether the chunk says that the answer is complete. Raises: LlmFailed, where it says why it is not."""
    metadata = chunk.response_metadata or {}
    reason = metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason")
    if chunk.additional_kwargs.get("refusal") or reason in {"content_filter", "refusal", "safety", "SAFETY"}:
        raise LlmFailed(Failure.REFUSED)
    if reason in {"length", "max_tokens"}:
        raise LlmFailed(Failure.TOO_LONG)
    return bool(reason)


def _is_passing(error: BaseException) -> bool:
    """A fault of the moment, worth one more try: no connection, or the server's own error."""
    return not isinstance(error, LlmFailed) and _translated(error).failure in {
        Failure.UNREACHABLE,
        Failure.SERVER_ERROR,
    }


def _translated(error: BaseException) -> LlmFailed:
    """The failure that an exception of a provider's package stands for."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        if status in {408, 429}:
            failure = Failure.BUSY
        else:
            failure = Failure.SERVER_ERROR if status >= 500 else Failure.REJECTED
    elif _has_cause(error, "ConnectError", "ConnectTimeout", "APIConnectionError", "ConnectionError"):
        failure = Failure.UNREACHABLE
    else:
        failure = Failure.BROKEN
    failed = LlmFailed(failure, type(error).__name__)
    failed.__cause__ = error
    return failed


def _has_cause(error: BaseException | None, *names: str) -> bool:
    seen = 0
    while error is not None and seen < 8:
        if type(error).__name__ in names or isinstance(error, OSError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False
