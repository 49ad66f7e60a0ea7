"""Answers in the documents' own words: the best candidate worded briefly, with its subject and its quote.

A statement is a slice of one passage, at most a few clauses long, white space taken out; the subject that
official text leaves out (全县, 我局, nothing) is put before it from the document's metadata. This module does
not know where candidates come from, and draws no conclusion of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.citations import Quote, supported
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.near_misses import is_near_miss
from qa_service.answering.evidence.next_best import next_best
from qa_service.answering.evidence.sufficiency import sure_enough
from qa_service.answering.evidence.told_year import told_year, when_told
from qa_service.answering.questions.question import Expects
from qa_service.answering.questions.towns import place_of
from qa_service.answering.short_answers.articles import is_article, leading
from qa_service.answering.short_answers.cases import of_asked_case
from qa_service.answering.short_answers.choosing import chosen, led_by
from qa_service.answering.short_answers.exactness import exact
from qa_service.answering.short_answers.refusals import of_refusal
from qa_service.answering.short_answers.spans import Span
from qa_service.answering.short_answers.tiers import of_asked_tier
from qa_service.answering.short_answers.unnamed_ones import names_nobody
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import sentences
from qa_service.answering.text.tidying import tidy
from qa_service.library.records import DocumentSummary

_LONGEST_STATEMENT = 110
_LONGEST_LEAD = 24
_LONGEST_POINTS = 420
_LONGEST_PROVIDED = 240
_LONGEST_LISTED = 840
"""Of what opens with 有下列情形之一的: none of its items is left out."""
_SECOND_STATEMENT = 0.92
_ANSWERED_BY_A_POINT = frozenset({Expects.HOW, Expects.REASON, Expects.FACT, Expects.DEFINITION})
_WHOLLY = 0.6
_ON_THE_MATTER = 0.6

_LOOSE_START = re.compile(
    r"^(?:[一二三四五六七八九十]+[是、]|其中|同时|此外|另外?|并|也|还|但|而|在|对|对于|以|把|将|从|为|截至|今年|本年度?|[来明]年|新的一年|年初|年内|我|本|各|全[国省市县区州旗镇乡局]|[省市县区州盟旗镇乡]|自治[区州县旗]|国家|中央|新区|\(|第|“|《|\d)"
)
_LIST_LEAD = re.compile(r"下列|以下|如下|:\([一1]\)|:$")
_LIST_ITEM = re.compile(r"\([一1]\)|1[.、]|一是")
_SENTENCE_END = re.compile(r"[。;；!！?？]")
_CELL_END = re.compile(r"[;；]")
_CLAUSE_END = re.compile(r"[,，:：]")
_NUMBERING = re.compile(r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+[.、](?!\d))")
_ONE_POINT = re.compile(r"(?:[一二三四五六七八九十]+|[①-⑩])是")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an answer: ``lead`` names the subject, ``body`` is the quote's words."""

    lead: str
    body: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    statements: tuple[Statement, ...]
    short: Span | None
    best: Candidate


def extract(
    candidates: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> Extract | None:
    """The answer that ``candidates`` (best first) give, or None when none of them is enough."""
    sure = sure_enough(candidates, evidence)
    told = worded(sure, candidates, evidence, documents) if sure else None
    if told is not None or not sure or not evidence.question.wants_figure:
        return told
    tried = (
        worded(sure[at:], candidates, evidence, documents)
        for at in next_best(sure, fold(evidence.question.text).text)
    )
    return next((told for told in tried if told is not None), None)


def worded(
    enough: Sequence[Candidate],
    candidates: Sequence[Candidate],
    evidence: Evidence,
    documents: Mapping[str, DocumentSummary],
) -> Extract | None:
    """The answer that the first of ``enough`` gives, some of ``candidates``; None where it gives none after
    all. The others are asked for only where the answer may need them."""
    asked = of_asked_tier(of_asked_case(enough[0], evidence), evidence)
    if asked is None:
        return None
    first = of_refusal(exact(asked, evidence), evidence)
    best, short = chosen(first, enough, evidence)
    if short is None and names_nobody(best, evidence):
        return None
    if is_near_miss(best, evidence, documents, short.text if short else None):
        return None
    shown = _around(best, short)
    if short is not None and _is_long_article(best, evidence):
        statements = _provided(best, short, evidence, documents)
    elif evidence.question.wants_points or _opens_list(best):
        statements = _points(led_by(best, first, enough), candidates, evidence, documents)
    elif short is not None and not best.sentence.start <= short.start < best.sentence.end:
        # The sentence on the matter, then the one beside it that says the fact.
        statements = _provided(best, short, evidence, documents)[::-1]
    else:
        statements = [_statement(shown, evidence, documents)]
        if any(_is_as_good(candidate, best) for candidate in (first, *candidates)):
            statements += _second(led_by(best, first, enough), evidence, documents)
        lead = leading(best)
        statements = [_statement(lead, evidence, documents), statements[0]] if lead else statements
    statements = _led_once(statements, evidence.question.expects)
    kept = tuple(s for s in statements if supported(s.body, s.quote.text))
    return Extract(statements=kept, short=short, best=best) if kept else None


def _around(best: Candidate, short: Span | None) -> Candidate:
    """The words to be shown: those that hold the question's, and the bare fact wherever it stands."""
    if short is None or best.start <= short.start < short.end <= best.end:
        return best
    start, end = min(best.start, short.start), max(best.end, short.end)
    if end - start > _LONGEST_STATEMENT:
        start, end = short.start, short.end
    return replace(best, start=start, end=end)


def _is_long_article(best: Candidate, evidence: Evidence) -> bool:
    """An article of many rules and items, of which the question wants one."""
    if evidence.question.expects in (Expects.LIST, Expects.OVERVIEW) or not is_article(best):
        return False
    points = evidence.question.wants_points or _opens_list(best)
    return points and len(best.sentence.folded.text) > _LONGEST_PROVIDED


def _provided(
    best: Candidate, short: Span, evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> list[Statement]:
    """The sentence that gives the bare fact, and the one on the question's words where that is another."""
    own = next(s for s in sentences(best.sentence.passage) if s.start <= short.start < s.end)
    first = replace(best, sentence=own, start=short.start, end=min(short.end, own.end))
    told = [first] if own.start == best.sentence.start else [first, best]
    return [_statement(candidate, evidence, documents) for candidate in told]


def _opens_list(candidate: Candidate) -> bool:
    """下列车辆免收停车费:(一)… is answered by its items."""
    sentence = candidate.sentence
    rest = sentence.folded.text[sentence.start :]
    return _LIST_LEAD.search(sentence.text) is not None and _LIST_ITEM.search(rest) is not None


def _led_once(statements: Sequence[Statement], expects: Expects) -> list[Statement]:
    """Name the subject once a document; a plan bears no year of its report."""
    named: set[str] = set()
    led = []
    for statement in statements:
        document_id = statement.quote.passage.document_id
        lead = "" if document_id in named else statement.lead
        if expects is Expects.PLAN:
            lead = re.sub(r"^\d{4}年(?!的计划中)[,:]?", "", lead)
        named.add(document_id)
        led.append(replace(statement, lead=lead))
    return led


def _second(
    enough: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> list[Statement]:
    """Another sentence that answers nearly as well, where the first is not clearly the one."""
    best = enough[0]
    told = _told(best, documents)
    for candidate in enough[1:6]:
        if candidate.score < _SECOND_STATEMENT * best.score:
            return []
        if _is_as_good(candidate, best) and _told(candidate, documents) == told:
            return [_statement(candidate, evidence, documents)]
    return []


def _is_as_good(candidate: Candidate, best: Candidate) -> bool:
    """Whether it is another sentence of the document of ``best`` that may stand behind it; what ranks before
    the best does not say who."""
    own, other = best.sentence, candidate.sentence
    as_good = _SECOND_STATEMENT * best.score <= candidate.score <= best.score
    same = other.passage is own.passage and other.start == own.start
    return as_good and not same and other.passage.document_id == own.passage.document_id


def _told(candidate: Candidate, documents: Mapping[str, DocumentSummary]) -> int | None:
    """The year that the candidate's section tells of."""
    passage = candidate.sentence.passage
    return told_year(passage.section, documents[passage.document_id])


def _statement(
    candidate: Candidate, evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> Statement:
    sentence = candidate.sentence
    start, end = _clipped(candidate, evidence)
    start = _past_numbering(sentence.folded.text, start, end)
    point = _ONE_POINT.match(sentence.folded.text, start, end)
    start = point.end() if point and point.end() < end else start
    source_start, source_end = sentence.source_span(start, end)
    quote = Quote(passage=sentence.passage, start=source_start, end=source_end)
    body = tidy(quote.text)
    document = documents[sentence.passage.document_id]
    if isinstance(candidate, Cell):
        return _of_cell(candidate, quote, document)
    return Statement(lead=subject(document, quote, body), body=body, quote=quote)


def _of_cell(cell: Cell, row: Quote, document: DocumentSummary) -> Statement:
    """A row is read as one: the year of a column is the figure's, that of the report is none of it. Of a long
    row its names and the figure are said."""
    body = tidy(row.text)
    if len(body) > _LONGEST_STATEMENT:
        text, folded = cell.sentence.passage.text, cell.sentence.folded
        spans = [folded.source_span(start, end) for start, end in cell.shown]
        body = "；".join(tidy(text[start:end]) for start, end in spans)
    lead = subject(document, row, _CELL_END.sub(",", body)).rstrip(",:")
    # 年度:2021 is the year of the row, however it is written.
    lead = re.sub(r"^\d{4}年,?", "", lead) if re.search(r"(?:19|20)\d\d年", cell.own) else lead
    return Statement(lead=f"{lead}:" if lead else "", body=body, quote=row)


def _clipped(candidate: Candidate, evidence: Evidence) -> tuple[int, int]:
    """The sentence, or of a long one the clauses that the answer needs."""
    sentence = candidate.sentence
    if sentence.end - sentence.start <= _LONGEST_STATEMENT:
        return sentence.start, sentence.end
    first = sentence.clause_at(candidate.start)
    last = sentence.clause_at(max(candidate.start, candidate.end - 1))
    covered = _covered(candidate, evidence, first, last)
    for clause in range(first - 1, -1, -1):
        if sentence.clauses[last][1] - sentence.clauses[clause][0] > _LONGEST_STATEMENT:
            break
        wider = _covered(candidate, evidence, clause, last)
        if wider > covered + 0.01:
            first, covered = clause, wider
    for clause in range(last + 1, len(sentence.clauses)):
        if sentence.clauses[clause][1] - sentence.clauses[first][0] > _LONGEST_STATEMENT:
            break
        wider = _covered(candidate, evidence, first, clause)
        if wider > covered + 0.01:
            last, covered = clause, wider
    return sentence.clauses[first][0], sentence.clauses[last][1]


def _covered(candidate: Candidate, evidence: Evidence, first: int, last: int) -> float:
    clauses = candidate.sentence.clauses
    text = candidate.sentence.folded.text[clauses[first][0] : clauses[last][1]]
    return evidence.focus.coverage(evidence.focus.values(text))


def subject(document: DocumentSummary, quote: Quote, body: str) -> str:
    """What the quoted words leave out: whose and of which year they are, or which document says it."""
    metadata = document.metadata
    if metadata.region is None:
        title = metadata.title.strip("《》")
        # A long title would stand before every sentence; the citation names it.
        return f"《{title}》:" if len(title) <= _LONGEST_LEAD and title not in body else ""
    # What a later sentence names, a reader of the first does not know yet.
    opening = _SENTENCE_END.split(body, maxsplit=1)[0]
    place = place_of(metadata)
    region = "" if place in _CLAUSE_END.split(opening, maxsplit=1)[0] else place
    dated = re.search(r"(?:19|20)\d\d年", opening) is not None
    year = "" if dated else when_told(quote.passage.section, document, quote.before + body)
    if not region and not year:
        return ""
    loose = _LOOSE_START.match(body) or body[:1] == metadata.region[-1]
    if year and region:
        return f"{year},{region}:" if loose else f"{year},{region}"
    return f"{region or year}{':' if loose else ',' if year else ''}"


def _points(
    enough: Sequence[Candidate],
    candidates: Sequence[Candidate],
    evidence: Evidence,
    documents: Mapping[str, DocumentSummary],
) -> list[Statement]:
    """The passages that hold the points; of a whole section all its points in order."""
    best = enough[0]
    section = [c for c in enough if c.in_asked_section and _same_section(c, best)]
    if best.in_asked_section and evidence.asks_whole_section(best):
        return _headlines(section, documents)
    if evidence.question.expects is Expects.OVERVIEW:
        section = _under_same_heading(best, candidates, evidence)
        if section:
            return _headlines(section, documents)
    statements = [_excerpt(best, evidence, documents)]
    length = len(statements[0].body)
    seen = {best.sentence.passage.passage_id}
    for candidate in enough[1:]:
        passage = candidate.sentence.passage
        same = passage.document_id == best.sentence.passage.document_id
        if passage.passage_id in seen or not same or candidate.score < _SECOND_STATEMENT * best.score:
            continue
        statement = _excerpt(candidate, evidence, documents)
        if length + len(statement.body) > 2 * _LONGEST_POINTS or len(statements) >= 2:
            break
        seen.add(passage.passage_id)
        statements.append(statement)
        length += len(statement.body)
    return statements


def _answers_alone(candidate: Candidate, evidence: Evidence) -> bool:
    if evidence.question.expects not in _ANSWERED_BY_A_POINT or not candidate.sentence.start:
        return False
    return _ONE_POINT.match(candidate.sentence.text) is not None and candidate.direct >= _WHOLLY


def _same_section(one: Candidate, other: Candidate) -> bool:
    first, second = one.sentence.passage, other.sentence.passage
    return first.document_id == second.document_id and first.section[:1] == second.section[:1]


def _under_same_heading(
    best: Candidate, candidates: Sequence[Candidate], evidence: Evidence
) -> list[Candidate]:
    """What stands in several paragraphs under a heading that is on the matter; nothing else."""
    passage = best.sentence.passage
    heading = fold(passage.section[-1]).text if passage.section else ""
    if evidence.focus.coverage(evidence.focus.values(heading)) < _ON_THE_MATTER:
        return []
    found = [
        c
        for c in candidates
        if c.sentence.passage.document_id == passage.document_id
        and c.sentence.passage.section == passage.section
    ]
    return found if len({c.sentence.passage.passage_id for c in found}) > 1 else []


def _headlines(section: Sequence[Candidate], documents: Mapping[str, DocumentSummary]) -> list[Statement]:
    """Each point of a section by its first sentences; no point is left out."""
    passages = {c.sentence.passage.passage_id: c.sentence.passage for c in section}
    ordered = sorted(passages.values(), key=lambda passage: passage.start)
    budget = 2 * _LONGEST_POINTS // max(1, len(ordered))
    statements: list[Statement] = []
    # The numbers of several points say how they stand to one another, a single one says nothing.
    numbered = sum(_NUMBERING.match(fold(passage.text).text) is not None for passage in ordered) > 1
    for passage in ordered:
        points = sentences(passage)
        last = 0
        while last + 1 < len(points) and points[last + 1].end - points[0].start <= budget:
            last += 1
        opening = points[0].start
        if not numbered:
            opening = _past_numbering(points[0].folded.text, opening, points[last].end)
        start, end = points[0].source_span(opening, points[last].end)
        quote = Quote(passage=passage, start=start, end=end)
        body = tidy(quote.text)
        statements.append(
            Statement(lead=subject(documents[passage.document_id], quote, body), body=body, quote=quote)
        )
    return statements


def _past_numbering(text: str, start: int, end: int) -> int:
    """Where the words begin: a number that counts headings (2.加强…) says nothing away from the others."""
    match = _NUMBERING.match(text, start, end)
    return match.end() if match and match.end() < end else start


def _excerpt(candidate: Candidate, evidence: Evidence, documents: Mapping[str, DocumentSummary]) -> Statement:
    """The candidate's sentence and what follows and precedes it in its passage, up to a readable length; the
    sentence alone where it is one point of several and says what is asked by itself."""
    if _answers_alone(candidate, evidence):
        return _statement(candidate, evidence, documents)
    passage = candidate.sentence.passage
    spans = [(s.start, s.end) for s in sentences(passage)]
    at = next((i for i, (start, _) in enumerate(spans) if start == candidate.sentence.start), None)
    if at is None:
        # A row of a table need not begin where a sentence does.
        return _statement(candidate, evidence, documents)
    first = last = at
    opens = _opens_list(candidate)
    longest = _LONGEST_LISTED if opens else _LONGEST_POINTS
    while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= longest:
        last += 1
    while not opens and first > 0 and spans[last][1] - spans[first - 1][0] <= _LONGEST_POINTS:
        first -= 1
    opening = _past_numbering(candidate.sentence.folded.text, spans[first][0], spans[last][1])
    start, end = candidate.sentence.source_span(opening, spans[last][1])
    quote = Quote(passage=passage, start=start, end=end)
    body = tidy(quote.text)
    return Statement(lead=subject(documents[passage.document_id], quote, body), body=body, quote=quote)
