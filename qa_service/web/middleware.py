"""What holds for every exchange: request id, limits of the body, log line, figures, no trace."""

import asyncio
import logging
import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from qa_service.errors import QAError
from qa_service.web.errors import BodyTooLarge, error_response
from qa_service.web.exchange import BodyLimit, BodyRefused, Exchange
from qa_service.web.metrics import Metrics

logger = logging.getLogger(__name__)

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_UNMATCHED_ROUTE = "(none)"


class ExchangeMiddleware:
    """The outermost layer; ``body_limit`` says what a request's body may be."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, body_limit: Callable[[Scope], BodyLimit]) -> None:
        self._app = app
        self._metrics = metrics
        self._body_limit = body_limit
        self._beginning = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        async with self._beginning:
            # One begins in each turn of the loop: the first steps of a hundred at once would take 0.2 s, in
            # which nobody's tokens go out.
            await asyncio.sleep(0)
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        exchange = Exchange(receive, send, limit=self._body_limit(scope), request_id=request_id)
        started = time.perf_counter()
        with self._metrics.in_flight():
            await self._run(scope, exchange)
        self._record(scope, exchange, seconds=time.perf_counter() - started)

    async def _run(self, scope: Scope, exchange: Exchange) -> None:
        if exchange.announced(scope) > exchange.limit.size_bytes:
            await exchange.refuse(scope, BodyTooLarge(limit_bytes=exchange.limit.size_bytes))
            return
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except BodyRefused:
            logger.debug("the body is over its limit")
        except Exception:  # the last resort: the trace goes to the log, never into a reply
            logger.exception(
                "unexpected error in %s %s",
                scope["method"],
                _on_one_line(scope["path"]),
                extra={"request_id": exchange.request_id},
            )
            if exchange.status is None:
                await error_response(QAError(), scope)(scope, exchange.receive, exchange.send)
        if exchange.refusal is not None and exchange.status is None:
            await exchange.refuse(scope, exchange.refusal)

    def _record(self, scope: Scope, exchange: Exchange, *, seconds: float) -> None:
        status = exchange.status or 499  # nginx's number for a client that left before the reply
        route = getattr(scope.get("route"), "path_format", _UNMATCHED_ROUTE)
        self._metrics.exchange(method=scope["method"], route=route, status=status, seconds=seconds)
        logger.info(
            "%s %s %d %.1f ms",
            scope["method"],
            _on_one_line(scope["path"]),
            status,
            seconds * 1000,
            extra={
                "request_id": exchange.request_id,
                "status": status,
                "elapsed_ms": round(seconds * 1000, 1),
            },
        )


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _on_one_line(path: str) -> str:
    """A path may hold line breaks and escape sequences, by which it would write log lines of its own."""
    return "".join(c if c.isprintable() else quote(c, errors="replace") for c in path)
