"""One request and its reply: the limits of the body as it comes, safe headers as the reply goes."""

import time
from dataclasses import dataclass

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from qa_service.errors import QAError
from qa_service.web.errors import BodyTooLarge, RequestTooSlow, error_response

# After a refusal the rest of the body is read and thrown away for a moment, because a connection that is
# closed with unread data resets and the client would never see the reason (RFC 9112, 9.6).
_DRAIN_S = 5.0
_DRAIN_BYTES = 64 * 1024 * 1024

# The page needs nothing but itself; data: is for the icons in its style sheet.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLimit:
    """How large a body may be, and how slow: it may take ``grace_s`` seconds, and one more for every
    ``bytes_per_s`` that have come. The default lets a line of 128 kbit/s through; a question is far smaller
    than a second's worth."""

    size_bytes: int
    grace_s: float = 20.0
    bytes_per_s: int = 16 * 1024


class BodyRefused(Exception):
    """The body went over its limit while the application was reading it."""


class Exchange:
    """Counts the body as it comes, adds our headers as the reply goes."""

    def __init__(self, receive: Receive, send: Send, *, limit: BodyLimit, request_id: str) -> None:
        self._receive = receive
        self._send = send
        self._started = time.monotonic()
        self._received_bytes = 0
        self._is_complete = False
        self.limit = limit
        self.request_id = request_id
        self.status: int | None = None
        self.refusal: QAError | None = None

    @staticmethod
    def announced(scope: Scope) -> int:
        """Bytes of the body, as its header has them; 0 where it has none."""
        length = Headers(scope=scope).get("content-length", "")
        return int(length) if length.isdecimal() and len(length) < 20 else 0

    async def receive(self) -> Message:
        """The next piece of the body. Raises BodyRefused."""
        if self._is_complete:  # what comes now is the end of the connection, which may take its time
            return await self._receive()
        try:
            with anyio.fail_after(self._seconds_left()):
                message = await self._receive()
        except TimeoutError:
            self.refusal = RequestTooSlow()
            raise BodyRefused from None
        self._received_bytes += len(message.get("body", b""))
        self._is_complete = not message.get("more_body", False)
        if self._received_bytes > self.limit.size_bytes:
            self.refusal = BodyTooLarge(limit_bytes=self.limit.size_bytes)
            raise BodyRefused
        return message

    def _seconds_left(self) -> float:
        allowed = self.limit.grace_s + self._received_bytes / self.limit.bytes_per_s
        return max(0.0, self._started + allowed - time.monotonic())

    async def send(self, message: Message) -> None:
        if self.refusal is not None and self.status is None:
            return  # the application's own words for a body that it could not read to the end
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def refuse(self, scope: Scope, error: QAError) -> None:
        """Say why the body is not taken, and let the connection end."""
        self.refusal = None
        response = error_response(error, scope)
        headers = MutableHeaders(raw=list(response.raw_headers))
        headers["Connection"] = "close"
        await self.send(
            {"type": "http.response.start", "status": response.status_code, "headers": headers.raw}
        )
        await self.send({"type": "http.response.body", "body": response.body, "more_body": True})
        if not isinstance(error, RequestTooSlow):
            await self._drain()
        await self.send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _drain(self) -> None:
        left = _DRAIN_BYTES
        with anyio.move_on_after(_DRAIN_S):
            while left > 0:
                message = await self._receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
