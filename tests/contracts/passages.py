"""Small libraries of passages for the contract suites, deterministic, of our own writing."""

from collections.abc import Sequence

from vectorstore.embedders import Embedder
from vectorstore.passages import DocumentFacts, IndexEntry, Passage

FACTS = {
    "lake": DocumentFacts(
        title="湖滨县人民政府关于2021年度法治工作情况的报告",
        region_path=("江南省", "云溪市", "湖滨县"),
        year=2021,
        issuer="湖滨县人民政府",
        document_number="湖政发〔2022〕7号",
    ),
    "hill": DocumentFacts(
        title="松岭区2020年度法治政府建设报告", region_path=("江北省", "松岭区"), year=2020
    ),
    "rule": DocumentFacts(title="示范公司管理办法"),
}
TEXTS = {
    "lake": ["全年新收行政复议申请64件,办结61件。", "全县聘请法律顾问18名。", "开展普法宣传活动92场次。"],
    "hill": [
        "本区全年收到行政复议申请23件。",
        "建成公共法律服务站40个。",
        "行政机关负责人出庭应诉率达到98%。",
    ],
    "rule": [
        "第一条 为了规范公司的管理,制定本办法。",
        "第四十七条 股东会会议由股东按照出资比例行使表决权。",
        "第四十八条 依照本办法第四十七条的规定召集会议。",
    ],
}


def passages_of(document_id: str, texts: Sequence[str]) -> list[Passage]:
    passages, start = [], 0
    for paragraph, text in enumerate(texts, start=1):
        passages.append(
            Passage(
                passage_id=f"{document_id}-{paragraph}",
                document_id=document_id,
                paragraph=paragraph,
                section=("一、工作情况",),
                text=text,
                start=start,
                end=start + len(text),
            )
        )
        start += len(text) + 1
    return passages


def entries_of(
    document_id: str, texts: Sequence[str], embedder: Embedder, facts: DocumentFacts | None = None
) -> list[IndexEntry]:
    facts = facts or FACTS.get(document_id, DocumentFacts(title=document_id))
    vectors = embedder.embed_passages(texts)
    return [
        IndexEntry(passage=passage, facts=facts, vector=vector)
        for passage, vector in zip(passages_of(document_id, texts), vectors, strict=True)
    ]


def library(embedder: Embedder) -> list[IndexEntry]:
    return [entry for id_, texts in TEXTS.items() for entry in entries_of(id_, texts, embedder)]
