"""The loader of the prompts beside it: ``NAME_vN.toml`` becomes a ChatPromptTemplate whose placeholders were
checked.

A file has ``placeholders`` and ``messages`` (role and text, with ``{placeholder}``). A changed wording is
a new file with the next number, so that the id kept with an answer names one wording for ever. This module
does not know what the prompts are for.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

_FILE = re.compile(r"(?P<name>[a-z_]+)_v(?P<version>\d+)\.toml")


class PromptInvalid(ValueError):
    """A prompt file whose placeholders are not those of its messages; a defect of the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """``prompt_id`` is ``name/version``; ``template`` takes exactly ``placeholders``."""

    prompt_id: str
    placeholders: frozenset[str]
    template: "ChatPromptTemplate"


def prompt_names() -> dict[str, int]:
    """Every prompt of the package with its newest version."""
    newest: dict[str, int] = {}
    for file in files("prompts").iterdir():
        match = _FILE.fullmatch(file.name)
        if match:
            newest[match["name"]] = max(newest.get(match["name"], 0), int(match["version"]))
    return newest


def load_prompt(name: str, *, version: int | None = None) -> Prompt:
    """The prompt ``name``, in its newest version where none is given. Raises: PromptInvalid, KeyError."""
    number = prompt_names()[name] if version is None else version
    text = (files("prompts") / f"{name}_v{number}.toml").read_text(encoding="utf-8")
    return parse_prompt(text, prompt_id=f"{name}/{number}")


def parse_prompt(text: str, *, prompt_id: str) -> Prompt:
    """The prompt that a file's ``text`` holds. Raises: PromptInvalid."""
    from langchain_core.prompts import ChatPromptTemplate

    data = tomllib.loads(text)
    declared = frozenset(data["placeholders"])
    template = ChatPromptTemplate.from_messages([(m["role"], m["text"].strip()) for m in data["messages"]])
    used = frozenset(template.input_variables)
    if used != declared:
        odd = ", ".join(sorted(used ^ declared))
        raise PromptInvalid(f"{prompt_id}: placeholders and messages disagree on {odd}")
    return Prompt(prompt_id=prompt_id, placeholders=declared, template=template)
