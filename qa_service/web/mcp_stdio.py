"""MCP over standard input and output, for one client that started this process."""

import asyncio
import os
import signal
from types import FrameType

from qa_service.bootstrap import Service
from qa_service.settings import Settings
from qa_service.web.mcp_server import serve_stdio
from qa_service.web.mcp_tools import LibraryTools
from qa_service.web.metrics import Metrics
from qa_service.web.work import WorkPool


def run_stdio(settings: Settings, service: Service) -> None:
    """Serve until the client closes our standard input. ``service`` stays the caller's to close.

    An interrupt ends the process at once, with status 130.
    """
    signal.signal(signal.SIGINT, _leave)
    asyncio.run(_serve(settings, service))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """The thread that reads standard input cannot be woken to leave by the front door. Nothing is being
    written, and a data directory survives worse."""
    os._exit(128 + signal.SIGINT)


async def _serve(settings: Settings, service: Service) -> None:
    metrics = Metrics()
    pool = WorkPool(workers=settings.web.workers, queue=settings.web.queue, metrics=metrics)
    try:
        await serve_stdio(LibraryTools(service=service, pool=pool, metrics=metrics, settings=settings))
    finally:
        pool.close()
