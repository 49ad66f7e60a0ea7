"""What can be set about answering."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long an LLM may take, in seconds: to connect, between two tokens, for the whole."""

    connect_s: float = 3.0
    silence_s: float = 10.0
    whole_s: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringOptions:
    """``model``, ``base_url`` and ``api_key`` name an LLM; empty means extracts from the documents.

    ``patience_s`` is how long its first token is waited for, before the extract is given.
    """

    model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    patience_s: float = 20.0
    max_question_characters: int = 1000
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.patience_s <= 0:
            raise ValueError("patience_s must be above 0")
        if self.max_question_characters <= 0:
            raise ValueError("max_question_characters must be above 0")
