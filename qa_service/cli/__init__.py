"""The command line. Results go to standard output, progress and logs to standard error.

Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted. Whatever is heavy is imported by the command
that needs it, so that ``--help`` is instant.
"""

import os
import sys

from qa_service.cli.application import app
from qa_service.cli.output import prepare_streams, print_error
from qa_service.errors import QAError


def main() -> None:
    """The ``qa-service`` program."""
    # Ranking multiplies many small matrices; NumPy's threads would wait for one another longer than they work
    # (p50 of a search with both cores busy: 82 ms, with one thread 13 ms). NumPy is not imported before this.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prepare_streams()
    try:
        app(prog_name="qa-service")
    except QAError as error:
        print_error(error)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone (| head); silence the flush at exit as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
