"""A small S3-like server on this machine: objects in memory, path-style addresses, signatures (version 4) checked."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET, KEY, SECRET, REGION = "lampiran-contoh", "KEYCONTOH", "secret/contoh", "id-1"
PAGE = 3


class SmallS3(ThreadingHTTPServer):
    """`objects`: what is kept, by key. `says`: what is answered in place of anything else (status, code).

    `requests`: methods and paths of all that came with a right signature; `unanswered`: so many are left without an
    answer first.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.says: tuple[int, str] | None = None
        self.unanswered = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def small_s3() -> Iterator[SmallS3]:
    """The server, running in a thread of its own."""
    server = SmallS3()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: SmallS3
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests read `requests`."""

    def do_PUT(self) -> None:
        if (key := self._key()) is not None:
            self.server.objects[key] = self._body
            self._answer(200, b"")

    def do_GET(self) -> None:
        key = self._key()
        if key is None:
            return
        if not key:
            self._list()
        elif key in self.server.objects:
            self._answer(200, self.server.objects[key])
        else:
            self._refuse(404, "NoSuchKey")

    def do_HEAD(self) -> None:
        if (key := self._key()) is not None:
            found = self.server.objects.get(key)
            self._answer(404 if found is None else 200, found or b"")

    def do_DELETE(self) -> None:
        if (key := self._key()) is not None:
            self.server.objects.pop(key, None)
            self._answer(204, b"")

    def _key(self) -> str | None:
        """The key that is asked for, "" for the bucket itself; None where the answer has been given."""
        self._body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bucket, _, key = unquote(urlsplit(self.path).path).removeprefix("/").partition("/")
        if self.server.unanswered:
            self.server.unanswered -= 1
            self.close_connection = True
            return None
        if self.server.says is not None:
            self._refuse(*self.server.says)
        elif f"Credential={KEY}/" not in self.headers.get("Authorization", ""):
            self._refuse(403, "InvalidAccessKeyId")
        elif not self._signed():
            self._refuse(403, "SignatureDoesNotMatch")
        elif bucket != BUCKET:
            self._refuse(404, "NoSuchBucket")
        else:
            self.server.requests.append(f"{self.command} {self.path}")
            return key
        return None

    def _list(self) -> None:
        query = dict(parse_qsl(urlsplit(self.path).query))
        after, prefix = query.get("continuation-token", ""), query.get("prefix", "")
        keys = sorted(key for key in self.server.objects if key.startswith(prefix) and key > after)
        page = keys[: min(PAGE, int(query.get("max-keys", PAGE)))]
        more = len(page) < len(keys)
        found = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in page)
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        self._answer(
            200,
            f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{found}{token}</ListBucketResult>".encode(),
        )

    def _refuse(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _signed(self) -> bool:
        """https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html."""
        given = dict(part.strip().split("=", 1) for part in self.headers["Authorization"].split(" ", 1)[1].split(","))
        scope = given["Credential"].split("/", 1)[1]
        day, region, service, end = scope.split("/")
        said = self.headers["x-amz-content-sha256"]
        parts = urlsplit(self.path)
        query = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in parse_qsl(parts.query, True))
        names = given["SignedHeaders"].split(";")
        request = "\n".join(
            [
                self.command,
                parts.path,
                "&".join(f"{name}={value}" for name, value in query),
                *(f"{name}:{' '.join((self.headers[name] or '').split())}" for name in names),
                "",
                ";".join(names),
                said,
            ]
        )
        text = "\n".join(
            ["AWS4-HMAC-SHA256", self.headers["x-amz-date"], scope, hashlib.sha256(request.encode()).hexdigest()]
        )
        key = f"AWS4{SECRET}".encode()
        for step in (day, region, service, end):
            key = hmac.digest(key, step.encode(), "sha256")
        right = hmac.new(key, text.encode(), "sha256").hexdigest()
        return (
            (region, service) == (REGION, "s3")
            and said == hashlib.sha256(self._body).hexdigest()
            and hmac.compare_digest(right, given["Signature"])
        )
