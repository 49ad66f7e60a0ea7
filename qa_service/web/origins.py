"""Which pages may use the service: those that it served itself.

A browser lets any page of the internet post a form to http://127.0.0.1 (cross-site request forgery), and
takes a page for ours when the name that it came from is made to mean 127.0.0.1 (DNS rebinding). Programs that
are no browsers send none of the headers that tell, and are let in.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from qa_service.settings import WebOptions
from qa_service.web.errors import ForeignOrigin, UnknownHost, error_response

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# Names that no public name server answers for (RFC 6761, RFC 6762, ICANN's resolution of 29 July 2024).
_LOCAL_ENDINGS = (".localhost", ".local", ".internal")


class OriginMiddleware:
    """Refuses what a foreign page asks for, with 403.

    Changes are taken from our own pages only. Where the service listens on a loopback address and asks for no
    key, it goes by a public name only behind a proxy: that sends Via (RFC 9110, 7.6.3), which no page can.
    """

    def __init__(self, app: ASGIApp, *, options: WebOptions) -> None:
        self._app = app
        self._is_private = is_loopback(options.host) and not options.api_key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host = _host_name(headers.get("host", ""))
            if self._is_private and "via" not in headers and not is_local_name(host):
                app = error_response(UnknownHost(host=host), scope)
            elif scope["method"] not in _SAFE_METHODS and is_foreign(headers):
                app = error_response(ForeignOrigin(), scope)
        await app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser sent this for a page of another origin, after Go's http.CrossOriginProtection.

    Sec-Fetch-Site tells; browsers leave it out on plain HTTP, where Origin is compared with the name that the
    service was asked by. Proxies may change ports, so ports do not count there.
    """
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    # No page can set X-Forwarded-Host without asking first (a preflight), which is never granted.
    ours = {_host_name(headers.get(name, "")) for name in ("host", "x-forwarded-host")} - {""}
    try:
        return (urlsplit(origin).hostname or "") not in ours
    except ValueError:
        return True


def is_local_name(host: str) -> bool:
    """Whether no public name server can make this name mean another machine: an address, or a local name."""
    return "." not in host or host.endswith(_LOCAL_ENDINGS) or _address(host) is not None


def is_loopback(host: str) -> bool:
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host_name(host: str) -> str:
    """The name in a Host header, without its port; empty where it is none."""
    try:
        return (urlsplit(f"//{host.strip()}").hostname or "").rstrip(".")
    except ValueError:
        return ""
