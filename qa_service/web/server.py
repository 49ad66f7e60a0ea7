"""The server around the application: takes the address, opens the service, says when it can answer."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

import uvicorn

from qa_service.bootstrap import Service, open_service
from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.errors import AddressInUse
from qa_service.web.patience import ImpatientProtocol

# Answers under way may finish, streams that never end may not hold up a stop.
_GRACE_S = 10

_LOOK_INTERVAL_S = 0.1

# Longer than the 60 s for which nginx keeps an idle connection: it must never use one that we just closed.
_KEEP_ALIVE_S = 75


# A token of an LLM passes three threads on its way to its client, and each may have to wait so long for one
# that searches. Python's own 5 ms are for throughput; a search takes no longer with 1 ms.
_TURN_S = 0.001

# Going through everything that lives for cycles stops every thread, with a hundred streams for 60 to 80 ms:
# of their first tokens the last came 93 to 143 ms late, 19 to 23 ms late on a quiet machine where it was
# rarer. What is in cycles meanwhile is little: 2,800 objects after a hundred streams.
_YOUNG_BETWEEN_OLD_COLLECTIONS = 100


class _AnnouncingServer(uvicorn.Server):
    """Says that it serves once questions can be answered."""

    def __init__(self, config: uvicorn.Config, *, service: Service, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._service = service
        self._announce = announce
        self._waiting: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._waiting = asyncio.create_task(self._announce_when_ready())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._waiting:
            self._waiting.cancel()
        await super().shutdown(sockets)

    async def _announce_when_ready(self) -> None:
        while not await asyncio.to_thread(self._service.can_answer):
            await asyncio.sleep(_LOOK_INTERVAL_S)
        # What is there now stays; looking through it all for garbage, as happens every few seconds under
        # load, stops every thread for 0.2 s.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], _YOUNG_BETWEEN_OLD_COLLECTIONS)
        self._announce()
        # The vectors of a large library come later, with Chroma's modules.
        if not self._has_vectors():
            while not self._has_vectors():
                await asyncio.sleep(_LOOK_INTERVAL_S)
            gc.freeze()

    def _has_vectors(self) -> bool:
        return self._service.index.dense_ready


def run_server(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; ``announce`` is given the URL when questions can be answered.

    Raises AddressInUse before anything is opened, and whatever opening the service raises.
    """
    signal.signal(signal.SIGTERM, _stop)
    with (
        _listening_socket(settings.web.host, settings.web.port) as listener,
        open_service(settings, vectors_later=True) as service,
    ):
        config = uvicorn.Config(
            create_app(settings, service),
            http=ImpatientProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=_GRACE_S,
        )
        # Before the ingestor's thread, whose reading of vectors would slow it down.
        service.warm_up()
        service.ingestor.start()
        if settings.answering.model:
            sys.setswitchinterval(_TURN_S)
        server = _AnnouncingServer(config, service=service, announce=lambda: announce(_url(listener)))
        server.run(sockets=[listener])


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM is the usual way to stop a service: leave by the front door, closing what is open."""
    raise SystemExit(0)


def _listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the address and not yet listening: connections are refused until we can answer."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with ExitStack() as stack:
            listener = stack.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            stack.pop_all()
    except OSError as error:
        reason = error.strerror or str(error)
        raise AddressInUse(address=f"{host}:{port}", reason=reason) from None
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"
