"""What went wrong on the way is told by kind: certainly not sent, or of unknown fate; and never with the token."""

from __future__ import annotations

import asyncio
import socket
import traceback
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot import transport
from bot.api import connect, seconds_to_wait
from bot.settings import Settings
from bot.transport import AiohttpRequest, NotSent
from tests.intake.line import BLOCKED, Refusal

TOKEN = "987654:not-a-real-token"
KEY = SimpleNamespace(host="h", port=1, ssl=None, is_ssl=False)
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

FAILURES: list[tuple[Exception, type[NetworkError]]] = [
    (aiohttp.ClientConnectorError(KEY, OSError(111, "refused")), NotSent),  # type: ignore[arg-type]
    (aiohttp.ClientConnectorDNSError(KEY, OSError("no such host")), NotSent),  # type: ignore[arg-type]
    (aiohttp.ConnectionTimeoutError("connecting took too long"), NotSent),
    (aiohttp.SocketTimeoutError("no answer in time"), TimedOut),
    (aiohttp.ServerDisconnectedError(), TimedOut),
    (aiohttp.ClientOSError(104, "connection reset"), TimedOut),
    (aiohttp.ClientPayloadError("half an answer"), TimedOut),
    (aiohttp.InvalidURL(f"https://api.example/bot{TOKEN}/getMe"), TimedOut),
    (TimeoutError(), TimedOut),
    (ConnectionResetError(104, "reset"), TimedOut),
]


@pytest.mark.parametrize(
    ("failure", "kind"), FAILURES, ids=lambda v: type(v).__name__ if isinstance(v, Exception) else ""
)
async def test_failures_are_told_apart(failure: Exception, kind: type[NetworkError]) -> None:
    request = AiohttpRequest()
    await request.initialize()

    def fail(*_: Any, **__: Any) -> Any:
        raise failure

    session = request._session
    assert session is not None
    request._session = SimpleNamespace(request=fail)  # type: ignore[assignment]
    with pytest.raises(NetworkError) as raised:
        await request.do_request(f"https://api.example/bot{TOKEN}/getMe", "POST")
    await session.close()
    assert isinstance(raised.value, NotSent) == (kind is NotSent)
    assert isinstance(raised.value, TimedOut) == (kind is TimedOut)
    assert TOKEN not in "".join(traceback.format_exception(raised.value))


async def serving(answer: Serve) -> tuple[asyncio.Server, str]:
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def answering(status: int, body: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (status, len(body), body))
        writer.close()

    return serve


ANSWERS: list[tuple[Refusal, type[Exception]]] = [
    (Refusal(400, "Bad Request: chat not found"), BadRequest),
    (Refusal(401, "Unauthorized"), InvalidToken),
    (Refusal(404, "Not Found"), InvalidToken),
    (BLOCKED, Forbidden),
    (Refusal(409, "Conflict: terminated by other getUpdates request"), Conflict),
    (Refusal(429, "Too Many Requests: retry after 7", 7), RetryAfter),
    (Refusal(500, "Internal Server Error"), NetworkError),
    (Refusal(502, "Bad Gateway"), NetworkError),
]


@pytest.mark.parametrize(("refusal", "kind"), ANSWERS, ids=lambda v: str(v.status) if isinstance(v, Refusal) else "")
async def test_answers_become_ptbs_errors(refusal: Refusal, kind: type[Exception]) -> None:
    status, body = refusal.as_answer()
    error = await failing_call(answering(status, body))
    assert type(error) is kind
    if isinstance(error, RetryAfter):
        assert seconds_to_wait(error) == 7.0


async def silence(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.3)
    writer.close()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


@pytest.mark.parametrize(
    ("serve", "kind"),
    [
        (silence, TimedOut),
        (hang_up, TimedOut),
        (answering(502, b"<html>bad gateway</html>"), NetworkError),
        (answering(200, b"half an ans"), Exception),
    ],
    ids=["silence", "hang up", "no JSON with 502", "no JSON with 200"],
)
async def test_a_line_that_breaks(serve: Serve, kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "SECONDS_TO_ANSWER", 0.1)
    error = await failing_call(serve)
    assert isinstance(error, kind)
    assert not isinstance(error, NotSent)


async def test_nobody_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        error = await call_of(f"http://127.0.0.1:{closed.getsockname()[1]}")
    assert isinstance(error, NotSent)


async def failing_call(serve: Serve) -> BaseException:
    server, url = await serving(serve)
    try:
        return await call_of(url)
    finally:
        server.close()


async def call_of(url: str) -> BaseException:
    """What one call to this address raises; the token is in none of it."""
    api = connect(Settings(_env_file=None, telegram_api_url=url), TOKEN, None)  # type: ignore[call-arg]
    for request in api._request:
        await request.initialize()
    try:
        with pytest.raises(Exception) as raised:  # noqa: PT011 - which one is the caller's to say
            await api.call("sendMessage", {"chat_id": 1, "text": "x"})
    finally:
        for request in api._request:
            await request.shutdown()
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
    return raised.value
