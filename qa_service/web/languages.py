"""Which of the two languages a request asks for."""

from typing import Literal

from starlette.datastructures import Headers
from starlette.types import Scope

Language = Literal["zh", "en"]


def preferred_language(scope: Scope) -> Language:
    """``en`` where Accept-Language prefers English to Chinese, else ``zh`` (RFC 9110, 12.5.4)."""
    weights = {"zh": 0.0, "en": 0.0}
    for choice in Headers(scope=scope).get("accept-language", "").split(","):
        tag, _, parameters = choice.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in weights:
            weights[primary] = max(weights[primary], _quality(parameters))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
