"""Settings: the one reader of the environment, composed of the rooms' own option classes.

A setting is a variable ``QA_NAME`` or ``QA_ROOM__NAME``, in the environment or in a ``.env`` file of the
working directory (the environment wins). An empty variable counts as not set.
"""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pydantic_settings
from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from qa_service.answering.options import AnsweringOptions
from qa_service.errors import SettingsError
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.sandbox import SandboxOptions
from qa_service.library.options import LibraryOptions
from qa_service.logs import LogFormat, LogLevel
from vectorstore.embedders import EmbeddingOptions
from vectorstore.index import IndexOptions

PREFIX = "QA_"
_SEPARATOR = "__"
_ENV_FILE = ".env"
_SECRET_ENDINGS = ("_KEY", "_TOKEN", "_PASSWORD", "_SECRET")
_MASK = "********"


class UnknownSetting(SettingsError):
    chinese_template = "没有 {name} 这项设置,最接近的是 {nearest}。"
    english_template = "There is no setting {name}; the nearest one is {nearest}."


class WrongSetting(SettingsError):
    chinese_template = "{name} 的值不对:{reason}"
    english_template = "The value of {name} is wrong: {reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """Options of the HTTP edge; they live here because the edge stands above the settings.

    ``workers`` questions are worked on at once and ``queue`` more may wait, for some seconds; the next one
    gets a 429. More workers only take the interpreter from one another: eight clients on two cores got 42
    searches a second with 8, 55 with 3, 51 with 2; once a search took a fifth less, 67 with 4, 70 with 3, 62
    with 2. With an ``api_key``, everything under ``/api`` and ``/metrics`` asks for ``Authorization:
    Bearer``.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    api_key: str = field(default="", repr=False)
    workers: int = 4
    queue: int = 256
    max_upload_bytes: int = 256 * 1024 * 1024

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError("port must be between 0 and 65535")
        if self.workers < 1 or self.queue < 0 or self.max_upload_bytes < 1:
            raise ValueError("workers and max_upload_bytes must be at least 1, queue at least 0")


class Settings(BaseSettings):
    """Everything that can be set; every part is handed to the room that it belongs to."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=_SEPARATOR,
        env_file=_ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Path("data")
    log_level: LogLevel = "info"
    log_format: LogFormat = "text"
    embedding: EmbeddingOptions = Field(default_factory=EmbeddingOptions)
    index: IndexOptions = Field(default_factory=IndexOptions)
    reading: ReaderOptions = Field(default_factory=ReaderOptions)
    sandbox: SandboxOptions = Field(default_factory=SandboxOptions)
    library: LibraryOptions = Field(default_factory=LibraryOptions)
    answering: AnsweringOptions = Field(default_factory=AnsweringOptions)
    web: WebOptions = Field(default_factory=WebOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One knob as it stands: its variable, its value with secrets masked, and whether that is the default."""

    name: str
    value: str
    is_default: bool


def load_settings(*, data_dir: Path | None = None) -> Settings:
    """Read the settings; ``data_dir`` comes from the command line and wins.

    Raises SettingsError (UnknownSetting, WrongSetting) that names the variable.
    """
    known = setting_names()
    for name in _given_names():
        if name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise UnknownSetting(name=name, nearest=nearest[0])
    given: dict[str, Any] = {} if data_dir is None else {"data_dir": data_dir}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = _variable(tuple(str(part) for part in first["loc"]))
        raise WrongSetting(name=name, reason=first["msg"]) from None
    except pydantic_settings.SettingsError as error:
        raise SettingsError(reason=str(error)) from None


def setting_names() -> tuple[str, ...]:
    """The variables of all knobs, in the order of the classes."""
    return tuple(setting.name for setting in describe_settings(Settings.model_construct()))


def describe_settings(settings: Settings) -> tuple[Setting, ...]:
    """Every knob with its value, secrets masked."""
    return tuple(_describe(settings))


def _describe(settings: Settings) -> Iterator[Setting]:
    for name, definition in type(settings).model_fields.items():
        value = getattr(settings, name)
        default = definition.get_default(call_default_factory=True)
        if is_dataclass(value) and is_dataclass(default):
            for part in fields(value):
                if is_dataclass(part.type):
                    continue  # measured weights, not for the environment
                inner, usual = getattr(value, part.name), getattr(default, part.name)
                yield _setting((name, part.name), inner, is_default=inner == usual)
        else:
            yield _setting((name,), value, is_default=value == default)


def _setting(path: tuple[str, ...], value: object, *, is_default: bool) -> Setting:
    name = _variable(path)
    is_secret = name.endswith(_SECRET_ENDINGS) and bool(value)
    shown = "" if value is None else _without_password(str(value))
    return Setting(name=name, value=_MASK if is_secret else shown, is_default=is_default)


def _without_password(value: str) -> str:
    """The value, and where it is a URL with a password, that masked (``QA_LIBRARY__URL``)."""
    scheme, separator, rest = value.partition("://")
    login, at, address = rest.rpartition("@")
    user, colon, _password = login.partition(":")
    return f"{scheme}{separator}{user}:{_MASK}@{address}" if at and colon else value


def _variable(path: tuple[str, ...]) -> str:
    return PREFIX + _SEPARATOR.join(path).upper()


def _given_names() -> list[str]:
    """Variables with our prefix that are set, in the environment and in the ``.env`` file."""
    try:
        in_file = dotenv_values(_ENV_FILE, encoding="utf-8") if Path(_ENV_FILE).is_file() else {}
    except UnicodeDecodeError as error:
        raise SettingsError(reason=f"{_ENV_FILE} is not UTF-8: {error}") from None
    names = {name.upper() for name in (*os.environ, *in_file)}
    return sorted(name for name in names if name.startswith(PREFIX))
