"""The address ``/mcp``: the protocol's server, made when its first client comes."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from qa_service.web.dependencies import check_api_key
from qa_service.web.errors import NotReady
from qa_service.web.mcp_tools import LibraryTools
from qa_service.web.real_characters import RealCharacters

logger = logging.getLogger(__name__)

PATH = "/mcp"


class _SessionManager(Protocol):
    """What is used of the SDK's class, whose import is what waits."""

    def run(self) -> AbstractAsyncContextManager[None]: ...

    async def handle_request(self, scope: Scope, receive: Receive, send: Send) -> None: ...


class McpEndpoint:
    """An ASGI application. ``close`` it within the loop that it was called in."""

    def __init__(self, tools: LibraryTools) -> None:
        self._tools = tools
        self._stopping = asyncio.Event()
        self._started: asyncio.Future[_SessionManager] | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises: Unauthorized, NotReady (while it closes, or is cancelled)."""
        check_api_key(self._tools.settings.web, Headers(scope=scope).get("authorization", ""))
        manager = await self._manager()
        await manager.handle_request(scope, receive, RealCharacters(send))

    async def _manager(self) -> _SessionManager:
        if self._stopping.is_set():
            raise NotReady
        if self._started is None:
            started = self._started = asyncio.get_running_loop().create_future()
            self._running = asyncio.create_task(self._run(started))
            # A task that is cancelled before its first step runs none of its own lines.
            self._running.add_done_callback(lambda _: self._ended(started))
        # A request that is cancelled must not take the others' server with it.
        return await asyncio.shield(self._started)

    async def _run(self, started: "asyncio.Future[_SessionManager]") -> None:
        """Hold the manager's tasks, which must end in the task that began them."""
        try:
            manager = await asyncio.to_thread(self._make)
            async with manager.run():
                started.set_result(manager)
                await self._stopping.wait()
        except Exception as error:
            if started.done():
                logger.exception("the MCP server ended")
            else:
                started.set_exception(error)  # it is raised where the server is asked for

    def _ended(self, started: "asyncio.Future[_SessionManager]") -> None:
        """The next request makes another server; who waits for this one, which was cancelled, is told."""
        if self._started is started:
            self._started = None
        if not started.done():
            started.set_exception(NotReady())
        started.exception()  # perhaps nobody waits any more

    def _make(self) -> _SessionManager:
        from qa_service.web.mcp_server import make_session_manager

        return make_session_manager(self._tools)

    async def close(self) -> None:
        """End what is under way."""
        self._stopping.set()
        if self._running is not None:
            await asyncio.wait([self._running])
