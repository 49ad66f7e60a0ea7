"""Failures in the shapes of the contracts that others wrote: OpenAI's under /v1, Dify's at /retrieval.

The sentences and codes are our own; only what is around them differs.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

from pydantic import BaseModel
from starlette.datastructures import Headers

from qa_service.errors import QAError
from qa_service.web.openai_schemas import OpenAIErrorBody, OpenAIErrorReply

OPENAI_PREFIX = "/v1/"
DIFY_PATH = "/retrieval"

# Dify's own numbers; for all the rest the HTTP status is the number.
_MALFORMED_AUTHORIZATION = 1001
_AUTHORIZATION_FAILED = 1002
_UNKNOWN_KNOWLEDGE = 2001
UNKNOWN_KNOWLEDGE_CODE = "unknown_knowledge"

# OpenAI answers what is wrong with a request with 400, and its clients know the error by that.
_OPENAI_STATUS: Mapping[int, int] = {HTTPStatus.UNPROCESSABLE_ENTITY: HTTPStatus.BAD_REQUEST}
_OPENAI_TYPES: Mapping[int, str] = {
    HTTPStatus.UNAUTHORIZED: "authentication_error",
    HTTPStatus.FORBIDDEN: "permission_error",
    HTTPStatus.TOO_MANY_REQUESTS: "rate_limit_error",
}


class DifyErrorReply(BaseModel):
    """Every failure of /retrieval has Dify's shape; ``code`` is ours and stable."""

    error_code: int
    error_msg: str
    code: str


class Told(NamedTuple):
    status: int
    body: BaseModel


def openai_error(error: QAError, *, status: int, message: str, request_id: str) -> Told:
    status = _OPENAI_STATUS.get(status, status)
    fallback = "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    parameter = error.detail.get("param")
    body = OpenAIErrorBody(
        message=message,
        type=_OPENAI_TYPES.get(status, fallback),
        param=parameter if isinstance(parameter, str) else None,
        code=error.code,
        request_id=request_id,
    )
    return Told(status, OpenAIErrorReply(error=body))


def dify_error(error: QAError, *, status: int, message: str, headers: Headers) -> Told:
    number = status
    if status == HTTPStatus.UNAUTHORIZED:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        is_bearer = scheme.lower() == "bearer" and key.strip()
        number = _AUTHORIZATION_FAILED if is_bearer else _MALFORMED_AUTHORIZATION
        # Dify tells its user of a wrong key, where one connects a knowledge base, by this status alone.
        status = HTTPStatus.FORBIDDEN
    elif error.code == UNKNOWN_KNOWLEDGE_CODE:
        number = _UNKNOWN_KNOWLEDGE
    return Told(int(status), DifyErrorReply(error_code=int(number), error_msg=message, code=error.code))
