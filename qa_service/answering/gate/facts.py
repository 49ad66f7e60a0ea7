"""Hard facts of a sentence that its passage must hold: figures, dates, names, numbers of documents and
articles, places.

A fact holds when it stands in the passage with its unit, however written, or when what is known of the
document says it: its title, number, region, reporting year, the headings above the passage. This module
does not know whether a fact is said of the right thing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa_service.answering.gate.figures import AT_LEAST, AT_MOST, dates_of, figures_of, says_same
from qa_service.answering.gate.figures_in_words import holds_in_words
from qa_service.answering.gate.roundings import counts_nothing, rounds
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from qa_service.quantities import (
    DateMention,
    Kind,
    Quantity,
    canonical,
    parse_numeral,
)
from qa_service.quantities.comparison import direction

ADDRESS = re.compile(
    r"(?:https?|ftp|file|javascript|data|mailto)\s*:|www\.|(?<![\w-])(?:[\w-]++\.){1,20}(?:com|cn|net|org|gov|edu|io|ai|info|top|xyz|cc|example|test)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w.+-])[\w.+-]++@[\w-]++\.",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“([^“”]{1,80})”|「([^「」]{1,80})」|\"([^\"]{2,80})\"")
_NAME = re.compile(r"《([^《》]{1,120})》")
_DOCUMENT_NUMBER = re.compile(r"([\u4e00-\u9fff]{0,12})[〔\[(【<]\s*(\d{4})\s*[〕\])】>]\s*第?(\d{1,5})号")
_ORDINAL = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+(?:条|款|项|章|节|编|目|位|名|批|期|届|次|季度|阶段)?"
)
_NUMBERED = re.compile(r"[条款项章节编目号批期届]|[\d十百千]")
"""第三条, 第87次; 第一次 may be how a paraphrase puts it."""
_EACH = re.compile(
    r"每[一1]?[个隔名]?(?:(?=[\d二两三四五六七八九十百千万])|(?![被发超增减][现过加少]?)[\u4e00-\u9fff])"
)
_EVERY = re.compile(
    r"各([\u4e00-\u9fff])|([人户亩场次日天月年校村])均|按([年季月周日天])|(?<=行)([月季周])报|(?:分|放|落实|[发直送补兑])[到至]([人户])(?![数口籍])"
)
"""每个街道 where the passage has 各街道, 每亩 where it has 亩均, 每月 where it has 按月."""
_ALL_OF_THEM = re.compile("(?<![平人户亩场])均(?![价衡等])|都(?![市江城])|全部|各|悉数|一律|逐[一个项件户]")
_CLAUSE_END = re.compile("[,。;:!?]")
_FIRST_OF = "第一"
_EACH_PERSON = re.compile("每[位名]")
_MEASURES = frozenset("名位个项件家")
_HAN = re.compile("[\u4e00-\u9fff]")
_PERSON = re.compile("[民人员者生工师户]")
_PERIODS = tuple(
    (re.compile(rf"(?<!\d)1(?:月份?)?[-—–~～至到]{last}月份?(?![\d日])"), names)
    for last, names in ((3, ("第一季度", "一季度")), (6, ("上半年",)), (9, ("前三季度",)))
)
_FIRST_MONTHS = re.compile(r"前([一二三四五六七八九十\d]{1,2})个月")
_PRODUCT, _PRODUCT_IN_FULL = "gdp", "地区生产总值"
_NEXT_YEAR = re.compile("(?:第二|下一|隔)([年月日])")
_YEAR_BEFORE = re.compile("同比|[比较与]上年|[比较与]去年")
_YEAR_AFTER, _YEAR_SAID = re.compile("下一?年度?|次年|明年|翌年"), re.compile(r"\d{4}年")
_COMPARED = re.compile(r"(?:比|较|与)$")
_YEARLY = re.compile("年度|按年|逐年|年均|年[贴限补奖]")
_UP_TO = re.compile(r"[,、 ]?(?:至|到|且)?")
_PARTICLES = "的和与及或、,。;:)至到等为是以在"
_MARK_REACH = 4
_LIST_START, _LIST_MARK = re.compile(r"(?:^|[:;。\n])\s*\(?$"), re.compile(r"\)|[.、](?!\d)")
_CODE = re.compile(r"(?<![a-z])[a-z]++-?\d+(?:\.\d+)?")
"""PM2.5, folded: a name with digits, which counts nothing."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_TO_CALL = re.compile(r"1\d{4}(?=[\u4e00-\u9fff])")
"""12345热线 where it is 12345政务服务便民热线."""
_ARTICLE_KINDS = {Kind.ARTICLE, Kind.ORDINAL}
_RANK = re.compile(
    "(?<![第每\\d省市县区乡镇村])[一二三四五六七八九十甲乙丙丁](?:星级|级|等(?![、,。;待于到])|类|档|本)"
)
_LATIN = re.compile(r"[a-z][a-z0-9_-]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known where a passage stands: folded ``text`` of the passage, ``around`` it the title, the
    headings and facts of its document, with the figures and dates of both."""

    text: str
    around: str
    figures: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    year: int | None
    places: frozenset[str]
    region: str
    """The path of the document's region, its parts joined."""
    number: str
    heading: str
    """The headings above the passage, joined."""


def known(
    text: str, section: Sequence[str], document: DocumentSummary, *, is_order: Callable[[str], bool]
) -> Known:
    """What a passage of ``document`` below the headings of ``section`` holds; ``text`` is what counts of its
    folded words. A title or heading that is an order counts for nothing."""
    metadata = document.metadata
    facts = (
        metadata.title,
        *section,
        *metadata.region_path,
        metadata.issuer,
        metadata.document_number,
    )
    around = fold("\n".join(part for part in facts if part and not is_order(part))).text
    if metadata.year is not None:
        around += f"\n{metadata.year}年"
    return Known(
        text=text,
        around=around,
        figures=figures_of(text),
        dates=dates_of(text),
        year=metadata.year,
        places=frozenset(metadata.region_path),
        region="".join(metadata.region_path),
        number=fold(metadata.document_number or "").text,
        heading=fold("\n".join(part for part in section if not is_order(part))).text,
    )


def told_by_period(statement: str, text: str) -> str:
    """The statement with 上半年 for 1至6月 and 次年 for 第二年 where ``text`` says so, and the like."""
    for pattern, names in _PERIODS:
        for name in names:
            written = pattern.search(text)
            if name in text:
                statement = pattern.sub(name, statement)
            elif written:
                statement = statement.replace(name, written.group())
    statement = _FIRST_MONTHS.sub(lambda said: _until(said[1], text) or said.group(), statement)
    if _PRODUCT not in text:
        statement = statement.replace(_PRODUCT, _PRODUCT_IN_FULL)
    return _NEXT_YEAR.sub(
        lambda match: f"次{match[1]}" if f"次{match[1]}" in text else match.group(), statement
    )


def _until(months: str, text: str) -> str:
    """How ``text`` says the first so many ``months`` of a year; empty where it does not."""
    number = parse_numeral(months)
    found = (
        re.search(rf"(?:(?<!\d)1(?:月份?)?[-—–~～至到]|截至){number}月(?:份|底|末)?", text)
        if number
        else None
    )
    return found.group() if found else ""


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


def _holds_numbers(statement: str, held: Known) -> bool:
    return all(_holds_number(number, held) for number in _DOCUMENT_NUMBER.finditer(statement))


def _holds_articles(statement: str, held: Known) -> bool:
    return all(
        _holds_ordinal(m.group(), held) for m in _ORDINAL.finditer(statement) if _NUMBERED.search(m.group())
    )


def _holds_ordinals(statement: str, held: Known) -> bool:
    return all(_holds_ordinal(m.group(), held) for m in _ORDINAL.finditer(statement))


def _holds_dates(statement: str, held: Known) -> bool:
    return all(holds_date(d, held) or _is_year_beside(d, statement, held) for d in dates_of(statement))


def _holds_each(statement: str, held: Known) -> bool:
    each = {_same_each(match.group()) for match in _EACH.finditer(f"{held.text}\n{held.around}")}
    each |= {"每年"} if _YEARLY.search(held.text) else set()
    each |= {"每人"} if _EACH_PERSON.search(held.text) else set()
    each |= {_same_each(f"每{match[match.lastindex or 1]}") for match in _EVERY.finditer(held.text)}
    said = (match for match in _EACH.finditer(statement) if not _each_of(match.group(), statement, held.text))
    return all(_same_each(match.group()) in each for match in said)


def _holds_figures(statement: str, held: Known) -> bool:
    return all(_says_figure(figure, statement, held) for figure in figures_of(statement))


def _says_figure(figure: Quantity, statement: str, held: Known) -> bool:
    return holds_figure(figure, held) or holds_in_words(figure, statement, held.text, held.figures)


def _is_rough(statement: str, held: Known) -> bool:
    """Whether each figure that does not stand there rounds one that does, or counts nothing."""
    return all(
        _says_figure(figure, statement, held)
        or counts_nothing(figure)
        or any(rounds(figure, statement, other) for other in held.figures)
        for figure in figures_of(statement)
    )


def _holds_all_digits(statement: str, held: Known) -> bool:
    return all(_holds_digits(digits, held) for digits in _loose_digits(statement))


def _holds_ranks(statement: str, held: Known) -> bool:
    return all(m.group() in held.text or m.group() in held.around for m in _RANK.finditer(statement))


def _holds_latin(statement: str, held: Known) -> bool:
    names = (m.group() for pattern in (_LATIN, _CODE) for m in pattern.finditer(statement))
    return all(name in held.text or name in held.around for name in names)


_FACTS = (
    ("address", lambda statement, _: ADDRESS.search(statement) is None),
    ("name", _holds_names),
    ("document_number", _holds_numbers),
    ("article", _holds_articles),
    ("ordinal", _holds_ordinals),
    ("date", _holds_dates),
    ("unit", _holds_each),
    ("figure", _holds_figures),
    ("digits", _holds_all_digits),
    ("rank", _holds_ranks),
    ("latin", _holds_latin),
)
ARGUABLE = frozenset({"ordinal", "about"})
"""What may be lacking in a sentence that is right all the same: 第一次, 四百多万 for 412.6万."""


def _each_of(written: str, statement: str, text: str) -> bool:
    """每名学生 where the passage has 每生."""
    noun = statement[statement.find(written) :][2:6]
    if written[1:2] not in _MEASURES or not _HAN.match(noun):
        return False
    if f"每{noun[0]}" in text:
        return True
    clause = _CLAUSE_END.split(statement[statement.find(written) :])[0]
    if _ALL_OF_THEM.search(text) and not figures_of(clause[2:]):
        return True
    return _PERSON.search(noun) is not None and "每人" in text


def _same_each(written: str) -> str:
    return re.sub("[名个隔一1]", "", written.replace("天", "日"))


def _names(statement: str) -> Iterator[str]:
    for pattern in (_NAME, _QUOTED):
        for match in pattern.finditer(statement):
            yield next(group for group in match.groups() if group)


def _holds_number(written: re.Match[str], held: Known) -> bool:
    prefix, year, number = written.groups()
    for other in (*_DOCUMENT_NUMBER.finditer(held.text), *_DOCUMENT_NUMBER.finditer(held.around)):
        same = other[2] == year and other[3] == number
        if same and (prefix.endswith(other[1]) or other[1].endswith(prefix)):
            return True
    return False


def _holds_ordinal(written: str, held: Known) -> bool:
    if written in held.text or written in held.around:
        return True
    if len(written) == len(_FIRST_OF) + 1 and written.startswith(_FIRST_OF):  # 第一批 of 首批
        return f"首{written[-1]}" in held.text
    wanted = [q for q in figures_of(written) if q.kind in _ARTICLE_KINDS]
    there = [q for q in (*held.figures, *figures_of(held.around)) if q.kind in _ARTICLE_KINDS]
    return bool(wanted) and all(any(w.value == t.value and w.unit == t.unit for t in there) for w in wanted)


def holds_date(date: DateMention, held: Known) -> bool:
    """Whether the date stands in the passage, or is the document's year or a date in its title or
    headings."""
    if date.month is None and date.year is not None and date.year == held.year:
        return True
    around = dates_of(held.around)
    year = held.year
    for other in held.dates:
        year = other.year or year
        if _says(other, date, year):
            return True
    return any(_says(other, date, other.year) for other in around)


def _is_year_beside(date: DateMention, statement: str, held: Known) -> bool:
    """比2019年减少 where a document on 2020 says 同比减少; 结转2021年 where it says 结转下年度."""
    if date.month is not None or date.year is None or held.year is None:
        return False
    if date.year == held.year + 1 and _YEAR_AFTER.search(held.text) and not _other_years(held):
        return True
    compared = _COMPARED.search(statement[: date.start]) is not None
    return compared and date.year + 1 == held.year and _YEAR_BEFORE.search(held.text) is not None


def _other_years(held: Known) -> bool:
    return any(year != f"{held.year}年" for year in _YEAR_SAID.findall(held.text))


def _says(written: DateMention, said: DateMention, year: int | None) -> bool:
    """Whether ``written`` (its year, where it has none, being ``year``) says all that ``said`` does."""
    if said.year is not None and said.year != (written.year or year):
        return False
    if said.month is not None and said.month != written.month:
        return False
    return said.day is None or said.day == written.day


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
    spans += [m.span() for m in _DOCUMENT_NUMBER.finditer(statement)]
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


@lru_cache(maxsize=2048)
def _digit_runs(text: str) -> frozenset[str]:
    """The digits of ``text``, bare and with the character behind them."""
    runs = [(m.group().replace(",", ""), _counted(text, m.end())) for m in _DIGITS.finditer(text)]
    return frozenset(run + behind for run, counted in runs for behind in {"", counted})
