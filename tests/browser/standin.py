"""A scripted stand-in for the service: the interface's shapes, with every failure and every pause on demand.

It answers nothing by itself: a test lays down what the next question gets. What only the real service can
show (that answers are right) is tested against the real service.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

STATIC = Path(__file__).parents[2] / "qa_service" / "web" / "static"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"

Json = dict[str, Any]


@dataclass(kw_only=True)
class Refusal:
    """What a request gets instead of its reply."""

    status: int
    code: str = "refused"
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class StandIn:
    """The service's state, and the script of what comes next. ``url`` is there while it is served."""

    documents: list[Json] = field(default_factory=list)
    conversations: dict[str, Json] = field(default_factory=dict)
    chats: deque[Callable[[Json], Iterator[tuple[str, Json]]] | Refusal] = field(default_factory=deque)
    jobs: dict[str, list[Json]] = field(default_factory=dict)
    refusals: dict[tuple[str, str], deque[Refusal]] = field(default_factory=dict)
    received: list[tuple[str, str, Json]] = field(default_factory=list)
    uploaded: threading.Event = field(default_factory=threading.Event)
    chat_left: threading.Event = field(default_factory=threading.Event)
    api_key: str = ""
    url: str = ""

    def refuse(self, method: str, path: str, refusal: Refusal) -> None:
        self.refusals.setdefault((method, path), deque()).append(refusal)

    def bodies(self, method: str, path: str) -> list[Json]:
        return [body for m, p, body in self.received if (m, p) == (method, path)]


def document(document_id: str, title: str, texts: Sequence[str], **facts: Any) -> Json:
    """A document whose paragraphs are ``texts``; one that starts with ``#`` is a heading."""
    paragraphs: list[Json] = []
    section: list[str] = []
    at = 0
    for number, given in enumerate(texts):
        text = given.removeprefix("#")
        heading = given.startswith("#")
        section = [text] if heading else section
        paragraphs.append(
            {"paragraph": number, "section": section, "text": text, "start": at, "end": at + len(text)}
            | {"is_heading": heading}
        )
        at += len(text) + 1
    known: Json = {"region": None, "region_path": [], "year": None, "issuer": None, "document_number": None}
    return (
        known
        | {"issued_on": None, "kind": None, "source": f"{document_id}.txt", "characters": at}
        | facts
        | {
            "document_id": document_id,
            "title": title,
            "passages": len(paragraphs),
            "paragraphs": paragraphs,
        }
    )


def citation(of: Json, quote: str, n: int = 1) -> Json:
    """The citation of ``quote``, wherever it stands in the document."""
    home = next(p for p in of["paragraphs"] if quote in p["text"])
    start = home["start"] + home["text"].index(quote)
    end = start + len(quote)
    facts = {name: of[name] for name in ("title", "source", "region", "year", "issuer", "document_number")}
    where = {"section": home["section"], "paragraph": home["paragraph"], "text": home["text"]}
    url = f"/documents/{of['document_id']}?start={start}&end={end}"
    return (
        {"n": n, "document_id": of["document_id"], "quote": quote, "start": start, "end": end, "url": url}
        | facts
        | where
    )


def answer(text: str, citations: Sequence[Json] = (), **parts: Any) -> Json:
    found: Json = {
        "status": "answered",
        "short_answer": None,
        "kind": "extractive",
        "table": None,
        "near": [],
    }
    scope = {
        "scope": {"region": [], "year": []},
        "searched": {"documents": 2, "passages": 21},
        "elapsed_ms": 12.4,
    }
    return (
        {"conversation_id": "", "message_id": "m1"}
        | found
        | scope
        | {"answer": text, "citations": list(citations)}
        | parts
    )


def stream(reply: Json, pieces: Sequence[str] = ()) -> Callable[[Json], Iterator[tuple[str, Json]]]:
    """A chat that sends ``pieces`` as the preview and ends with ``reply``."""

    def events(asked: Json) -> Iterator[tuple[str, Json]]:
        yield "retrieved", {"citations": reply["citations"]}
        for piece in pieces:
            yield "delta", {"text": piece}
        yield "answer", reply | {"conversation_id": asked["conversation_id"]}

    return events


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"  # connections are kept: a page is thirty files

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), {k: v[0] for k, v in parse_qs(parts.query).items()}
        standin = self.server.standin
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        body = json.loads(raw) if is_json else {"bytes": len(raw), "raw": raw.decode("utf-8", "replace")}
        standin.received.append((self.command, path, body))
        wanting = standin.refusals.get((self.command, path))
        if wanting:
            self._refuse(wanting.popleft())
        elif (
            path.startswith("/api/")
            and standin.api_key
            and self.headers.get("Authorization") != f"Bearer {standin.api_key}"
        ):
            self._refuse(Refusal(status=401, message="需要访问密钥"))
        else:
            self._route(path, query, body)

    do_GET = do_POST = do_PATCH = do_DELETE = _handle  # noqa: N815 - the base class names them

    def _route(self, path: str, query: dict[str, str], body: Json) -> None:
        match self.command, path.strip("/").split("/"):
            case "GET", ["" | "documents", *rest] if len(rest) < 2:
                self._file(STATIC / "index.html")
            case "GET", ["static", *rest]:
                self._file(STATIC.joinpath(*rest))
            case "POST", ["api", "chat"]:
                self._chat(body)
            case _, ["api", "documents", *rest]:
                self._documents(rest, query, body)
            case "GET", ["api", "jobs", job_id, "events"]:
                self._events(("job", state) for state in self.server.standin.jobs[job_id])
            case _, ["api", "conversations", *rest]:
                self._conversations(rest, query, body)
            case "GET", ["api", "exports", _, _]:
                self._json(200, query, {"Content-Disposition": "attachment; filename*=UTF-8''%E7%AD%94.docx"})
            case "POST", ["api", "messages", _, "feedback"]:
                self._json(204, None)
            case _:
                self._refuse(Refusal(status=404, message="没有这个地址。"))

    def _documents(self, rest: list[str], query: dict[str, str], body: Json) -> None:
        standin = self.server.standin
        wanted = next((d for d in standin.documents if rest and d["document_id"] == rest[0]), None)
        match self.command, rest:
            case "GET", []:
                self._listing(query)
            case "POST", []:
                job_id, states = next(iter(standin.jobs.items()))
                standin.uploaded.set()
                self._json(202, {"jobs": [states[0] | {"job_id": job_id}]})
            case _ if wanted is None:
                self._refuse(Refusal(status=404, code="document_not_found", message="库里没有这份文件。"))
            case "GET", [_]:
                self._json(200, wanted)
            case "GET", [_, "original"]:
                self._json(200, {}, {"Content-Disposition": "attachment"})
            case "DELETE", [_]:
                standin.documents.remove(wanted)
                self._json(204, None)

    def _listing(self, query: dict[str, str]) -> None:
        found = [
            {name: value for name, value in d.items() if name != "paragraphs"}
            for d in self.server.standin.documents
            if query.get("q", "") in d["title"]
            and query.get("region", d["region"]) == d["region"]
            and query.get("year", str(d["year"])) == str(d["year"])
        ]
        at, limit = int(query.get("cursor", 0)), int(query.get("limit", 50))
        following = str(at + limit) if at + limit < len(found) else None
        self._json(200, {"items": found[at : at + limit], "next_cursor": following, "total": len(found)})

    def _conversations(self, rest: list[str], query: dict[str, str], body: Json) -> None:
        kept = self.server.standin.conversations
        if rest and rest[0] not in kept:
            self._refuse(Refusal(status=404, message="没有这个会话。"))
        elif self.command == "GET":
            items = [one for one in kept.values() if query.get("q", "") in one["title"]]
            self._json(200, kept[rest[0]] if rest else {"items": items, "next_cursor": None})
        else:
            if self.command == "DELETE":
                del kept[rest[0]]
            else:
                kept[rest[0]]["title"] = body["title"]
            self._json(204, None)

    def _chat(self, asked: Json) -> None:
        script = self.server.standin.chats.popleft()
        if isinstance(script, Refusal):
            self._refuse(script)
            return
        try:
            self._events(script(asked))
        except OSError:
            self.server.standin.chat_left.set()

    def _events(self, events: Iterator[tuple[str, Json]]) -> None:
        self._head(200, "text/event-stream; charset=utf-8", {"Connection": "close"})
        for name, data in events:
            text = f": ping\n\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
            self.wfile.write(text.encode())
            self.wfile.flush()

    def _refuse(self, refusal: Refusal) -> None:
        error = {"code": refusal.code, "message": refusal.message, "detail": {}, "request_id": "r1"}
        self._json(refusal.status, {"error": error}, refusal.headers)

    def _file(self, path: Path) -> None:
        if not path.is_file():
            self._refuse(Refusal(status=404))
            return
        content = path.read_bytes()
        self._head(200, TYPES[path.suffix], {"Content-Length": str(len(content))})
        self.wfile.write(content)

    def _json(self, status: int, body: Json | None, headers: dict[str, str] | None = None) -> None:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self._head(status, "application/json", {"Content-Length": str(len(content))} | (headers or {}))
        self.wfile.write(content)

    def _head(self, status: int, content_type: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        fixed = {"Content-Type": content_type, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        for name, value in (fixed | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection is no news."""


def serve(standin: StandIn) -> Generator[StandIn, None, None]:
    """Serve until the generator is closed."""
    with _Server(standin) as server:
        standin.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield standin
        finally:
            server.shutdown()
            thread.join()
