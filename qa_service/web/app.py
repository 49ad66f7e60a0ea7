"""The HTTP application, made from settings and a service: ``create_app``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.routing import Route
from starlette.types import Scope

from qa_service.bootstrap import Service
from qa_service.settings import Settings
from qa_service.web import (
    chat,
    client,
    conversations,
    dify,
    documents,
    exports,
    jobs,
    openai_routes,
    operations,
    search,
)
from qa_service.web.dependencies import require_api_key
from qa_service.web.errors import MAX_FILES_AN_UPLOAD, install_error_handlers
from qa_service.web.exchange import BodyLimit
from qa_service.web.mcp_endpoint import PATH as MCP_PATH
from qa_service.web.mcp_endpoint import McpEndpoint
from qa_service.web.mcp_tools import LibraryTools
from qa_service.web.metrics import Metrics
from qa_service.web.middleware import ExchangeMiddleware
from qa_service.web.openapi import errors, install_openapi, openai_errors
from qa_service.web.origins import OriginMiddleware
from qa_service.web.work import WorkPool

# Room for a question far over its own limit, so that it gets the reason that fits (question_too_long).
MAX_JSON_BYTES = 2 * 1024 * 1024

# A stream of an LLM holds a worker that does nothing but wait.
LLM_STREAMS = 128

_DESCRIPTION = """对中文公文提问,每句话都引用原文。 Questions about Chinese official documents,
every sentence cited.

Times are seconds unless a name says ms, sizes bytes, offsets Unicode code points `[start, end)`. Every
failure has the shape of `ErrorReply`, in Chinese, or in English with `Accept-Language: en`."""


def create_app(settings: Settings, service: Service) -> FastAPI:
    """The routes over ``service``, which stays the caller's to close."""
    metrics = Metrics()
    workers = max(settings.web.workers, LLM_STREAMS if settings.answering.model else 0)
    pool = WorkPool(workers=workers, queue=settings.web.queue, metrics=metrics)

    mcp = McpEndpoint(LibraryTools(service=service, pool=pool, metrics=metrics, settings=settings))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start_workers()
        yield
        await mcp.close()
        pool.close()

    app = FastAPI(
        title="qa-service",
        version=version("qa-service"),
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # both pages fetch their scripts from a third party
        redoc_url=None,
        redirect_slashes=False,  # a redirect repeats the Host header, which anybody may write
        openapi_url=None,  # its route asks for no key; ours does
        form_limits={"max_files": MAX_FILES_AN_UPLOAD, "max_fields": 100},
    )
    app.state.settings, app.state.service, app.state.metrics, app.state.pool = (
        settings,
        service,
        metrics,
        pool,
    )

    def body_limit(scope: Scope) -> BodyLimit:
        is_upload = scope["method"] == "POST" and scope["path"] == documents.UPLOAD_PATH
        return BodyLimit(size_bytes=settings.web.max_upload_bytes if is_upload else MAX_JSON_BYTES)

    app.add_middleware(OriginMiddleware, options=settings.web)
    app.add_middleware(ExchangeMiddleware, metrics=metrics, body_limit=body_limit)
    install_error_handlers(app)
    install_openapi(app)
    for room in (chat, documents, jobs, search, conversations, exports):
        app.include_router(
            room.router, dependencies=[Depends(require_api_key)], responses=errors(401, 403, 422)
        )
    app.include_router(
        openai_routes.router,
        dependencies=[Depends(require_api_key)],
        responses=openai_errors(401, 403),
        tags=["openai"],
    )
    app.include_router(dify.router, dependencies=[Depends(require_api_key)])
    app.include_router(operations.router)
    app.include_router(client.router)
    app.router.routes.append(Route(MCP_PATH, endpoint=mcp, methods=["POST"]))
    app.mount("/static", client.ClientFiles(directory=client.STATIC_DIRECTORY), name="static")
    return app
