"""Serve a gazetteer to OpenRefine and its like: the Reconciliation API 0.2 over plain HTTP.

Built for one person's own machine. It listens on the loopback address unless told otherwise, asks
for no password and encrypts nothing; it only reads. Any page in a browser on the machine may ask it
(the protocol demands `Access-Control-Allow-Origin: *`), so serve no gazetteer that is secret.
Requests are bounded in size, number and time; a JSONP callback must be a plain JavaScript name.
"""

import errno
import re
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote

from geomap.errors import GeomapError
from geomap.gazetteer.errors import PlaceNotFoundError
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.jsonp import json_or_script
from geomap.gazetteer.reconciliation import Reconciler
from geomap.gazetteer.reconciliation_pages import PAGE_POLICY, place_page
from geomap.gazetteer.reconciliation_query import (
    ReconciliationError,
    read_extension,
    read_queries,
)
from geomap.gazetteer.reconciliation_terms import manifest

MOST_BODY_BYTES = 1_000_000
_MOST_FIELDS = 20
_MOST_DIGITS = 4
_TIMEOUT_S = 30
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
_FORM = "application/x-www-form-urlencoded"

Fields = dict[str, str]


class ServiceError(GeomapError, OSError):
    """The service cannot listen where it was told to."""


class ReconciliationServer(ThreadingHTTPServer):
    """The service, bound to an address but not yet answering: call `serve_forever()`.

    Parameters
    ----------
    gazetteer
        Whose places to offer.
    host
        Name or address to listen on; anything but loopback is reachable by others.
    port
        TCP port; 0 takes a free one, which `url` then tells.

    Raises
    ------
    ServiceError
        When it cannot listen there.
    """

    daemon_threads = True

    def __init__(self, gazetteer: Gazetteer, *, host: str = "127.0.0.1", port: int = 8000) -> None:
        self.gazetteer = gazetteer
        self.reconciler = Reconciler(gazetteer)
        if ":" in host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            advice = (
                "give an address of this machine with --host"
                if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
                else "choose another with --port, or stop what listens there"
            )
            message = f"cannot listen on {host!r}, port {port}: {error.strerror or error}; {advice}"
            raise ServiceError(message) from None
        bound = self.server_address[1]
        self.url = f"http://[{host}]:{bound}" if ":" in host else f"http://{host}:{bound}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong, but not that a client hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_bind(self) -> None:
        """Bind without HTTPServer's look-up of the host's full name, which asks the network."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]


class _RefusedError(Exception):
    """A request that gets an answer of an HTTP error status."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        self.status = status
        super().__init__(message)


class _Handler(BaseHTTPRequestHandler):
    server: ReconciliationServer
    server_version = f"geomap/{metadata.version('geomap')}"
    sys_version = ""
    timeout = _TIMEOUT_S
    _services: ClassVar[frozenset[str]] = frozenset({"/", "/reconcile"})

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        try:
            body = self._read_form()
        except _RefusedError as error:
            self._refuse(error.status, str(error))
            return
        self._answer(body)

    def do_OPTIONS(self) -> None:
        """Answer a browser that asks whether it may ask."""
        self.send_response(HTTPStatus.NO_CONTENT)
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Keep no log: what people look up is theirs."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def _read_form(self) -> str:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            message = "a POST needs a Content-Length"
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED, message)
        if len(length) > len(str(MOST_BODY_BYTES)) or int(length) > MOST_BODY_BYTES:
            message = f"the body is too large; at most {MOST_BODY_BYTES} bytes are read"
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
        if self.headers.get_content_type() != _FORM:
            message = f"send the body as {_FORM}"
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
        return self.rfile.read(int(length)).decode("utf-8", "replace")

    def _answer(self, body: str) -> None:
        # Not urlsplit: it fails on some paths that a client may well send.
        path, _, query = self.path.partition("?")
        try:
            parsed = parse_qs(
                f"{query}&{body}", keep_blank_values=True, max_num_fields=_MOST_FIELDS
            )
            fields = {name: values[-1] for name, values in parsed.items()}
            self._route(unquote(path), fields)
        except _RefusedError as error:
            self._refuse(error.status, str(error))
        except PlaceNotFoundError as error:
            self._refuse(HTTPStatus.NOT_FOUND, str(error))
        except ReconciliationError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
        except ValueError:  # of parse_qs
            message = f"at most {_MOST_FIELDS} form fields are read"
            self._refuse(HTTPStatus.BAD_REQUEST, message)

    def _route(self, path: str, fields: Fields) -> None:
        for prefix in ("/place/", "/preview/"):
            if path.startswith(prefix):
                self._send_page(place_page(self.server.gazetteer, path.removeprefix(prefix)))
                return
        answer = self._service_answer(path, fields)
        self._send_json(answer, callback=fields.get("callback"))

    def _service_answer(self, path: str, fields: Fields) -> dict[str, Any]:
        if path in self._services:
            return self._reconciled(fields)
        reconciler = self.server.reconciler
        prefix = fields.get("prefix", "")
        if path == "/suggest/entity":
            cursor = _number_from(fields, "cursor") or 0
            return reconciler.suggest_entities(prefix, cursor=cursor)
        if path == "/suggest/type":
            return reconciler.suggest_types(prefix)
        if path == "/suggest/property":
            return reconciler.suggest_properties(prefix)
        if path == "/properties":
            limit = _number_from(fields, "limit")
            return reconciler.propose_properties(fields.get("type"), limit=limit)
        message = "there is nothing at this path; the service is at /"
        raise _RefusedError(HTTPStatus.NOT_FOUND, message)

    def _reconciled(self, fields: Fields) -> dict[str, Any]:
        if "queries" in fields:
            return self.server.reconciler.reconcile(read_queries(fields["queries"]))
        if "extend" in fields:
            return self.server.reconciler.extend(read_extension(fields["extend"]))
        return manifest(self._base_url())

    def _base_url(self) -> str:
        """Return the address the client used, so that the links in the manifest work for it."""
        host = self.headers.get("Host", "")
        return f"http://{host}" if _HOST.fullmatch(host) else self.server.url

    def _send_json(
        self,
        answer: dict[str, Any],
        *,
        callback: str | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        try:
            text, kind = json_or_script(answer, callback)
        except ValueError as error:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from None
        self._send(text, f"{kind}; charset=utf-8", status)

    def _send_page(self, page: str) -> None:
        self._send(page, "text/html; charset=utf-8", HTTPStatus.OK, policy=PAGE_POLICY)

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        # Never as JSONP: a script that fails to load is what its client expects of an error.
        self._send_json({"status": "error", "message": message}, status=status)

    def _send(self, text: str, kind: str, status: HTTPStatus, *, policy: str | None = None) -> None:
        # A lone surrogate in a query's key comes back as a question mark.
        body = text.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)


def _number_from(fields: Fields, name: str) -> int | None:
    text = fields.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        message = f"{name} must be a whole number of at most {_MOST_DIGITS} digits"
        raise _RefusedError(HTTPStatus.BAD_REQUEST, message)
    return int(text)
