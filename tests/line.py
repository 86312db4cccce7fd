"""A line to the playground that is kept open: to open one is most of what a question costs."""

from __future__ import annotations

import http.client
import io
import json
import threading
import urllib.error
from typing import Any
from urllib.parse import urlsplit


class Line:
    """Questions in JSON and their answers; each thread has a connection of its own."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def ask(self, method: str, url: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """What is answered; `urllib.error.HTTPError` for an answer that says what is wrong, as from `urlopen`."""
        connection = self._to(urlsplit(url).netloc)
        data = None if body is None else json.dumps(body).encode()
        was_open = connection.sock is not None
        try:
            answer = _answer(connection, method, path, data)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # One on which nobody has spoken for a while may have been hung up.
            connection.close()
            if not was_open:
                raise
            answer = _answer(connection, method, path, data)
        content = answer.read()
        if answer.status >= 400:
            raise urllib.error.HTTPError(url + path, answer.status, answer.reason, answer.headers, io.BytesIO(content))
        return json.loads(content or b"null")

    def close(self) -> None:
        """Hang up what this thread has open."""
        connection = getattr(self._of_thread, "connection", None)
        if connection is not None:
            connection.close()

    def _to(self, where: str) -> http.client.HTTPConnection:
        if getattr(self._of_thread, "where", None) != where:
            self.close()
            self._of_thread.where = where
            self._of_thread.connection = http.client.HTTPConnection(where, timeout=30)
        connection: http.client.HTTPConnection = self._of_thread.connection
        return connection


def _answer(
    connection: http.client.HTTPConnection, method: str, path: str, data: bytes | None
) -> http.client.HTTPResponse:
    connection.request(method, path, data, {"Content-Type": "application/json"})
    return connection.getresponse()
