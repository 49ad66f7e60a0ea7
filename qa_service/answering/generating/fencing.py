"""The evidence as an LLM is given it: numbered, fenced as data, within a budget of tokens.

The fence bears a sign that is new for every question, so no document can end it; what looks like a fence,
a mark, a link or an order to an assistant in a passage is made harmless. Tokens are counted by characters,
as no tokenizer of the model is known here: one for each Chinese character, one for every three others,
which is more than the models in use need. This module does not know which passages are worth giving.
"""

import re
import unicodedata
from collections.abc import Sequence

from qa_service.answering.gate.gate_words import load_gate_words
from qa_service.answering.gate.support import Source

_MARK_LIKE = re.compile(r"[\[【［](\s*\^?\d{1,3}(?:\s*[,、-]\s*\d{1,3})*\s*)[\]】］]")
_LEFT_OUT = "(略)"
_FEWEST_TOKENS = 60
_SENTENCE_END = "。!?！？;；\n"


def tokens(text: str) -> int:
    """About how many tokens ``text`` takes; rather more than less."""
    chinese = sum("\u2e80" <= character <= "\uffef" for character in text)
    return chinese + -(-(len(text) - chinese) // 3)


def harmless(text: str) -> str:
    """``text`` in which nothing is a mark, a tag, or invisible."""
    visible = "".join(
        c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return _MARK_LIKE.sub(r"〔\1〕", visible).replace("<", "＜").replace(">", "＞")


def within(sources: Sequence[Source], *, budget: int, most: int) -> tuple[Source, ...]:
    """The first of ``sources`` that fit into ``budget`` tokens, at most ``most``."""
    chosen: list[Source] = []
    left = budget
    for source in sources:
        size = tokens(source.passage.text) + tokens(_facts(source)) + 20
        if len(chosen) == most or left < _FEWEST_TOKENS:
            break
        if size <= left or not chosen:
            chosen.append(source)
            left -= size
    return tuple(chosen)


def fenced(sources: Sequence[Source], *, sign: str, budget: int) -> str:
    """The evidence, its passages numbered from 1; one that alone is over the budget is cut at a sentence."""
    return "\n".join(
        f'<资料 编号="{number}" 标记="{sign}">\n{_facts(source)}\n{_cut(_without_orders(source), budget)}\n'
        f'</资料 标记="{sign}">'
        for number, source in enumerate(sources, 1)
    )


def _facts(source: Source) -> str:
    metadata = source.document.metadata
    headings = [h for h in source.passage.section if not load_gate_words().is_order(h)]
    parts = (
        "" if load_gate_words().is_order(metadata.title) else f"文件:{metadata.title}",
        f"文号:{metadata.document_number}" if metadata.document_number else "",
        f"地区:{metadata.region}" if metadata.region else "",
        f"年份:{metadata.year}" if metadata.year else "",
        f"章节:{' > '.join(headings)}" if headings else "",
    )
    return harmless(";".join(part for part in parts if part)).replace("\n", " ")


def _without_orders(source: Source) -> str:
    """The passage's text; sentences that speak to an assistant are left out."""
    text = source.passage.text
    for start, end in sorted(source.orders, reverse=True):
        text = f"{text[:start]}{_LEFT_OUT}{text[end:]}"
    return harmless(text)


def _cut(text: str, budget: int) -> str:
    if tokens(text) <= budget:
        return text
    cut = text[:budget]
    end = max(cut.rfind(mark) for mark in _SENTENCE_END)
    return cut[: end + 1] if end > 0 else cut
