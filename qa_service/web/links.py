"""Links for clients on other machines: absolute, by the name that the service was asked by."""

from starlette.requests import HTTPConnection


def base_of(connection: HTTPConnection) -> str:
    """Scheme and host of the request, without a slash at the end.

    The host is the Host header's. X-Forwarded-Proto counts where uvicorn trusts who sent it: a proxy on this
    machine, or what the variable FORWARDED_ALLOW_IPS names.
    """
    return str(connection.base_url).rstrip("/")
