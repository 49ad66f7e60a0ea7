"""A server that nobody here wrote, talked to end to end: ``transformers serve`` over a model made here.

The model has random weights, so it says nothing that a document bears out: what is seen is that its stream
comes through, and that the reader gets the extract.
"""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from qa_service.answering.events import Answer, Delta
from qa_service.answering.generating.failures import Failure
from qa_service.answering.options import AnsweringOptions, Limits
from qa_service.bootstrap import open_service
from qa_service.settings import Settings
from tests.llm.service import events

_MAKE = """
import sys
import torch
from tokenizers import ByteLevelBPETokenizer
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

words = ByteLevelBPETokenizer()
words.train_from_iterator(["公文问答"], vocab_size=300, special_tokens=["<s>", "</s>"])
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=words._tokenizer, bos_token="<s>", eos_token="</s>", pad_token="</s>"
)
tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}\\n{% endfor %}"
tokenizer.save_pretrained(sys.argv[1])
torch.manual_seed(0)
LlamaForCausalLM(
    LlamaConfig(
        vocab_size=300, hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=2, max_position_embeddings=16384, bos_token_id=0, eos_token_id=1,
    )
).save_pretrained(sys.argv[1])
"""
_START_S = 240.0


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the server and the name of its model."""
    pytest.importorskip(
        "accelerate", reason="transformers serve needs accelerate; it comes with the full set-up"
    )
    folder = tmp_path_factory.mktemp("model")
    subprocess.run([sys.executable, "-c", _MAKE, str(folder)], check=True, capture_output=True)
    port = _free_port()
    command = (Path(sys.executable).with_name("transformers"), "serve", folder)
    where = ("--host", "127.0.0.1", "--port", str(port), "--device", "cpu")
    with subprocess.Popen(
        [*command, *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    ) as process:
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}/v1", str(folder)
        finally:
            process.terminate()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                assert json.load(reply)
                return
        except URLError:
            time.sleep(0.5)
    pytest.fail("transformers serve did not come up")


@pytest.mark.timeout(400)
def test_the_stream_of_a_server_that_nobody_here_wrote_comes_through(
    foreign: tuple[str, str], library: Path
) -> None:
    url, model = foreign
    asked = AnsweringOptions(
        model=f"openai:{model}",
        base_url=url,
        patience_s=60,
        limits=Limits(connect_s=10, silence_s=30, whole_s=60),
    )
    with open_service(Settings(data_dir=library, answering=asked)) as service:
        found = events(service)
    reply = found[-1]
    assert isinstance(reply, Answer)
    assert (reply.kind, reply.short_answer) == ("extractive", "58件")
    assert reply.fallback is not None
    assert reply.fallback.code in {Failure.TOO_LONG.value, Failure.UNSUPPORTED.value}
    assert sum(1 for event in found if isinstance(event, Delta) and event.text) > 1
