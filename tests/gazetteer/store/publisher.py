"""A publisher on the loopback: serves bytes by path, with ranges, and misbehaves on request."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Publisher:
    """What is served: bytes by path and query. Each request is written down as (path, range)."""

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    content_types: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    breaks_after: dict[str, list[int]] = field(default_factory=dict)
    answers: dict[str, list[int]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def serve_json(self, path: str, content: Any) -> None:
        self.files[path] = json.dumps(content).encode()

    def paths_asked(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def running_publisher() -> Iterator[Publisher]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    publisher = Publisher(f"http://127.0.0.1:{server.server_port}")
    server.publisher = publisher  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        publisher: Publisher = self.server.publisher  # type: ignore[attr-defined]
        wanted = self.headers.get("Range")
        publisher.asked.append((self.path, wanted))
        if publisher.answers.get(self.path):
            self.send_error(publisher.answers[self.path].pop(0))
            return
        if self.path in publisher.redirects:
            self.send_response(302)
            self.send_header("Location", publisher.redirects[self.path])
            self.end_headers()
            return
        if self.path not in publisher.files:
            self.send_error(404)
            return
        data = publisher.files[self.path]
        tag = f'"{hash(data)}"'
        start = 0
        if wanted and self.headers.get("If-Range") == tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Type", publisher.content_types.get(self.path, "application/zip"))
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", tag)
        self.send_header("Last-Modified", "Sun, 01 Nov 2026 04:00:00 GMT")
        self.end_headers()
        breaks = publisher.breaks_after.get(self.path)
        end = start + breaks.pop(0) if breaks else len(data)
        self.wfile.write(data[start:end])

    def log_message(self, *_: object) -> None:
        """Say nothing."""
