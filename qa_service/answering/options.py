"""What can be set about answering."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringOptions:
    """``model``, ``base_url`` and ``api_key`` name an LLM; empty means extracts from the documents."""

    model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    max_question_characters: int = 1000
    candidates: int = 40
