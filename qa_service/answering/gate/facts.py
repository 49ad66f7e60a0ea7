"""Hard facts of a sentence that its passage must hold: figures, dates, names, numbers of documents and
articles, places.

A fact holds when it stands in the passage with its unit, however written, or when what is known of the
document says it: its title, number, region, reporting year, the headings above the passage. This module
does not know whether a fact is said of the right thing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from qa_service.answering.gate.clocks import holds_clocks
from qa_service.answering.gate.deadlines import turned_deadline
from qa_service.answering.gate.document_numbers import DOCUMENT_NUMBER, holds_numbers
from qa_service.answering.gate.each import holds_each
from qa_service.answering.gate.figures import AT_LEAST, AT_MOST, dates_of, figures_of, says_same
from qa_service.answering.gate.figures_in_words import holds_in_words
from qa_service.answering.gate.handed import handed_otherwise
from qa_service.answering.gate.held_dates import holds_date, is_day_of_date, is_of_other_year, is_year_beside
from qa_service.answering.gate.known import Known, known
from qa_service.answering.gate.levels import of_another_level
from qa_service.answering.gate.multiples import grew_as_much, turned_multiple
from qa_service.answering.gate.roundings import counts_nothing, rounds_in
from qa_service.answering.gate.standings import stands_otherwise
from qa_service.answering.gate.told_otherwise import holds_reductions, told_by_period, told_otherwise
from qa_service.quantities import Kind, Quantity, canonical
from qa_service.quantities.clocks import find_clocks
from qa_service.quantities.comparison import direction

__all__ = [
    "ADDRESS",
    "ARGUABLE",
    "Known",
    "holds_date",
    "holds_figure",
    "known",
    "lacking",
    "missing",
    "places_of",
    "told_by_period",
    "told_otherwise",
]

ADDRESS = re.compile(
    r"(?:https?|ftp|file|javascript|data|mailto)\s*:|www\.|(?<![\w-])(?:[\w-]++\.){1,20}(?:com|cn|net|org|gov|edu|io|ai|info|top|xyz|cc|example|test)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w.+-])[\w.+-]++@[\w-]++\.",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“([^“”]{1,80})”|「([^「」]{1,80})」|\"([^\"]{2,80})\"")
_NAME = re.compile(r"《([^《》]{1,120})》")
_ORDINAL = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+(?:条|款|项|章|节|编|目|位|名|批|期|届|次|季度|阶段)?"
)
_NUMBERED = re.compile(r"[条款项章节编目号批期届]|[\d十百千]")
"""第三条, 第87次; 第一次 may be how a paraphrase puts it."""
_FIRST_OF, _FOREMOST = "第一", re.compile("[首榜]位|榜首|居首")
_UP_TO = re.compile(r"[,、 ]?(?:至|到|且)?")
_PARTICLES = "的和与及或、,。;:)至到等为是以在"
_MARK_REACH = 4
_LIST_START, _LIST_MARK = re.compile(r"(?:^|[:;。\n])\s*\(?$"), re.compile(r"\)|[.、](?!\d)")
_CODE = re.compile(r"(?<![a-z])[a-z]++-?\d+(?:[.-]\d+){0,4}")
"""PM2.5, CM-2024-12, folded: a name with digits, which counts nothing."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_RATIO = re.compile(r"(?<![\d.:])(\d+(?:\.\d+)?)(?::|比)(\d+(?:\.\d+)?)(?![\d:])")
"""3:1, which is one figure: 由3:1降到2:1."""
_NUMBER_TO_CALL = re.compile(r"1\d{4}(?=[\u4e00-\u9fff])")
"""12345热线 where it is 12345政务服务便民热线."""
_ARTICLE_KINDS = {Kind.ARTICLE, Kind.ORDINAL}
_RANK = re.compile(
    "(?<![第每\\d省市县区乡镇村])[一二三四五六七八九十甲乙丙丁](?:星级|级|等(?![、,。;待于到])|类|档|本)"
)
_LATIN = re.compile(r"[a-z][a-z0-9_-]{2,}")


def missing(statement: str, held: Known) -> str:
    """What folded ``statement`` says that ``held`` does not: a stable word for the kind of fact; empty for
    nothing."""
    return next(iter(lacking(statement, held)), "")


def lacking(statement: str, held: Known) -> tuple[str, ...]:
    """A stable word for each kind of fact that folded ``statement`` says and ``held`` does not."""
    found = [name for name, holds in _FACTS if not holds(statement, held)]
    return tuple("about" if name == "figure" and _is_rough(statement, held) else name for name in found)


def _holds_names(statement: str, held: Known) -> bool:
    return all(name in held.text or name in held.around for name in _names(statement))


def _holds_articles(statement: str, held: Known) -> bool:
    return all(
        _holds_ordinal(m.group(), held) for m in _ORDINAL.finditer(statement) if _NUMBERED.search(m.group())
    )


def _holds_ordinals(statement: str, held: Known) -> bool:
    return all(_holds_ordinal(m.group(), held) for m in _ORDINAL.finditer(statement))


def _holds_dates(statement: str, held: Known) -> bool:
    return all(holds_date(d, held) or is_year_beside(d, statement, held) for d in dates_of(statement))


def _holds_figures(statement: str, held: Known) -> bool:
    return all(_says_figure(figure, statement, held) for figure in figures_of(statement))


def _says_figure(figure: Quantity, statement: str, held: Known) -> bool:
    return (
        holds_figure(figure, held)
        or (figure.value is None and figure.text in held.text)
        or holds_in_words(figure, statement, held.text, held.figures)
        or is_day_of_date(figure, statement, held)
        or grew_as_much(figure, statement, held.text, held.figures)
    )


def _is_rough(statement: str, held: Known) -> bool:
    """Whether each figure that does not stand there rounds one that does, or counts nothing."""
    return all(
        _says_figure(figure, statement, held)
        or counts_nothing(figure)
        or any(rounds_in(held.text, figure, statement, other) for other in held.figures)
        for figure in figures_of(statement)
    )


def _holds_all_digits(statement: str, held: Known) -> bool:
    ratios = {match.groups() for text in (held.text, held.around) for match in _RATIO.finditer(text)}
    return all(match.groups() in ratios for match in _ratios(statement)) and all(
        _holds_digits(digits, held) or _is_numbered(digits, statement, held)
        for digits in _loose_digits(statement)
    )


def _ratios(statement: str) -> Iterator[re.Match[str]]:
    clocks = [(c.start, c.end) for c in find_clocks(statement)]
    for match in _RATIO.finditer(statement):
        if not any(start <= match.start() < end for start, end in clocks):
            yield match


def _holds_ranks(statement: str, held: Known) -> bool:
    return all(m.group() in held.text or m.group() in held.around for m in _RANK.finditer(statement))


def _holds_latin(statement: str, held: Known) -> bool:
    names = (m.group() for pattern in (_LATIN, _CODE) for m in pattern.finditer(statement))
    return all(name in held.text or name in held.around for name in names)


_FACTS = (
    ("address", lambda statement, _: ADDRESS.search(statement) is None),
    ("name", _holds_names),
    ("document_number", holds_numbers),
    ("article", _holds_articles),
    ("ordinal", _holds_ordinals),
    ("date", _holds_dates),
    ("year", lambda statement, held: not is_of_other_year(statement, held)),
    ("clock", lambda statement, held: holds_clocks(statement, held.text, held.around)),
    ("deadline", lambda statement, held: not turned_deadline(statement, held.text)),
    ("unit", holds_each),
    ("figure", _holds_figures),
    ("multiple", lambda statement, held: not turned_multiple(statement, held.text)),
    ("digits", _holds_all_digits),
    ("reduction", lambda statement, held: holds_reductions(statement, held.text)),
    ("handed", lambda statement, held: not handed_otherwise(statement, held.text)),
    ("standing", lambda statement, held: not stands_otherwise(statement, held.text)),
    ("level", lambda statement, held: not of_another_level(statement, held.text, held.around)),
    ("rank", _holds_ranks),
    ("latin", _holds_latin),
)
ARGUABLE = frozenset({"ordinal", "about", "unit"})
"""What may be lacking in a sentence that is right all the same: 第一次, 四百多万 for 412.6万, 每人 of pay."""


def _names(statement: str) -> Iterator[str]:
    for pattern in (_NAME, _QUOTED):
        for match in pattern.finditer(statement):
            yield next(group for group in match.groups() if group)


def _holds_ordinal(written: str, held: Known) -> bool:
    if written in held.text or written in held.around:
        return True
    if len(written) == len(_FIRST_OF) + 1 and written.startswith(_FIRST_OF):  # 第一批 of 首批
        return f"首{written[-1]}" in held.text
    if written == _FIRST_OF and _FOREMOST.search(held.text):
        return True
    wanted = [q for q in figures_of(written) if q.kind in _ARTICLE_KINDS]
    there = [q for q in (*held.figures, *figures_of(held.around)) if q.kind in _ARTICLE_KINDS]
    return bool(wanted) and all(any(w.value == t.value and w.unit == t.unit for t in there) for w in wanted)


def holds_figure(figure: Quantity, held: Known) -> bool:
    """Whether the figure stands in the passage with its unit and its bound; ordinals and articles are not
    asked."""
    return figure.kind in _ARTICLE_KINDS or bool(places_of(figure, held))


def places_of(figure: Quantity, held: Known) -> tuple[Quantity, ...]:
    """Where the passage holds the same figure; what stands in the title or the headings counts as a place
    at its start."""
    own = tuple(other for other in held.figures if says_same(figure, other))
    return (
        own
        or _as_two_bounds(figure, held)
        or tuple(other for other in figures_of(held.around) if says_same(figure, other))
    )


def _as_two_bounds(figure: Quantity, held: Known) -> tuple[Quantity, ...]:
    """18至35周岁 where the passage has 18周岁以上、35周岁以下."""
    if figure.high is None:
        return ()
    low = replace(figure, high=None, modifier=AT_LEAST)
    high = replace(figure, value=figure.high, high=None, modifier=AT_MOST)
    return tuple(
        first
        for first, second in pairwise(held.figures)
        if _same_bound(low, first)
        and _same_bound(high, second)
        and _UP_TO.fullmatch(held.text[first.end : second.start])
    )


def _same_bound(said: Quantity, written: Quantity) -> bool:
    return direction(said) == direction(written) and canonical(said) == canonical(written)


def _loose_digits(statement: str) -> Iterator[str]:
    """Digits of no figure, date, ordinal or document number, each with the word behind it: 4层, 12345热线."""
    spans = [(q.start, q.end) for q in figures_of(statement) if q.unit or q.kind is not Kind.COUNT]
    spans += [(d.start, d.end) for d in dates_of(statement)]
    spans += [m.span() for m in _ORDINAL.finditer(statement)]
    spans += [m.span() for m in DOCUMENT_NUMBER.finditer(statement)]
    spans += [(c.start, c.end) for c in find_clocks(statement)]
    spans += [m.span() for m in _ratios(statement)]
    spans += [m.span() for m in _CODE.finditer(statement)]
    for match in _DIGITS.finditer(statement):
        is_mark = _LIST_MARK.match(statement, match.end()) and _LIST_START.search(
            statement[max(0, match.start() - _MARK_REACH) : match.start()]
        )
        if not is_mark and not any(start <= match.start() and match.end() <= end for start, end in spans):
            yield match.group() + _counted(statement, match.end())


def _counted(text: str, at: int) -> str:
    behind = text[at : at + 1]
    return behind if "\u4e00" <= behind <= "\u9fff" and behind not in _PARTICLES else ""


def _holds_digits(digits: str, held: Known) -> bool:
    bare = digits.replace(",", "")
    if _NUMBER_TO_CALL.match(bare):
        bare = bare[:5]
    return any(bare in _digit_runs(text) for text in (held.text, held.around))


def _is_numbered(digits: str, statement: str, held: Known) -> bool:
    """包3麻醉工作站 of 包3(麻醉工作站): the number is of what stands before it."""
    bare = digits if digits[-1].isdigit() else digits[:-1]
    named = re.compile(rf"[\u4e00-\u9fff]{re.escape(bare)}(?![\d.,])")
    return any(
        re.search(rf"{re.escape(match.group())}(?![\d.,])", held.text)
        for match in named.finditer(statement)
        if not match.group().startswith(tuple(_PARTICLES))
    )


@lru_cache(maxsize=2048)
def _digit_runs(text: str) -> frozenset[str]:
    """The digits of ``text``, bare and with the character behind them."""
    runs = [(m.group().replace(",", ""), _counted(text, m.end())) for m in _DIGITS.finditer(text)]
    return frozenset(run + behind for run, counted in runs for behind in {"", counted})
