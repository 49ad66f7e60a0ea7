"""The tables of the library. The schema itself is made by ``migrations/``; a test holds the two together.

Portable SQL types only. Offsets count Unicode code points in ``document_texts.text``.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

SCHEMA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; SQLite has no time zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


counters = Table(
    "counters",
    SCHEMA,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

documents = Table(
    "documents",
    SCHEMA,
    Column("document_id", String(16), primary_key=True),
    Column("content_hash", String(64), nullable=False, unique=True),
    # No index: nearly all are active, and a planner without statistics would start a join from it.
    Column("state", String(16), nullable=False),
    # Order of activation: the newest documents come first in lists. None before the first activation.
    Column("number", Integer, index=True),
    # The generation of the index that holds the passages, and that holds their vectors; 0 for none.
    Column("keyword_generation", Integer, nullable=False, default=0),
    Column("vector_generation", Integer, nullable=False, default=0),
    Column("source", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("title", Text),
    Column("region", Text),
    Column("region_path", JSON),
    Column("year", Integer, index=True),
    Column("issuer", Text),
    Column("document_number", Text),
    Column("issued_on", Date),
    Column("kind", Text),
    Column("proofs", JSON),
    Column("passages", Integer, nullable=False, default=0),
    Column("findable_passages", Integer, nullable=False, default=0),
    Column("characters", Integer, nullable=False, default=0),
    Column("error_code", String(64)),
    Column("error_chinese", Text),
    Column("error_english", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("activated_at", UtcDateTime),
)

DOCUMENT_KEY = "documents.document_id"

# The same bytes may lie in several places; a document lives as long as one of them holds it.
document_sources = Table(
    "document_sources",
    SCHEMA,
    Column("source", Text, primary_key=True),
    Column("document_id", ForeignKey(DOCUMENT_KEY, ondelete="CASCADE"), primary_key=True),
    # Order of reception: a source's higher number replaces its lower ones.
    Column("number", Integer, nullable=False),
    Index(None, "document_id"),
)

document_regions = Table(
    "document_regions",
    SCHEMA,
    Column("document_id", ForeignKey(DOCUMENT_KEY, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
)

document_texts = Table(
    "document_texts",
    SCHEMA,
    Column("document_id", ForeignKey(DOCUMENT_KEY, ondelete="CASCADE"), primary_key=True),
    Column("sections", JSON, nullable=False),
    Column("removed", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

passages = Table(
    "passages",
    SCHEMA,
    Column("passage_id", String(32), primary_key=True),
    Column("document_id", ForeignKey(DOCUMENT_KEY, ondelete="CASCADE"), nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("section", JSON, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("is_heading", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "document_id", "paragraph", unique=True),
)

# One row a document: the vectors of its passages that are no headings, in their order, little-endian float16.
vectors = Table(
    "vectors",
    SCHEMA,
    Column("document_id", ForeignKey(DOCUMENT_KEY, ondelete="CASCADE"), primary_key=True),
    Column("embedder", Text, nullable=False),
    Column("dimensions", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

jobs = Table(
    "jobs",
    SCHEMA,
    Column("job_id", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
    # Without a foreign key: a job outlives its document.
    Column("document_id", String(16), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("share", Float, nullable=False),
    Column("outcome", String(16)),
    Column("error_code", String(64)),
    Column("error_chinese", Text),
    Column("error_english", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
)

conversations = Table(
    "conversations",
    SCHEMA,
    Column("conversation_id", String(128), primary_key=True),
    Column("title", Text, nullable=False),
    # Order of the last change, so that a page of the list has an unambiguous end.
    Column("number", Integer, nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

# A question and its answer; the reply is the exact JSON that was sent, None where the answer was cut off.
messages = Table(
    "messages",
    SCHEMA,
    Column("message_id", String(64), primary_key=True),
    Column(
        "conversation_id", ForeignKey("conversations.conversation_id", ondelete="CASCADE"), nullable=False
    ),
    Column("number", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("standalone", Text),
    Column("answer", Text),
    Column("reply", Text),
    Index(None, "conversation_id", "number"),
)

feedback = Table(
    "feedback",
    SCHEMA,
    Column("message_id", ForeignKey("messages.message_id", ondelete="CASCADE"), primary_key=True),
    Column("rating", String(8)),
    Column("comment", Text),
    Column("given_at", UtcDateTime, nullable=False),
)
