"""Errors as HTTP: a status for every QAError, one shape for every failure, Chinese or English."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Match, Mount
from starlette.types import Scope

from qa_service import errors
from qa_service.web.foreign_errors import DIFY_PATH, OPENAI_PREFIX, Told, dify_error, openai_error
from qa_service.web.languages import Language, preferred_language
from qa_service.web.schemas import ErrorBody, ErrorReply


class Unauthorized(errors.QAError):
    code = "unauthorized"
    chinese_template = "需要访问密钥:请在 Authorization 头里带上 Bearer 密钥。"
    english_template = "An API key is needed: send it as Authorization: Bearer."


class ForeignOrigin(errors.QAError):
    code = "foreign_origin"
    chinese_template = "请求来自别的网页,已拒绝。请在本服务自己的页面里操作。"
    english_template = "This came from another site's page and was refused; use the service's own page."


class UnknownHost(errors.QAError):
    code = "unknown_host"
    chinese_template = (
        "本服务只在本机使用,不能用 {host} 访问。用代理发布时,请让代理带上 Via 头或设置访问密钥。"
    )
    english_template = (
        "This service is for this machine, not {host}. A proxy should send Via, or set an API key."
    )


class BodyTooLarge(errors.QAError):
    code = "body_too_large"
    chinese_template = "请求太大,最多 {limit_bytes} 字节。"
    english_template = "The request is too large, at most {limit_bytes} bytes."


class HeadersTooLarge(errors.QAError):
    code = "headers_too_large"
    chinese_template = "请求头太大,最多 {limit_bytes} 字节。"
    english_template = "The request's headers are too large, at most {limit_bytes} bytes."


class TooManyFiles(errors.QAError):
    code = "too_many_files"
    chinese_template = "一次上传的文件太多,最多 {limit} 个,请分几次上传。"
    english_template = "Too many files in one upload, at most {limit}; send them in several."


class FileNameTooLong(errors.BadRequest):
    code = "file_name_too_long"
    chinese_template = "文件名太长,请改短后再上传。"
    english_template = "A file's name is too long; shorten it and upload the file again."


class RequestTooSlow(errors.QAError):
    code = "request_too_slow"
    chinese_template = "请求传得太慢,已停止接收。"
    english_template = "The request came too slowly and was given up."


class RouteNotFound(errors.NotFound):
    code = "route_not_found"
    chinese_template = "没有这个地址。"
    english_template = "There is nothing at this address."


class MethodNotAllowed(errors.QAError):
    code = "method_not_allowed"
    chinese_template = "这个地址不接受这种请求方法。"
    english_template = "This address does not accept this method."


class NotReady(errors.QAError):
    code = "not_ready"
    chinese_template = "服务还没有准备好,请稍后再试。"
    english_template = "The service is not ready yet, try again later."


class AddressInUse(errors.QAError):
    code = "address_in_use"
    chinese_template = "地址 {address} 用不了:{reason}。换一个 --port,或者停掉占用它的程序。"
    english_template = "Cannot listen on {address}: {reason}. Use another --port or stop what uses it."


MAX_FILES_AN_UPLOAD = 5000
METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")

# The form's parser tells its reasons in words alone; the longest header of a part is that with the file's
# name.
_TOO_MANY_FILES = "Too many files"
_HEADER_TOO_LONG = "Maximum header size exceeded"

STATUS: Mapping[type[errors.QAError], int] = {
    errors.BadRequest: 422,
    errors.NotFound: 404,
    errors.UnreadableFile: 422,
    errors.UnsupportedFormat: 415,
    errors.FileTooLarge: 413,
    errors.TooBusy: 429,
    errors.StorageFull: 507,
    errors.DataDirectoryInUse: 503,
    errors.LibraryUnavailable: 503,
    errors.SettingsError: 500,
    errors.ModelUnavailable: 503,
    Unauthorized: 401,
    ForeignOrigin: 403,
    UnknownHost: 403,
    BodyTooLarge: 413,
    HeadersTooLarge: 431,
    TooManyFiles: 413,
    RequestTooSlow: 408,
    MethodNotAllowed: 405,
    NotReady: 503,
    AddressInUse: 503,
}


def status_of(error_class: type[errors.QAError]) -> int:
    """The HTTP status of an error class: its own or that of its nearest ancestor; 500 for the rest."""
    return next((STATUS[base] for base in error_class.__mro__ if base in STATUS), 500)


def error_body(error: errors.QAError, scope: Scope) -> ErrorReply:
    """The reply's body for ``error``, in the language that the request asks for."""
    language = preferred_language(scope)
    return ErrorReply(
        error=ErrorBody(
            code=error.code,
            message=error.chinese if language == "zh" else error.english,
            detail=dict(error.detail),
            request_id=scope.get("state", {}).get("request_id", ""),
        )
    )


def told(error: errors.QAError, scope: Scope) -> Told:
    """Status and body of ``error`` in the shape of the contract that the request's path belongs to."""
    status, reply, path = status_of(type(error)), error_body(error, scope), scope.get("path", "")
    message, request_id = reply.error.message, reply.error.request_id
    if path.startswith(OPENAI_PREFIX):
        return openai_error(error, status=status, message=message, request_id=request_id)
    if path == DIFY_PATH:
        return dify_error(error, status=status, message=message, headers=Headers(scope=scope))
    return Told(status, reply)


def error_response(error: errors.QAError, scope: Scope) -> JSONResponse:
    status, body = told(error, scope)
    headers = {"Vary": "Accept-Language", "Content-Language": preferred_language(scope)}
    if isinstance(error, errors.TooBusy):
        headers["Retry-After"] = str(error.detail.get("retry_after_s", 1))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body.model_dump(mode="json"), status_code=status, headers=headers)


async def _on_qa_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.QAError)
    return error_response(error, request.scope)


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 404:
            return error_response(RouteNotFound(), request.scope)
        case 405:
            response = error_response(MethodNotAllowed(), request.scope)
            response.headers["Allow"] = ", ".join(sorted(_allowed_methods(request, error)))
            return response
        case status if status >= 500:
            return error_response(errors.QAError(), request.scope)
        case 400 if _is_because_of(error, _TOO_MANY_FILES):
            return error_response(TooManyFiles(limit=MAX_FILES_AN_UPLOAD), request.scope)
        case 400 if _is_because_of(error, _HEADER_TOO_LONG):
            return error_response(FileNameTooLong(), request.scope)
        case _:
            reason = _reason("unparsable", {}, "", preferred_language(request.scope))
            response = error_response(errors.InvalidRequest(reason=reason), request.scope)
            response.status_code = error.status_code
            return response


def _is_because_of(error: BaseException, words: str) -> bool:
    """Whether this error, or one of those that led to it, says so."""
    cause = error.__cause__ or error.__context__
    return words in str(error) or (cause is not None and _is_because_of(cause, words))


def _allowed_methods(request: Request, error: HTTPException) -> set[str]:
    """Those of every route of the path; the error names those of one route alone."""
    named = {name.strip() for name in (error.headers or {}).get("Allow", "").split(",")}
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    return (named - {""}) | {
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    }


async def _on_validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    language = preferred_language(request.scope)
    reasons = reasons_of(error.errors(), language)
    return error_response(
        errors.InvalidRequest(reason=(";" if language == "zh" else "; ").join(reasons[:5])), request.scope
    )


def reasons_of(problems: Sequence[Any], language: Language) -> list[str]:
    """One phrase a problem, such as ``message: 缺少``; what was sent is never repeated."""
    phrases = []
    for problem in problems:
        where = ".".join(_named_by_the_client(problem["loc"]))
        phrase = _reason(problem["type"], problem.get("ctx", {}), problem["msg"], language)
        phrases.append(f"{where}: {phrase}" if where and problem["type"] != "json_invalid" else phrase)
    return phrases


def _named_by_the_client(place: Sequence[object]) -> list[str]:
    """The place without FastAPI's word for the part of the request, which a field may be called as well, and
    without pydantic's names for the branches of a union."""
    first = place[:1]
    is_part = first == ("body",) or (len(place) > 1 and first in (("query",), ("path",)))
    return [str(part) for part in place[is_part:] if "[" not in str(part)]


_CHINESE_REASONS: Mapping[str, str] = {
    "bool_parsing": "要写 true 或 false",
    "bool_type": "要写 true 或 false",
    "extra_forbidden": "没有这一项",
    "greater_than_equal": "不能小于 {ge}",
    "int_from_float": "要写整数",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "json_invalid": "不是合法的 JSON",
    "less_than_equal": "不能大于 {le}",
    "list_type": "要写成列表",
    "literal_error": "只能是 {expected}",
    "missing": "缺少这一项",
    "model_attributes_type": "要写成 JSON 对象",
    "dict_type": "要写成 JSON 对象",
    "string_pattern_mismatch": "格式不对",
    "string_too_long": "最多 {max_length} 个字",
    "string_too_short": "至少 {min_length} 个字",
    "string_type": "要写文字",
    "too_long": "最多 {max_length} 项",
    "too_short": "至少 {min_length} 项",
    "unparsable": "读不出请求的内容",
    "value_error": "不是要求的内容",
}


def _reason(kind: str, context: Mapping[str, object], english: str, language: Language) -> str:
    if language == "en" and kind == "value_error":
        return "not what is asked for"  # the library's words name classes of Python
    if language == "en" or kind not in _CHINESE_REASONS:
        return english or "the request cannot be read"
    return _CHINESE_REASONS[kind].format(**context)


def install_error_handlers(app: FastAPI) -> None:
    """Answer every error of the routes, and of routing itself, in the one shape."""
    app.add_exception_handler(errors.QAError, _on_qa_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
