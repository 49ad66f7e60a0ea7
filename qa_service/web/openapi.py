"""What the OpenAPI document says beyond the routes' own types: error shapes and the events of streams."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from qa_service.web.foreign_errors import OPENAI_PREFIX, DifyErrorReply
from qa_service.web.openai_schemas import AnswerChunk, OpenAIErrorReply
from qa_service.web.schemas import ChatReply, DeltaOut, ErrorReply, JobOut, RetrievedOut

Responses = dict[int | str, dict[str, Any]]

_SCHEMAS = "#/components/schemas/"
_REASONS = {
    400: "Not valid",
    401: "An API key is needed",
    403: "Sent by another site's page, or to a name that is not ours",
    404: "Unknown id",
    413: "Too large",
    422: "Not valid",
    429: "Too much at once; see Retry-After",
    503: "Not ready",
    507: "The disk is full",
}


def errors(*statuses: int) -> Responses:
    """The failures of a route, each in the one shape."""
    content = {"application/json": {"schema": {"$ref": _SCHEMAS + ErrorReply.__name__}}}
    return {status: {"description": _REASONS[status], "content": content} for status in statuses}


def openai_errors(*statuses: int) -> Responses:
    """The failures of a route under /v1, in OpenAI's shape."""
    return _errors_in(OpenAIErrorReply, statuses)


def dify_errors(*statuses: int) -> Responses:
    """The failures of /retrieval, in Dify's shape."""
    return _errors_in(DifyErrorReply, statuses)


def _errors_in(shape: type[BaseModel], statuses: Sequence[int]) -> Responses:
    return {status: {"description": _REASONS[status], "model": shape} for status in statuses}


def _event(name: str, data: type[BaseModel]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "event": {"const": name},
            "data": {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": {"$ref": _SCHEMAS + data.__name__},
            },
        },
        "required": ["event", "data"],
    }


def _stream(description: str, *events: tuple[str, type[BaseModel]]) -> dict[str, Any]:
    # itemSchema is OpenAPI 3.2's word for the events of a stream; readers of 3.1 see a string.
    return {
        "schema": {"type": "string", "description": description},
        "itemSchema": {"oneOf": [_event(*event) for event in events]},
    }


CHAT_RESPONSES: Responses = {
    **errors(413, 429, 503),
    200: {
        "description": "Server-sent events, or one JSON reply when `stream` is false.",
        "content": {
            "text/event-stream": _stream(
                "retrieved, delta any number, then one answer or error; a comment at least every 10 s.",
                ("retrieved", RetrievedOut),
                ("delta", DeltaOut),
                ("answer", ChatReply),
                ("error", ErrorReply),
            )
        },
    },
}

COMPLETION_RESPONSES: Responses = {
    **openai_errors(400, 404, 413, 429, 503),
    200: {
        "description": "Server-sent events when `stream` is true, else one JSON reply.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string", "description": "Chunks, then [DONE]; comments while it works."},
                "itemSchema": {
                    "type": "object",
                    "properties": {
                        "data": {
                            "type": "string",
                            "contentMediaType": "application/json",
                            "contentSchema": {"$ref": _SCHEMAS + AnswerChunk.__name__},
                        }
                    },
                    "required": ["data"],
                },
            }
        },
    },
}

JOB_EVENTS_RESPONSES: Responses = {
    **errors(404),
    200: {
        "description": "One `job` event for every change, the last one with state done or failed.",
        "content": {"text/event-stream": _stream("Events named job.", ("job", JobOut))},
    },
}

FILE_RESPONSES: Responses = {
    **errors(404),
    200: {
        "description": "The bytes as they were uploaded.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
}

_BINARY = {"schema": {"type": "string", "format": "binary"}}
EXPORT_RESPONSES: Responses = {
    **errors(404),
    200: {
        "description": "A file to save, named in Content-Disposition.",
        "content": {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _BINARY,
            "text/markdown": {"schema": {"type": "string"}},
        },
    },
}


_OF_STREAMS: tuple[type[BaseModel], ...] = (RetrievedOut, DeltaOut, ErrorReply, JobOut, AnswerChunk)


def install_openapi(app: FastAPI) -> None:
    """Let the document hold the schemas that only streams mention, and OpenAI's 400 in place of 422."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        _, extra = models_json_schema(
            [(model, "serialization") for model in _OF_STREAMS],
            ref_template=_SCHEMAS + "{model}",
        )
        for name, schema in extra["$defs"].items():
            document["components"]["schemas"].setdefault(name, schema)
        for path, methods in document["paths"].items():
            if path.startswith(OPENAI_PREFIX):
                for operation in methods.values():
                    operation["responses"].pop("422", None)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
