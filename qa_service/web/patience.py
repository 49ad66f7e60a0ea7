"""How long a connection may take to send the headers of a request: uvicorn itself waits for ever.

A few hundred connections that send a byte now and then would hold the service's descriptors; nginx in front
has the same limit as client_header_timeout.
"""

import asyncio
from typing import TYPE_CHECKING

from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol as HttpProtocol
else:
    HttpProtocol = AutoHTTPProtocol

HEADERS_LIMIT_S = 30.0


class ImpatientProtocol(HttpProtocol):
    """uvicorn's protocol, which closes a connection whose headers take longer than ``HEADERS_LIMIT_S``.

    The time runs from the beginning of the connection, or from the first byte of a later request on it;
    between two requests uvicorn's own limit holds.
    """

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin_limit()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not getattr(self.cycle, "response_complete", True):  # before the first request there is no cycle
            self._end_limit()
        elif self._limit is None:
            self._begin_limit()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_limit()
        super().connection_lost(exc)

    def _begin_limit(self) -> None:
        self._limit = self.loop.call_later(HEADERS_LIMIT_S, self.transport.close)

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
