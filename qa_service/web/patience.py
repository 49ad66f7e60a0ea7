"""How long a connection may take to send the headers of a request, and how large they may be: uvicorn itself
waits for ever, and its parser keeps whatever comes.

A few hundred connections that send a byte now and then would hold the service's descriptors, one that sends a
header without end its memory, and the event loop with it; nginx in front has the same limits as
client_header_timeout and large_client_header_buffers.
"""

import asyncio
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.types import Scope
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from qa_service.web.errors import HeadersTooLarge, error_response

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as HttpProtocol
else:
    HttpProtocol = AutoHTTPProtocol

HEADERS_LIMIT_S = 30.0
HEADERS_LIMIT_BYTES = 64 * 1024

# A connection that is closed with unread data resets, and the client would never see the reason.
_LINGER_S = 1.0

# h11, which uvicorn takes where httptools is missing, has a limit of its own, the same.
_KEEPS_WHATEVER_COMES = hasattr(HttpProtocol, "on_headers_complete")


class ImpatientProtocol(HttpProtocol):
    """uvicorn's protocol, which closes a connection whose headers take longer than ``HEADERS_LIMIT_S``, and
    answers 431 where request line and headers, or what stands between the pieces of a body, are larger than
    ``HEADERS_LIMIT_BYTES``.

    The time runs from the beginning of the connection, or from the first byte of a later request on it;
    between two requests uvicorn's own limit holds.
    """

    _limit: asyncio.TimerHandle | None = None
    _pending_bytes = 0
    _are_headers_too_large = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin_limit()

    def data_received(self, data: bytes) -> None:
        if self._are_headers_too_large:
            return
        self._pending_bytes += len(data)
        super().data_received(data)
        if not getattr(self.cycle, "response_complete", True):  # before the first request there is no cycle
            self._end_limit()
        elif self._limit is None:
            self._begin_limit()
        if _KEEPS_WHATEVER_COMES and self._pending_bytes > HEADERS_LIMIT_BYTES:
            self._refuse()

    def on_headers_complete(self) -> None:
        self._pending_bytes = 0
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > HEADERS_LIMIT_BYTES:
            self._refuse()
            raise HeadersTooLarge(limit_bytes=HEADERS_LIMIT_BYTES)  # which ends the parser
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._pending_bytes = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        if not self._are_headers_too_large:
            super().send_400_response(msg)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_limit()
        super().connection_lost(exc)

    def _refuse(self) -> None:
        if self._are_headers_too_large:
            return
        self._are_headers_too_large = True
        if getattr(self.cycle, "response_complete", True):
            scope: Scope = {"headers": self.headers or [], "state": {"request_id": uuid.uuid4().hex}}
            reply = error_response(HeadersTooLarge(limit_bytes=HEADERS_LIMIT_BYTES), scope)
            status = HTTPStatus(reply.status_code)
            lines = [f"HTTP/1.1 {status} {status.phrase}".encode(), b"connection: close"]
            lines += [name + b": " + value for name, value in reply.raw_headers]
            self.transport.write(b"\r\n".join(lines) + b"\r\n\r\n" + bytes(reply.body))
        self.loop.call_later(_LINGER_S, self.transport.close)

    def _begin_limit(self) -> None:
        self._limit = self.loop.call_later(HEADERS_LIMIT_S, self.transport.close)

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
