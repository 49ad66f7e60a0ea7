"""Replies in UTF-8 like all of ours: the MCP SDK writes some of them with ``\\u`` escapes, twice the size."""

import json
import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

_EVENT_DATA = re.compile(rb"^(data: )(.*?)(?=\r?$)", re.MULTILINE)


class RealCharacters:
    """A ``send`` that writes JSON anew: whole replies, and the data of server-sent events."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._is_stream = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = MutableHeaders(scope=message).get("content-type", "")
            self._is_stream = kind.startswith("text/event-stream")
            if kind.startswith("application/json"):
                self._start = message  # its length is known with the body
            else:
                await self._send(message)
            return
        if self._is_stream:
            message = {**message, "body": _EVENT_DATA.sub(_event_data, message.get("body", b""))}
        elif self._start is not None:
            start, self._start = self._start, None
            if not message.get("more_body"):
                body = _rewritten_json(message.get("body", b""))
                MutableHeaders(scope=start)["content-length"] = str(len(body))
                message = {**message, "body": body}
            await self._send(start)
        await self._send(message)


def _event_data(found: "re.Match[bytes]") -> bytes:
    return found[1] + _rewritten_json(found[2])


def _rewritten_json(body: bytes) -> bytes:
    if rb"\u" not in body:
        return body
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode()
    except ValueError:  # no JSON, or a lone surrogate, which UTF-8 cannot say
        return body
