"""输了几件 and 打赢的有多少, which in a talk about suits ask for 败诉 and 胜诉.

Away from suits people win and lose other things, so a message is read so only behind one that tells of them.
"""

import re
from collections.abc import Sequence

_OF_SUITS = re.compile("诉讼|官司|应诉|被诉|被告|起诉")
_ENDS = r"(?:官司)?(?:掉)?了?(?=的|[几多]|有|呢|[?？。]|$)"
_LOST, _WON = re.compile(f"打?输{_ENDS}"), re.compile(f"打?赢{_ENDS}")


def as_in_court(messages: Sequence[str]) -> list[str]:
    """``messages``, oldest first, with who won and who lost in the words of courts once suits were named."""
    said: list[str] = []
    for message in messages:
        if any(_OF_SUITS.search(earlier) for earlier in said):
            message = _WON.sub("胜诉", _LOST.sub("败诉", message))
        said.append(message)
    return said
