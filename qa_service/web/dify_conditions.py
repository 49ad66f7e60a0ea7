"""Dify's conditions on metadata, decided for each document of the library.

A document has several values for some fields (a place is in a county, a city and a province) and none for
what is unknown. A positive comparison holds when it does for one of the values, a negative one when its
positive twin does not. Texts are compared in one width, without blanks and the shape of brackets.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from qa_service.answering.text.folding import fold
from qa_service.errors import BadRequest
from qa_service.library.records import DocumentSummary
from qa_service.web.dify_schemas import Condition, MetadataCondition

T = TypeVar("T")

_BRACKETS = str.maketrans("〔【〈《(〕】〉》)", "[[[[[]]]]]")


class UnknownField(BadRequest):
    code = "unknown_metadata"
    chinese_template = "没有 {name} 这项元数据,可用:{known}。"
    english_template = "There is no metadata {name}; there are {known}."


class UnknownComparison(BadRequest):
    code = "unknown_comparison"
    chinese_template = "没有 {operator} 这种比较。"
    english_template = "There is no comparison {operator}."


class NotComparable(BadRequest):
    code = "not_comparable"
    chinese_template = "{name} {operator} 后面要有能比较的值:数字,或者 2024-05-01 这样的日期。"
    english_template = "{name} {operator} needs a value to compare with: a number, or a date like 2024-05-01."


def _of(value: object) -> tuple[str, ...]:
    return () if value in (None, "") else (str(value),)


FIELDS: Mapping[str, Callable[[DocumentSummary], tuple[str, ...]]] = {
    "document_id": lambda d: (d.document_id,),
    "source": lambda d: (d.source,),
    "title": lambda d: (d.metadata.title,),
    "region": lambda d: d.metadata.region_path or _of(d.metadata.region),
    "year": lambda d: _of(d.metadata.year),
    "issuer": lambda d: _of(d.metadata.issuer),
    "document_number": lambda d: _of(d.metadata.document_number),
    "issued_on": lambda d: _of(d.metadata.issued_on),
    "kind": lambda d: _of(d.metadata.kind),
    "authority": lambda d: _of(d.rank.chinese if d.rank else None),
}

# Whoever names one of these has chosen the document itself, in force or not.
CHOOSING_FIELDS = frozenset({"document_id", "source", "title", "document_number", "issued_on"})

_TEXT: Mapping[str, Callable[[str, str], bool]] = {
    "is": operator.eq,
    "contains": operator.contains,
    "start with": str.startswith,
    "end with": str.endswith,
}
_NUMBER: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    "≥": operator.ge,
    "≤": operator.le,
}
_DATE: Mapping[str, Callable[[date, date], bool]] = {"before": operator.lt, "after": operator.gt}
_NEGATIONS: Mapping[str, str] = {
    "is not": "is",
    "not contains": "contains",
    "not in": "in",
    "not empty": "empty",
    "≠": "=",
}
_OTHER_WRITINGS: Mapping[str, str] = {
    "==": "=",
    "!=": "≠",
    ">=": "≥",
    "<=": "≤",
    "null": "empty",
    "not null": "not empty",
    "starts with": "start with",
    "ends with": "end with",
}


def matching(
    condition: MetadataCondition, documents: Sequence[DocumentSummary]
) -> tuple[DocumentSummary, ...]:
    """The documents for which the conditions hold, together or one of them as ``logical_operator`` says.

    Raises: UnknownField, UnknownComparison, NotComparable.
    """
    tests = [_test(each) for each in condition.conditions or ()]
    if not tests:
        return tuple(documents)
    joined = any if condition.logical_operator == "or" else all
    return tuple(document for document in documents if joined(test(document) for test in tests))


def fields_of(condition: MetadataCondition) -> frozenset[str]:
    """The fields of which a value is asked for, not only ruled out."""
    return frozenset(
        name
        for each in condition.conditions or ()
        if _comparison_of(each) not in _NEGATIONS
        for name in _names(each)
    )


def _comparison_of(condition: Condition) -> str:
    written = condition.comparison_operator.strip().lower()
    return _OTHER_WRITINGS.get(written, written)


def _names(condition: Condition) -> list[str]:
    return [condition.name] if isinstance(condition.name, str) else condition.name


def _test(condition: Condition) -> Callable[[DocumentSummary], bool]:
    comparison = _comparison_of(condition)
    positive = _NEGATIONS.get(comparison, comparison)
    tests = [_field_test(name, positive, condition) for name in _names(condition)]
    if comparison in _NEGATIONS:
        return lambda document: not any(test(document) for test in tests)
    return lambda document: any(test(document) for test in tests)


def _field_test(name: str, comparison: str, condition: Condition) -> Callable[[DocumentSummary], bool]:
    if name not in FIELDS:
        raise UnknownField(name=name, known=", ".join(FIELDS))
    values_of, wanted = FIELDS[name], _wanted(condition)
    if comparison == "empty":
        return lambda document: not values_of(document)
    holds = _comparison(name, comparison, wanted, condition)
    return lambda document: any(holds(value) for value in values_of(document))


def _comparison(
    name: str, comparison: str, wanted: Sequence[str], condition: Condition
) -> Callable[[str], bool]:
    if comparison == "in" or (comparison == "is" and len(wanted) != 1):
        plain = {_plain(each) for each in wanted}
        return lambda value: _plain(value) in plain
    if comparison in _TEXT:
        texts = [_plain(each) for each in wanted]
        return lambda value: any(_TEXT[comparison](_plain(value), text) for text in texts if text)
    if comparison in _NUMBER:
        # Equality of what is no number is that of texts: year = 2019, region = 沂源县.
        if comparison == "=" and not all(map(_is_number, wanted)):
            return _comparison(name, "is", wanted, condition)
        number = _one(name, condition, [_number(each) for each in wanted])
        return lambda value: _is_number(value) and _NUMBER[comparison](float(value), number)
    if comparison in _DATE:
        day = _one(name, condition, [_day(each) for each in wanted])
        return lambda value: (own := _day(value)) is not None and _DATE[comparison](own, day)
    raise UnknownComparison(operator=condition.comparison_operator[:40])


def _wanted(condition: Condition) -> list[str]:
    value = condition.value
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [str(int(each)) if isinstance(each, float) and each.is_integer() else str(each) for each in values]


def _plain(text: str) -> str:
    return fold(text).text.translate(_BRACKETS)


def _is_number(text: str) -> bool:
    return _number(text) is not None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _day(text: str) -> date | None:
    """An ISO date or its beginning (2024, 2024-05), or seconds since 1970."""
    year, *rest = text.strip()[:10].split("-")
    try:
        if rest or len(year) == 4:
            month, day = [*map(int, rest), 1, 1][:2]
            return date(int(year), month, day)
        return datetime.fromtimestamp(float(text), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _one(name: str, condition: Condition, values: Sequence[T | None]) -> T:
    if len(values) != 1 or values[0] is None:
        raise NotComparable(name=name, operator=condition.comparison_operator[:40])
    return values[0]
