"""How the service says that the documents do not say: what was searched, and what there is instead.

Four sentences that say different things: the documents do not hold it; there is no document of that region
or year, and of which there are; the question is outside of what the library is about; only what is near is
there, and where. This module does not look for anything.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from qa_service.answering.citations import Quote
from qa_service.answering.questions.asked_years import in_words
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import Absent, ResolvedScope
from qa_service.answering.questions.wording import load_wording
from qa_service.library.records import DocumentSummary

_NAMED = 6
_KINDS = 3
_LONGEST_HEADING = 24
NO_DOCUMENTS: Mapping[str, DocumentSummary] = {}


def explain(
    question: Question,
    scope: ResolvedScope,
    near: Sequence[Quote] = (),
    documents: Mapping[str, DocumentSummary] = NO_DOCUMENTS,
    *,
    outside: bool = False,
) -> str:
    """Why there is no answer, in one or two sentences; ``near`` is what is cited beside it, ``outside`` says
    that the documents are about other matters."""
    if load_wording().small_talk.search(question.asked):
        return f"我根据库里的{len(scope.documents)}份文件回答问题,可以问某地某年的数字、做法、不足和打算。"
    said = _absent(question, scope) or _unfound(question, scope, outside=outside)
    if meant := question.scope.instead_of:
        said = f"库里没有{'、'.join(question.scope.regions)}{in_words(meant)}的文件;{said}"
    return said + _nearest(near, documents)


def _absent(question: Question, scope: ResolvedScope) -> str:
    """There is nothing to look in; empty where there is."""
    asked = question.scope
    wanted = "、".join(asked.regions or asked.absent_regions or asked.unlisted_places)
    years = "" if scope.other_year else in_words(question.scope.years)
    if asked.towns and scope.named_places == asked.towns:
        where = f"{len(scope.documents)}份文件(共{scope.searched_passages}段)"
        return f"在{wanted}{years}的{where}里没有找到{'、'.join(asked.towns)}的这一情况。"
    if scope.named_places:
        wanted += asked.zone
        there = _regions(scope.wider)
        others = f"{there}的文件" if there else f"其他{len(scope.documents)}份文件"
        return f"库里没有{wanted}的文件,{others}里也没有写到{wanted}的这一情况。"
    if scope.absent is Absent.LIBRARY_EMPTY:
        return "库里还没有文件,请先上传文件再提问。"
    if question.scope.absent_names:
        names = "、".join(f"《{name.strip('《》')}》" for name in question.scope.absent_names)
        return f"文件库里没有{names},其他文件里也没有找到它对此的规定。"
    if scope.absent is Absent.VERSION:
        return _without_version(question, scope)
    if scope.absent is Absent.OUT_OF_FORCE:
        return "所问范围内的文件都已被取代、废止或者尚未施行;如要查阅,请写明年份或选定文件。"
    if scope.absent is Absent.REGION:
        there = _regions(scope.wider)
        unplaced = sum(document.metadata.region is None for document in scope.wider)
        also = f",另有{unplaced}份文件没有写明地区" if unplaced else ""
        held = f"现有{len(scope.wider)}份文件涉及:{there}{also}。" if there else ""
        return f"库里没有{wanted}的文件,所以无法回答。{held}"
    if scope.absent is Absent.REGION_ITSELF:
        return f"库里没有{wanted}本级的文件,只有所辖{_regions(scope.wider)}的文件,请按所辖地区提问。"
    if scope.absent is Absent.FILTERS:
        return "所选的地区、年份或文件范围内没有文件,请放宽范围后再问。"
    if scope.absent is Absent.YEAR or scope.lacks_year:
        there = _years(scope.wider)
        has = f"库里{'有' + wanted if wanted else '有'}{there}的文件。" if there else ""
        return f"库里没有{wanted}{years}的文件,其他年份的文件里也没有写到{years}的这一情况。{has}"
    return ""


def _unfound(question: Question, scope: ResolvedScope, *, outside: bool) -> str:
    """The documents were searched, and do not say."""
    wanted = "、".join(question.scope.regions)
    years = "" if scope.other_year else _span(question)
    searched = f"{len(scope.documents)}份文件(共{scope.searched_passages}段)"
    filters = scope.filters
    narrowed = filters.region or filters.year or filters.document_ids or len(scope.documents) == 1
    if wanted or years or narrowed or not outside:
        where = f"{wanted}{years}的" if wanted or years else ""
        return f"在{where}{searched}里没有找到这个问题的答案。"
    return f"这个问题看来不在文件库的范围内:库里是{_about(scope.documents)},查过{searched},没有相关的内容。"


def _nearest(near: Sequence[Quote], documents: Mapping[str, DocumentSummary]) -> str:
    """Which documents hold what is near, in order; nothing where nothing is."""
    named: dict[str, None] = {}
    for quote in near:
        document = documents.get(quote.passage.document_id)
        if document is not None:
            title = document.metadata.title.strip("《》")
            heading = quote.passage.section[-1] if quote.passage.section else ""
            short = heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
            named[f"《{title}》" + (f"“{short}”" if short else "")] = None
    return f"只有相近的内容,见{'、'.join(named)}。" if named else ""


def _span(question: Question) -> str:
    years = question.scope.years
    if question.scope.period and years:
        return f"{years[0]}年至{years[-1]}年"
    return in_words(years)


def _about(documents: Sequence[DocumentSummary]) -> str:
    """What the library is about: its regions and the kinds of its documents."""
    kinds = Counter(d.metadata.kind for d in documents if d.metadata.kind)
    listed = "、".join(kind for kind, _ in kinds.most_common(_KINDS))
    placed = sum(document.metadata.region is not None for document in documents)
    there = _regions(documents) if 2 * placed >= len(documents) else ""
    return f"{there + '的' if there else ''}{listed + '等' if listed else ''}文件"


def _regions(documents: Sequence[DocumentSummary]) -> str:
    names = list(dict.fromkeys(d.metadata.region for d in documents if d.metadata.region))
    listed = "、".join(names[:_NAMED])
    return f"{listed}等{len(names)}个地区" if len(names) > _NAMED else listed


def _years(documents: Sequence[DocumentSummary]) -> str:
    years = sorted({d.metadata.year for d in documents if d.metadata.year is not None})
    return in_words(years[-_NAMED:])


def _without_version(question: Question, scope: ResolvedScope) -> str:
    """The work is there, the version asked for is not."""
    year = question.scope.version.year
    asked = f"{year}年的版本" if year else "更早的版本"
    held = [
        f"《{document.metadata.title}》" + (f"({day.year}年{day.month}月{day.day}日)" if day else "")
        for document in scope.wider[:_NAMED]
        for day in (document.metadata.issued_on,)
    ]
    return f"文件库里没有所问文件{asked},现有:{'、'.join(held)}。"
