"""What routes are given: the service, the pool of workers, the metrics; and the check of the API key."""

import hmac
import time
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from qa_service.bootstrap import Service
from qa_service.settings import Settings, WebOptions
from qa_service.web.errors import NotReady, Unauthorized
from qa_service.web.metrics import Metrics
from qa_service.web.work import WorkPool

# What is no coroutine FastAPI calls in another thread, which costs more than all that these do.

# So long a yes holds: looking costs nothing, but gives the interpreter to whoever computes, and a hundred
# requests at once would each wait to get it back.
_READY_S = 0.1


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _ready_service(request: Request) -> Service:
    """The service, once it can answer. Raises NotReady."""
    service = await _service(request)
    state, now = request.app.state, time.monotonic()
    if now >= getattr(state, "ready_until", 0.0):
        at_hand = service.library.is_counted
        if not (service.can_answer() if at_hand else await run_in_threadpool(service.can_answer)):
            raise NotReady
        state.ready_until = now + _READY_S
    return service


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _pool(request: Request) -> WorkPool:
    pool: WorkPool = request.app.state.pool
    return pool


async def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


ServiceDep = Annotated[Service, Depends(_service)]
ReadyServiceDep = Annotated[Service, Depends(_ready_service)]
SettingsDep = Annotated[Settings, Depends(_settings)]
PoolDep = Annotated[WorkPool, Depends(_pool)]
MetricsDep = Annotated[Metrics, Depends(_metrics)]

_bearer = HTTPBearer(auto_error=False, description="Asked for where QA_WEB__API_KEY is set.")


async def require_api_key(
    settings: SettingsDep, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Raises Unauthorized unless the request bears the key, where one is set."""
    check_api_key(settings.web, f"Bearer {given.credentials}" if given else "")


def check_api_key(options: WebOptions, authorization: str) -> None:
    """Raises Unauthorized unless the header's value bears the key, where one is set."""
    scheme, _, shown = authorization.partition(" ")
    wanted = f"bearer {options.api_key}".encode()
    # Header bytes arrive decoded as Latin-1, whatever they were.
    given = f"{scheme.lower()} ".encode("latin-1") + shown.strip().encode("latin-1")
    if options.api_key and not hmac.compare_digest(given, wanted):
        raise Unauthorized
