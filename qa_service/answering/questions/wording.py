"""The wording data of questions: kinds, scaffolding, stopwords, heading cues and everyday synonyms.

The lists are data files in ``phrases/``; this module only reads them, once, when it is asked to.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.questions.everyday_phrases import ByStart, by_start


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpWording:
    lead: re.Pattern[str]
    ellipsis: re.Pattern[str]
    pronoun: re.Pattern[str]
    bare: re.Pattern[str]
    interrogative: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    scaffold: re.Pattern[str]
    stopwords: frozenset[str]
    heading_cues: Mapping[str, tuple[str, ...]]
    section_words: Mapping[str, re.Pattern[str]]
    """By kind what a question after a section of shortcomings or plans says beside its own phrase."""
    synonyms: Mapping[str, tuple[str, ...]]
    everyday_phrases: ByStart
    unit_groups: tuple[frozenset[str], ...]
    unit_of_noun: Mapping[str, str]
    unit_of_count: Mapping[str, str]
    units_of_measure: Mapping[str, frozenset[str]]
    definition: re.Pattern[str]
    former: re.Pattern[str]
    reason: re.Pattern[str]
    aim: re.Pattern[str]
    year_to_come: re.Pattern[str]
    after_noun: re.Pattern[str]
    small_talk: re.Pattern[str]
    contact: re.Pattern[str]
    ranking: re.Pattern[str]
    about_document: Mapping[str, re.Pattern[str]]
    point_nouns: frozenset[str]
    asks_points: re.Pattern[str]
    total_cues: tuple[str, ...]
    superlative: re.Pattern[str]
    superlative_cues: tuple[str, ...]
    across: re.Pattern[str]
    follow_up: FollowUpWording
    more: Mapping[str, re.Pattern[str]]
    """Follow-ups that ask for more of the same: why, detail, others."""
    titled: re.Pattern[str]
    name_endings: Mapping[str, tuple[str, ...]]
    edges_before: tuple[str, ...]
    edges_after: tuple[str, ...]
    surnames: frozenset[str]
    asks_penalty: re.Pattern[str]
    penalty: re.Pattern[str]
    charges: re.Pattern[str]
    idle_characters: frozenset[str]
    """Characters of a question that say nothing of its matter."""
    abroad: re.Pattern[str]
    """A question that opens with another country, in the group ``country``."""


def _read_synonyms(text: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        asked, answered = line.split("\t")
        for word in asked.split():
            known = groups.setdefault(word, [])
            known.extend(other for other in answered.split() if other != word and other not in known)
    return {word: tuple(others) for word, others in groups.items()}


def _abroad(countries: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    names = "|".join(_longest_first(countries))
    return re.compile(f"(?:{words['before']})?(?P<country>{names})(?!{words['not_after']})")


def _longest_first(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Read the data files of the package."""
    folder = files("qa_service.answering") / "phrases"
    data = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))
    synonyms = _read_synonyms((folder / "everyday.tsv").read_text(encoding="utf-8"))
    return Wording(
        kinds=tuple((kind["expects"], re.compile("|".join(kind["patterns"]))) for kind in data["kind"]),
        scaffold=re.compile("|".join(data["scaffold"]["patterns"])),
        stopwords=frozenset(data["stopwords"]["words"].split()),
        heading_cues={name: tuple(cues) for name, cues in data["headings"].items()},
        section_words={kind: re.compile(words) for kind, words in data["section_words"].items()},
        synonyms=synonyms,
        everyday_phrases=by_start(tuple(synonyms)),
        unit_groups=tuple(frozenset(group.split()) for group in data["units"]["groups"]),
        unit_of_noun={
            noun: unit for unit, nouns in data["units"]["of_nouns"].items() for noun in nouns.split()
        },
        unit_of_count={
            noun: unit for unit, nouns in data["units"]["of_counts"].items() for noun in nouns.split()
        },
        units_of_measure={
            noun: frozenset(units.split()) for noun, units in data["units"]["of_measures"].items()
        },
        definition=re.compile(data["definition"]["cues"]),
        after_noun=re.compile(data["after_noun"]["words"]),
        small_talk=re.compile(data["small_talk"]["asked"]),
        contact=re.compile(data["contact"]["cues"]),
        aim=re.compile(data["aim"]["cues"]),
        year_to_come=re.compile(data["year_to_come"]["cues"]),
        reason=re.compile(data["reason"]["cues"]),
        former=re.compile(data["former"]["asked"]),
        ranking=re.compile(data["ranking"]["asked"]),
        about_document={name: re.compile(pattern) for name, pattern in data["about_document"].items()},
        point_nouns=frozenset(data["points"]["nouns"].split()),
        asks_points=re.compile(
            f"(?:{'|'.join(data['points']['nouns'].split())})(?:是|有|为|包括)(?:什么|哪些|啥)|规定了?(?:什么|哪些)"
            r"|(?:什么|哪些)(?:规定|内容)|(?:讲|说|写|谈)了?些?(?:什么|啥)(?:[??。]|$)"
        ),
        total_cues=tuple(data["totals"]["cues"].split()),
        superlative=re.compile(data["superlative"]["asked"]),
        superlative_cues=tuple(data["superlative"]["cues"].split()),
        across=re.compile("|".join(data["across"]["patterns"])),
        follow_up=FollowUpWording(
            **{name: re.compile(pattern) for name, pattern in data["follow_up"].items()}
        ),
        more={name: re.compile(pattern) for name, pattern in data["more"].items()},
        titled=re.compile(data["titled"]["asked"]),
        name_endings={noun: tuple(endings.split()) for noun, endings in data["name_endings"].items()},
        edges_before=_longest_first(data["edges"]["before"]),
        edges_after=_longest_first(data["edges"]["after"]),
        abroad=_abroad(folder.joinpath("countries.txt").read_text(encoding="utf-8").split(), data["abroad"]),
        asks_penalty=re.compile(data["law"]["asks_penalty"]),
        penalty=re.compile(data["law"]["penalty"]),
        charges=re.compile(data["law"]["charges"]),
        idle_characters=frozenset(data["law"]["idle_characters"]),
        surnames=frozenset((folder / "surnames.txt").read_text(encoding="utf-8").split()),
    )
