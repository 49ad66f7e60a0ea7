"""Without an LLM nothing of one is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from qa_service.answering.options import AnsweringOptions
from qa_service.bootstrap import open_service
from qa_service.errors import ModelUnavailable
from qa_service.settings import Settings

_ASK = """
import sys
from pathlib import Path
from qa_service.bootstrap import open_service
from qa_service.settings import Settings
from vectorstore.passages import Filters
from tests.llm.service import QUESTION

with open_service(Settings(data_dir=Path(sys.argv[1]))) as service:
    reply = service.dialogue.answer(QUESTION, filters=Filters())
assert (reply.kind, reply.prompt, reply.fallback, reply.dropped) == ("extractive", None, None, 0)
loaded = {"langchain", "langchain_openai", "openai"} & set(sys.modules)
print(sorted(loaded))
"""


def test_no_model_means_that_no_package_of_one_is_loaded(library: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _ASK, str(library)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("model", ["nobody:model", "no-such-model"])
def test_a_model_that_cannot_be_set_up_is_said_at_start(model: str, tmp_path: Path) -> None:
    asked = Settings(data_dir=tmp_path / "data", answering=AnsweringOptions(model=model))
    with pytest.raises(ModelUnavailable), open_service(asked):
        pass
