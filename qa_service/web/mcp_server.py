"""The Model Context Protocol over the library: the only module that imports ``mcp``.

Importing it takes a second, so the service does it when the first MCP client comes (``mcp_endpoint``).
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Generic, TypeVar

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from qa_service.errors import DocumentNotFound, InvalidRequest, QAError
from qa_service.web.errors import reasons_of
from qa_service.web.links import base_of
from qa_service.web.mcp_schemas import (
    AskArguments,
    AskResult,
    ListArguments,
    ListResult,
    ReadArguments,
    ReadResult,
    SearchArguments,
    SearchResult,
)
from qa_service.web.mcp_texts import ask_text, list_text, read_text, search_text
from qa_service.web.mcp_tools import LibraryTools

logger = logging.getLogger(__name__)

A = TypeVar("A", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)
Context = Any  # what the SDK hands to handlers; only its request is used here

DOCUMENT_URI = "qa-service://documents/"

_RESOURCES_A_PAGE = 200
_INSTRUCTIONS = (
    "中文公文资料库。用 ask 提问,得到带编号引用的回答;引用的 quote 是原文的准确片段,"
    "请连同 label 和链接一起给用户看。资料库没有的,status 是 not_found。"
    " A library of Chinese official documents. Ask with `ask`: every sentence of an answer has numbered "
    "citations whose quotes are exact; show them with the label and the links."
)
# Reading only, and from nowhere but the library.
_HARMLESS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered(Generic[A, R]):
    """A tool as it is offered, and how it is called."""

    name: str
    title: str
    description: str
    arguments: type[A]
    result: type[R]
    call: Callable[[A, str | None], Awaitable[R]]
    text: Callable[[R], str]

    def described(self) -> Tool:
        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=self.arguments.model_json_schema(),
            output_schema=self.result.model_json_schema(mode="serialization"),
            annotations=_HARMLESS,
        )

    async def called(self, arguments: Mapping[str, Any], base: str | None) -> CallToolResult:
        """Raises: InvalidRequest, and what the work raises."""
        try:
            checked = self.arguments.model_validate(arguments)
        except ValidationError as error:
            raise InvalidRequest(reason=";".join(reasons_of(error.errors(), "zh")[:5])) from error
        result = await self.call(checked, base)
        return CallToolResult(
            content=[TextContent(type="text", text=self.text(result))],
            structured_content=result.model_dump(mode="json"),
        )


class _Handlers:
    """What the SDK calls."""

    def __init__(self, tools: LibraryTools) -> None:
        self._tools = tools
        offered: tuple[_Offered[Any, Any], ...] = (
            _Offered(
                name="ask",
                title="提问 Ask",
                description="回答一个关于库中公文的问题,每句话都有编号引用。"
                " Answer a question from the documents, every sentence with numbered citations.",
                arguments=AskArguments,
                result=AskResult,
                call=tools.ask,
                text=ask_text,
            ),
            _Offered(
                name="search_documents",
                title="检索 Search",
                description="找出与问题最相关的段落,不作回答。"
                " Find the passages that fit best, without an answer.",
                arguments=SearchArguments,
                result=SearchResult,
                call=tools.search_documents,
                text=search_text,
            ),
            _Offered(
                name="read_document",
                title="读文件 Read",
                description="按段落读一份文件。 Read a document, paragraph by paragraph.",
                arguments=ReadArguments,
                result=ReadResult,
                call=tools.read_document,
                text=read_text,
            ),
            _Offered(
                name="list_documents",
                title="列文件 List",
                description="列出库里有哪些文件,新的在前。"
                " List the documents of the library, the newest first.",
                arguments=ListArguments,
                result=ListResult,
                call=tools.list_documents,
                text=list_text,
            ),
        )
        self._offered = {each.name: each for each in offered}
        # Making a schema of a model takes milliseconds, and stateless clients ask for them often.
        self._described = [each.described() for each in offered]

    async def list_tools(self, _: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=self._described)

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        offered = self._offered.get(params.name)
        if offered is None:
            raise MCPError(code=INVALID_PARAMS, message=f"没有这个工具 no such tool: {params.name[:100]}")
        try:
            return await offered.called(params.arguments or {}, _base_of(context))
        except QAError as error:
            return _failed(error)
        except Exception:  # the trace goes to the log, never to a client
            logger.exception("the tool %s failed", params.name)
            return _failed(QAError())

    async def list_resources(self, _: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
        cursor = params.cursor if params else None
        try:
            page = await self._tools.page(ListArguments(limit=_RESOURCES_A_PAGE, cursor=cursor or None))
        except (InvalidRequest, ValidationError) as error:
            raise MCPError(code=INVALID_PARAMS, message="cursor 不对 wrong cursor") from error
        resources = [
            Resource(
                uri=DOCUMENT_URI + document.document_id,
                name=document.source,
                title=document.metadata.title,
                mime_type="text/plain",
            )
            for document in page.items
        ]
        return ListResourcesResult(resources=resources, next_cursor=page.next_cursor)

    async def list_templates(
        self, _: Context, __: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        template = ResourceTemplate(
            name="document",
            title="文件全文 A document's text",
            uri_template=DOCUMENT_URI + "{document_id}",
            description="清理后的全文,引用的 start 和 end 是其中的位置。 The cleaned text that citations' "
            "start and end are offsets of.",
            mime_type="text/plain",
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(self, _: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(params.uri)
        try:
            if not uri.startswith(DOCUMENT_URI):
                raise DocumentNotFound
            text = await self._tools.text_of(uri.removeprefix(DOCUMENT_URI))
        except DocumentNotFound as error:
            raise MCPError(
                code=INVALID_PARAMS, message=f"{error.chinese} {error.english}", data={"uri": uri}
            ) from error
        contents = TextResourceContents(uri=uri, mime_type="text/plain", text=text)
        return ReadResourceResult(contents=[contents])


def _failed(error: QAError) -> CallToolResult:
    text = f"{error.chinese} {error.english} ({error.code})"
    return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)


def _base_of(context: Context) -> str | None:
    request = context.request
    return base_of(request) if isinstance(request, Request) else None


def make_server(tools: LibraryTools) -> Server[Any]:
    """The protocol's server, for any transport."""
    # What it has to say of each exchange stands in our own log already.
    logging.getLogger("mcp").setLevel(logging.WARNING)
    handlers = _Handlers(tools)
    return Server(
        "qa-service",
        version=version("qa-service"),
        title="公文问答",
        instructions=_INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
    )


def make_session_manager(tools: LibraryTools) -> StreamableHTTPSessionManager:
    """Streamable HTTP without sessions: every request stands alone, on any of several processes.

    Replies are streams where they take long: comments keep a proxy from cutting an answer off, and a client
    that leaves is noticed. Host and Origin are ours to check (``origins``), for these routes as for all.
    """
    return StreamableHTTPSessionManager(make_server(tools), stateless=True)


async def serve_stdio(tools: LibraryTools) -> None:
    """Serve one client on standard input and output until it closes them."""
    server = make_server(tools)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
