"""How the service says that the documents do not say: what was searched, and what there is instead."""

from collections.abc import Sequence

from qa_service.answering.question import Question
from qa_service.answering.scoping import Absent, ResolvedScope
from qa_service.answering.wording import load_wording
from qa_service.library.records import DocumentSummary

_NAMED = 6


def _regions(documents: Sequence[DocumentSummary]) -> str:
    names = list(dict.fromkeys(d.metadata.region for d in documents if d.metadata.region))
    listed = "、".join(names[:_NAMED])
    return f"{listed}等{len(names)}个地区" if len(names) > _NAMED else listed


def _years(documents: Sequence[DocumentSummary]) -> str:
    years = sorted({d.metadata.year for d in documents if d.metadata.year is not None})
    return "、".join(f"{year}年" for year in years[-_NAMED:])


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


def explain(question: Question, scope: ResolvedScope) -> str:
    """Why there is no answer, in one or two sentences."""
    wanted = "、".join(question.scope.regions or question.scope.absent_regions)
    years = "、".join(f"{year}年" for year in question.scope.years)
    if load_wording().small_talk.search(question.asked):
        return f"我根据库里的{len(scope.documents)}份文件回答问题,可以问某地某年的数字、做法、不足和打算。"
    if scope.named_places:
        there = _regions(scope.wider)
        others = f"{there}的文件" if there else "其他文件"
        return f"库里没有{wanted}的文件,{others}里也没有写到{wanted}的这一情况。"
    if scope.other_year:
        years = ""
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
        return f"库里没有{wanted}的文件,所以无法回答。" + (f"现有文件涉及:{there}{also}。" if there else "")
    if scope.absent is Absent.REGION_ITSELF:
        return f"库里没有{wanted}本级的文件,只有所辖{_regions(scope.wider)}的文件,请按所辖地区提问。"
    if scope.absent is Absent.FILTERS:
        return "所选的地区、年份或文件范围内没有文件,请放宽范围后再问。"
    if scope.absent is Absent.YEAR or scope.named_years:
        there = _years(scope.wider)
        has = f"库里{'有' + wanted if wanted else '有'}{there}的文件。" if there else ""
        return f"库里没有{wanted}{years}的文件,其他年份的文件里也没有写到{years}的这一情况。{has}"
    where = f"{wanted}{years}的" if wanted or years else ""
    return f"在{where}{len(scope.documents)}份文件(共{scope.passages}段)里没有找到这个问题的答案。"
