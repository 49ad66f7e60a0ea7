"""The cursor of a page: where the next one begins, opaque to clients."""

import base64

from qa_service.errors import InvalidRequest

LAST_NUMBER = 2**63 - 1


def encoded(number: int) -> str:
    return base64.urlsafe_b64encode(str(number).encode()).decode().rstrip("=")


def decoded(cursor: str) -> int:
    """Raises: InvalidRequest when the cursor is none of ours."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        number = int(base64.urlsafe_b64decode(padded))
    except ValueError as error:
        raise InvalidRequest(reason="cursor") from error
    if not 0 <= number <= LAST_NUMBER:
        raise InvalidRequest(reason="cursor")
    return number
