"""The web client: its page at ``/`` and at the addresses that citations point to, and its files."""

import os
from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

router = APIRouter(include_in_schema=False)

STATIC_DIRECTORY = os.fspath(files("qa_service.web") / "static")  # type: ignore[call-overload]

# File names carry no version, so a browser asks each time and gets 304 where nothing changed.
_REVALIDATE = "no-cache"


class ClientFiles(StaticFiles):
    """Static files that a browser may keep but must ask about."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _REVALIDATE
        return response


@router.api_route("/", methods=["GET", "HEAD"])
@router.api_route("/documents/{document_id}", methods=["GET", "HEAD"])
def page() -> Response:
    """The page; its script reads the address and opens the source pane."""
    return FileResponse(
        os.path.join(STATIC_DIRECTORY, "index.html"),
        media_type="text/html",
        headers={"Cache-Control": _REVALIDATE},
    )
