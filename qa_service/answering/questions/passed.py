"""通过 as what was done, which tells (多少人通过), beside 通过 as by what means, which does not.

The list of words that carry no matter holds the second; this module gives back the first.
"""

import re
from collections.abc import Sequence

_PASSED = "通过"
_AS_DONE = re.compile(
    r"(?:多少|几)[个名位项件部家]?[一-鿿]{0,4}(?<![没未不])通过(?:了|的)?(?:[?？。!,，]|$)"
    r"|(?<![没未不])(?<![一-鿿]的)通过(?:了|的)?(?:一共|总共|共)?(?:有|是)?(?:多少|几)"
    r"|(?:^|[,，年]|已经?)通过(?:了|的)?(?:人数?|数|率)?(?:呢|有|是|[?？。!]|$)"
)


def with_passed(words: Sequence[str], text: str) -> tuple[str, ...]:
    """``words`` of folded ``text``, with 通过 where it says what was done."""
    if _PASSED in words or _AS_DONE.search(text) is None:
        return tuple(words)
    return (*words, _PASSED)
