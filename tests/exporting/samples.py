"""An answer with everything that an export shows, for the tests of its formats."""

from dataclasses import replace
from datetime import date

from qa_service.answering.events import Answer, Citation, Scope, Searched, Table, TableRow, Version
from qa_service.exporting.records import Exchange, Record

QUESTION = "青溪县和白石县2021年各受理行政复议多少件?"
CITED = Citation(
    n=1,
    document_id="1" * 16,
    title="青溪县人民政府关于2021年度法治政府建设情况的报告",
    source="青溪.txt",
    region="青溪县",
    year=2021,
    issuer="青溪县人民政府",
    document_number="青政发〔2022〕3号",
    section=("一、主要工作", "(二)行政复议"),
    paragraph=12,
    text="全年共受理行政复议案件58件，其中维持40件。",
    quote="受理行政复议案件58件",
    start=100,
    end=110,
    url="/documents/1?start=100&end=110",
)
UNNAMED = replace(
    CITED, n=2, title="工作简报", region=None, year=None, issuer=None, document_number=None, section=()
)
ANSWER = Answer(
    conversation_id="会话",
    message_id="m" * 32,
    status="answered",
    answer="2021年,青溪县受理行政复议案件**58件**[1]。\n\n- 青溪县:58件[1]。\n- 白石县:未提及。",
    short_answer="58件",
    kind="extractive",
    scope=Scope(region=("青溪县", "白石县"), year=(2021,)),
    citations=(CITED,),
    near=(),
    table=Table(
        columns=("地区", "年份", "内容"),
        rows=(
            TableRow(cells=("青溪县", "2021", "58件"), n=1),
            TableRow(cells=("白石县", "2021", None), n=None),
        ),
    ),
    searched=Searched(documents=5, passages=212),
    elapsed_ms=3.0,
)
NOT_FOUND = replace(
    ANSWER,
    status="not_found",
    answer="文件里没有提到这件事。",
    short_answer=None,
    citations=(),
    near=(UNNAMED,),
    table=None,
)
IN_FORCE = Version(
    in_force=True,
    state="current",
    dated="2019-04-23",
    effective_on=None,
    superseded_by=None,
    newer_title=None,
    newer_dated=None,
    label="现行版本",
)
DAY = date(2026, 3, 5)


def record(*answers: Answer | None, title: str | None = None, question: str = QUESTION) -> Record:
    exchanges = tuple(Exchange(question=question, answer=one, asked_on=date(2026, 3, 2)) for one in answers)
    return Record(title=title, exchanges=exchanges, exported_on=DAY)
