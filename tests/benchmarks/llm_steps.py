"""An LLM server for the benchmark of streams, in a process of its own: says when it wrote its first piece.

    python -m tests.benchmarks.llm_steps

Prints its address; ends when its standard input does.
"""

import sys
import time
from collections.abc import Iterator

from tests.llm.scripted_openai import DONE, HEAD, Asked, ScriptedServer, Step, chunk

_THINKING_S = 0.3
_PIECES = 60
_PIECE_S = 0.05


def paced(asked: Asked) -> Iterator[Step]:
    """The time on the system's clock, then the first sentence of the first source, twenty pieces a second."""
    yield HEAD
    yield _THINKING_S
    yield chunk(f"时刻{time.monotonic():.6f}。\n")
    text = asked.sources[0].split("。")[0] + "[1]。"
    for number in range(_PIECES):
        yield _PIECE_S
        start, end = number * len(text) // _PIECES, (number + 1) * len(text) // _PIECES
        if end > start:
            yield chunk(text[start:end])
    yield chunk(finish="stop")
    yield DONE


if __name__ == "__main__":
    with ScriptedServer(paced) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        sys.stdin.read()
