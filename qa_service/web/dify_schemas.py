"""The JSON of Dify's contract for external knowledge. What a request has beyond this is ignored."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_service.web.fields import Stored, Text, Whole

Scalar = Annotated[str, Field(max_length=1000), Stored] | int | float | bool
MetadataName = Annotated[str, Field(max_length=100)]
MetadataValue = str | int | list[str] | None


class _Foreign(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RetrievalSetting(_Foreign):
    top_k: Annotated[Whole, Field(ge=1)] = 5
    score_threshold: Annotated[float, Field(ge=0, le=1)] | None = 0.0


class Condition(_Foreign):
    """``name`` is one name, or several of which one must hold (older versions of the contract)."""

    name: MetadataName | Annotated[list[MetadataName], Field(max_length=20)]
    comparison_operator: str
    value: Scalar | list[Scalar] | None = None


class MetadataCondition(_Foreign):
    logical_operator: Literal["and", "or"] | None = None
    conditions: Annotated[list[Condition], Field(max_length=100)] | None = None


class RetrievalIn(_Foreign):
    """``knowledge_id`` may be any: the service has one library."""

    knowledge_id: Annotated[str, Field(max_length=200), Stored]
    query: Text
    retrieval_setting: RetrievalSetting = RetrievalSetting()
    metadata_condition: MetadataCondition | None = None


class Record(BaseModel):
    """``content`` is the document's title and the headings above the passage, and below them its text."""

    content: str
    score: Annotated[
        float,
        Field(
            description="0 to 1: how likely this passage answers, weighed against none of them doing so. "
            "Where nothing was reranked, the share of the best hit's score."
        ),
    ]
    title: str
    metadata: dict[str, MetadataValue]


class RetrievalReply(BaseModel):
    records: list[Record]
