"""The patterns of the project, and texts made of a pattern's own signs that are as bad for it as can be.

A pattern takes quadratic time where an open repetition (``*``, ``+``) is begun at each of many places and
runs far each time, or where it can share what it reads with another. Both happen on repetitions of what the
open one reads, with or without what must stand beside it; so each text is a few such signs, again and again.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import takewhile
from types import ModuleType
from typing import Any

PACKAGES = ("qa_service", "vectorstore", "prompts")
_ANCHORED = frozenset({"match", "fullmatch"})
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})
_OPEN = 1000
"""A repetition of more than so many is as good as one without end."""
_MOST_BODIES, _MOST_ALTERNATIVES = 4, 24
_PLAIN = "甲a1 -(\n。，“"
"""What a class that only says what it is not is taken to hold: of these, what it does not name."""
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "甲",
    sre.CATEGORY_NOT_SPACE: "甲",
    sre.CATEGORY_NOT_WORD: "，",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern, where it is to be found, and whether it is only ever asked at one place of a text."""

    where: str
    pattern: re.Pattern[Any]
    anchored: bool


def modules() -> list[ModuleType]:
    """Every module of the project; migrations, which alembic runs, and programs left out."""
    found = []
    for package in map(importlib.import_module, PACKAGES):
        found.append(package)
        names = [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        found += [
            importlib.import_module(name)
            for name in names
            if "migrations" not in name and not name.endswith("__main__")
        ]
    return found


def patterns(of: Sequence[ModuleType]) -> list[Named]:
    """The patterns that modules and what they read once from data files hold, each once."""
    uses = [(module, _uses(module)) for module in of]
    found: dict[tuple[object, int], Named] = {}
    seen: set[int] = set()
    for module in of:
        for name, value in vars(module).items():
            anchored = isinstance(value, re.Pattern) and _is_anchored(name, value, uses)
            for pattern in _held(value, seen):
                key = (pattern.pattern, pattern.flags)
                both = anchored and (key not in found or found[key].anchored)
                where = found[key].where if key in found else f"{module.__name__}.{name}"
                found[key] = Named(where, pattern, both)
    return list(found.values())


def _is_anchored(
    name: str, value: object, uses: Iterable[tuple[ModuleType, Mapping[str, frozenset[str]]]]
) -> bool:
    own = [calls.get(name, frozenset()) for module, calls in uses if getattr(module, name, None) is value]
    ways = frozenset[str]().union(*own)
    return bool(ways) and ways <= _ANCHORED


def _uses(module: ModuleType) -> Mapping[str, frozenset[str]]:
    """By name, the methods that a module calls of it; ``search`` where it hands it on."""
    tree = ast.parse(inspect.getsource(module)) if getattr(module, "__file__", None) else ast.Module([], [])
    found: dict[str, set[str]] = {}
    asked: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            of = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            found.setdefault(of, set()).add(node.attr)
            asked.add(node.value)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
            found.setdefault(node.id, set()).add("search")
    return {name: frozenset(ways) for name, ways in found.items()}


def _held(value: object, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _held(each, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _held(each, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(getattr(value, field.name), seen)
    elif hasattr(value, "cache_info") and _needs_nothing(value):
        yield from _held(value(), seen)  # type: ignore[operator]


def _needs_nothing(function: object) -> bool:
    assert callable(function)
    return all(
        parameter.default is not parameter.empty
        for parameter in inspect.signature(function).parameters.values()
    )


def runs_of(named: Named) -> Iterable[Callable[[str], object]]:
    """What the project does with the pattern, on a whole text."""
    pattern = named.pattern

    def given(text: str) -> Any:
        return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text

    if named.anchored:
        return (lambda text: pattern.match(given(text)), lambda text: pattern.fullmatch(given(text)))
    return (lambda text: sum(1 for _ in pattern.finditer(given(text))),)


def hostile_signs(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What a hostile text opens with, and what it goes on with for ever; none for a pattern all of whose
    repetitions are bounded."""
    signs: dict[tuple[str, str], None] = {}
    for before, bodies, after in _open_repeats(re._parser.parse(pattern.pattern, pattern.flags), ""):
        for body in bodies:
            again = (body, before + body, body + after)
            signs.update(
                dict.fromkeys([("", each) for each in again] + [(before, body), (before, body + after)])
            )
    return [(opening, again) for opening, again in signs if again]


def _open_repeats(items: Iterable[Any], before: str) -> Iterator[tuple[str, list[str], str]]:
    """The shortest that may stand before each open repetition, what it reads, and the shortest from there to
    the next."""
    items = list(items)
    for at, (op, argument) in enumerate(items):
        if _is_open(op, argument):
            behind = takewhile(lambda item: not _is_open(*item), items[at + 1 :])
            yield before, _samples(argument[2], _MOST_ALTERNATIVES), next(iter(_samples(behind)), "")
        for inner in _inner(op, argument):
            yield from _open_repeats(inner, before)
        before += next(iter(_samples([(op, argument)])), "")


def _is_open(op: Any, argument: Any) -> bool:
    return op in _REPEATS and argument[1] > _OPEN


def _inner(op: Any, argument: Any) -> list[Any]:
    if op in _REPEATS:
        return [argument[2]]
    if op is sre.BRANCH:
        return list(argument[1])
    if op is sre.SUBPATTERN:
        return [argument[3]]
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return [argument[1]]
    return [argument] if op is sre.ATOMIC_GROUP else []


def _samples(items: Iterable[Any], most: int = _MOST_BODIES) -> list[str]:
    """A few short texts that the items read."""
    found = [""]
    for op, argument in items:
        parts = _samples_of(op, argument, most) or [""]
        found = [a + b for a in found for b in parts][: 2 * most]
    return list(dict.fromkeys(found))[:most]


def _samples_of(op: Any, argument: Any, most: int) -> list[str]:
    if op is sre.LITERAL:
        return [chr(argument)]
    if op is sre.NOT_LITERAL:
        return [sign for sign in _PLAIN if ord(sign) != argument][:2]
    if op is sre.ANY:
        return ["甲", "1"]
    if op is sre.IN:
        return _of_class(argument)
    if op in _REPEATS:
        least, _, repeated = argument
        return [sample * least for sample in _samples(repeated)] if least else [""]
    if op is sre.BRANCH:
        return [sample for branch in argument[1] for sample in _samples(branch)[:1]]
    if op is sre.SUBPATTERN:
        return _samples(argument[3], most)
    return _samples(argument, most) if op is sre.ATOMIC_GROUP else [""]


def _of_class(members: Sequence[Any]) -> list[str]:
    named = "".join(
        chr(argument)
        if op is sre.LITERAL
        else chr(argument[0])
        if op is sre.RANGE
        else _OF_CATEGORY[argument]
        for op, argument in members
        if op is not sre.NEGATE
    )
    if members[0][0] is sre.NEGATE:
        return [sign for sign in _PLAIN if sign not in named][:_MOST_BODIES]
    return list(dict.fromkeys(named))[:_MOST_BODIES]
