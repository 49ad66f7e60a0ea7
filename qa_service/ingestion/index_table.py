"""Index tables of 政府信息公开 pages (索引号, 发布机构 …): in lines, in cells, or label and value in turn."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.furniture import Furniture, LabelledValue


class IndexTable:
    """The longest run of index lines that starts at a line: its pairs and where it ends."""

    def __init__(self, lines: Sequence[Block], rules: Furniture, start: int, *, in_head: bool) -> None:
        self.pairs: list[tuple[LabelledValue, str]] = []
        self.end = start
        self.certain_labels = 0
        self._rules = rules
        seen: Counter[str] = Counter()
        while self.end < len(lines):
            taken = self._in_cells(lines) or self._in_line(lines) or (in_head and self._in_turn(lines))
            if not taken:
                break
        for pair, _ in self.pairs:
            seen[pair.label] += pair.certain
        self.certain_labels = sum(1 for count in seen.values() if count)
        self.has_index_number = any(
            pair.field in ("index_number", "validity") and pair.certain for pair, _ in self.pairs
        )

    def _in_cells(self, lines: Sequence[Block]) -> bool:
        line = lines[self.end]
        cells = line.cells or (
            tuple(cell.strip() for cell in line.text.strip("| ").split("|")) if "|" in line.text else ()
        )
        if len(cells) < 2:
            return False
        found: list[LabelledValue] = []
        for label, value in zip(cells[::2], [*cells[1::2], ""], strict=False):
            pair = self._rules.index.lone(label) if label else None
            if label and pair is None:
                return False
            if pair:
                found.append(replace(pair, value=value.strip()))
        if not found:
            return False
        self._add(found, line.text, 1)
        return True

    def _in_line(self, lines: Sequence[Block]) -> bool:
        text = lines[self.end].text
        if len(text) > self._rules.longest_line:
            return False
        pairs, before = self._rules.index.pairs(text)
        if (
            not pairs
            or before.strip(" |　")
            or any(len(pair.value) > 80 or "。" in pair.value for pair in pairs)
        ):
            return False
        if all(not pair.value for pair in pairs) and len(pairs) == 1:
            return False
        if not any(pair.certain for pair in pairs) and not self.pairs and not self._index_follows(lines):
            return False
        self._add(pairs, text, 1)
        return True

    def _index_follows(self, lines: Sequence[Block]) -> bool:
        """标题:… opens an index table only when the next line is one for certain."""
        if self.end + 1 >= len(lines):
            return False
        pairs, before = self._rules.index.pairs(lines[self.end + 1].text[: self._rules.longest_line])
        return bool(pairs) and not before.strip() and any(pair.certain for pair in pairs)

    def _in_turn(self, lines: Sequence[Block]) -> bool:
        """Label on one line, value on the next."""
        label = self._rules.index.lone(lines[self.end].text) if len(lines[self.end].text) <= 16 else None
        if label is None or not (label.certain or self.pairs):
            return False
        following = lines[self.end + 1].text if self.end + 1 < len(lines) else ""
        quote = f"{lines[self.end].text}{following}"
        value = "" if not _fits(label.field, following) or self._rules.index.lone(following) else following
        if not value and not self.pairs and not (following and self._rules.index.lone(following)):
            return False
        self._add([replace(label, value=value)], quote if value else lines[self.end].text, 2 if value else 1)
        return True

    def _add(self, pairs: Iterable[LabelledValue], quote: str, lines: int) -> None:
        self.pairs.extend((pair, quote) for pair in pairs)
        self.end += lines


_VALUE_FORMS = {
    "index_number": re.compile(r"[\w〔〕（）()\[\]/·.\-—]{4,50}"),
    "document_number": re.compile(r".{0,20}[〔\[（(【]?\d{4}[〕\]）)】]?.{0,12}号|无|-+|—+"),
    "issued_on": re.compile(r"(19|20)\d{2}.{2,20}|无|-+"),
    "published_on": re.compile(r"(19|20)\d{2}.{2,20}|无|-+"),
    "effective_on": re.compile(r"(19|20)\d{2}.{2,20}|无|-+|长期有效"),
    "validity": re.compile(r"(现行|已)?(有效|无效|失效|废止|是|否|修改|修订|尚未生效).{0,6}"),
    "issuer": re.compile(r"[^。:：,，]{2,40}"),
    "subject": re.compile(r"[^。:：]{1,40}"),
    "title": re.compile(r"[^。]{4,80}"),
}


def _fits(field: str, value: str) -> bool:
    form = _VALUE_FORMS.get(field)
    return bool(value) and form is not None and form.fullmatch(value.strip()) is not None
