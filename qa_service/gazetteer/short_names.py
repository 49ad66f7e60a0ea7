"""When a short name (浈江, 合肥) counts as a place.

In running text a prefecture's does, a county's once its full name stands there. Questions leave units out,
so there every name counts that stands free; names that are words too (和平, 合作) only where the library
has the place and the question goes on as after a place.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from qa_service.gazetteer.evidence import Surroundings
from qa_service.gazetteer.lexicon import Lexicon
from qa_service.gazetteer.lexicon import highest as highest_of
from qa_service.gazetteer.places import Level, Path, Place, is_within


class Register(StrEnum):
    """What kind of text is read: running text, a title or signature, a question."""

    TEXT = "text"
    HEAD = "head"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the caller allows: places at ``licensed`` paths may be named short."""

    licensed: Collection[Path] = ()
    register: Register = Register.TEXT


def read_short_name(
    around: Surroundings, name: str, lexicon: Lexicon, rules: Rules, permitted: Collection[Path]
) -> list[Place]:
    """The places that ``name`` means here, if any; ``permitted``: licensed, or named in full."""
    highest = lexicon.highest[name]
    allowed = [place for place in lexicon.short[name] if place.path in permitted]
    if highest[0].level is Level.PROVINCE:
        return _province(highest, allowed, rules)
    if around.takes_another_unit() and highest[0].level is not Level.PREFECTURE:
        return allowed if around.opens() and rules.register is Register.QUESTION else []
    if name in lexicon.ordinary_words:
        return _ordinary(around, highest, allowed, rules, is_word=name in lexicon.homographs)
    if rules.register is Register.QUESTION:
        return _in_question(around, name, lexicon, highest, allowed)
    if allowed:
        return highest_of(allowed)
    if highest[0].level is Level.PREFECTURE:
        return highest
    heads = rules.register is Register.HEAD and name not in lexicon.homographs and around.begins_line()
    return highest if heads and (around.continues_for_certain() or around.names_zone()) else []


def _province(provinces: list[Place], allowed: list[Place], rules: Rules) -> list[Place]:
    """海南 is the province, unless the library has nothing of it but 海南州."""
    held = any(is_within(path, place.path) for path in rules.licensed for place in provinces)
    lower = [place for place in allowed if place.path in rules.licensed]
    return provinces if held else lower or provinces


def _ordinary(
    around: Surroundings, highest: list[Place], allowed: list[Place], rules: Rules, *, is_word: bool
) -> list[Place]:
    if not around.begins_cleanly():
        return []
    is_prefecture = highest[0].level is Level.PREFECTURE
    if is_prefecture and (around.continues_as_government() or around.continues_as_zone()):
        return allowed or highest
    if rules.register is Register.QUESTION and around.opens():
        if allowed:
            return allowed if around.continues_as_place() or not is_word else []
        return highest if is_prefecture and around.continues_for_certain() else []
    return highest_of(allowed) if allowed and around.continues_as_place() else []


def _in_question(
    around: Surroundings, name: str, lexicon: Lexicon, highest: list[Place], allowed: list[Place]
) -> list[Place]:
    free = around.begins_cleanly()
    followed = around.continues_as_place()
    if allowed:
        runs_in = name in lexicon.homographs or name[0] in "和及与" or name[-1] in "和及与"
        return allowed if (free and followed if runs_in else True) else []
    if highest[0].level is Level.PREFECTURE:
        return highest if free or followed else []
    followed = followed or around.names_zone()
    return highest if free and followed and name not in lexicon.homographs else []
