"""What holds for every exchange: request id, limit of the body, safe headers, log line, figures, no trace."""

import logging
import re
import time
import uuid
from collections.abc import Callable

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_service.errors import QAError
from qa_service.web.errors import BodyTooLarge, error_response
from qa_service.web.metrics import Metrics

logger = logging.getLogger(__name__)

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_UNMATCHED_ROUTE = "(none)"

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


class _TooMuchRead(Exception):
    """The body went over its limit while the application was reading it."""


class ExchangeMiddleware:
    """The outermost layer; ``body_limit`` gives the bytes that a request's body may have."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, body_limit: Callable[[Scope], int]) -> None:
        self._app = app
        self._metrics = metrics
        self._body_limit = body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        exchange = _Exchange(receive, send, limit=self._body_limit(scope), request_id=request_id)
        started = time.perf_counter()
        with self._metrics.in_flight():
            await self._run(scope, exchange)
        self._record(scope, exchange, seconds=time.perf_counter() - started)

    async def _run(self, scope: Scope, exchange: "_Exchange") -> None:
        if exchange.announced(scope) > exchange.limit:
            await self._refuse_body(scope, exchange)
            return
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except _TooMuchRead:
            logger.debug("the body went over its limit")
        except Exception:  # the last resort: the trace goes to the log, never into a reply
            logger.exception(
                "unexpected error in %s %s",
                scope["method"],
                scope["path"],
                extra={"request_id": exchange.request_id},
            )
            if exchange.status is None:
                await error_response(QAError(), scope)(scope, exchange.receive, exchange.send)
        if exchange.over_limit and exchange.status is None:
            await self._refuse_body(scope, exchange)

    async def _refuse_body(self, scope: Scope, exchange: "_Exchange") -> None:
        exchange.over_limit = False
        response = error_response(BodyTooLarge(limit_bytes=exchange.limit), scope)
        headers = MutableHeaders(raw=list(response.raw_headers))
        headers["Connection"] = "close"
        await exchange.send(
            {"type": "http.response.start", "status": response.status_code, "headers": headers.raw}
        )
        await exchange.send({"type": "http.response.body", "body": response.body, "more_body": True})
        await exchange.drain()
        await exchange.send({"type": "http.response.body", "body": b"", "more_body": False})

    def _record(self, scope: Scope, exchange: "_Exchange", *, seconds: float) -> None:
        status = exchange.status or 499  # nginx's number for a client that left before the reply
        route = getattr(scope.get("route"), "path_format", _UNMATCHED_ROUTE)
        self._metrics.exchange(method=scope["method"], route=route, status=status, seconds=seconds)
        logger.info(
            "%s %s %d %.1f ms",
            scope["method"],
            scope["path"],
            status,
            seconds * 1000,
            extra={
                "request_id": exchange.request_id,
                "status": status,
                "elapsed_ms": round(seconds * 1000, 1),
            },
        )


class _Exchange:
    """One request and its reply: counts the body as it comes, adds our headers as it goes."""

    def __init__(self, receive: Receive, send: Send, *, limit: int, request_id: str) -> None:
        self._receive = receive
        self._send = send
        self._received = 0
        self.limit = limit
        self.request_id = request_id
        self.status: int | None = None
        self.over_limit = False

    @staticmethod
    def announced(scope: Scope) -> int:
        length = Headers(scope=scope).get("content-length", "")
        return int(length) if length.isdecimal() and len(length) < 20 else 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > self.limit:
            self.over_limit = True
            raise _TooMuchRead
        return message

    async def send(self, message: Message) -> None:
        if self.over_limit and self.status is None:
            return  # the application's own words for a body that it could not read to the end
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def drain(self) -> None:
        left = _DRAIN_BYTES
        with anyio.move_on_after(_DRAIN_S):
            while left > 0:
                message = await self._receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
