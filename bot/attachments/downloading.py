"""One file from the Bot API: ``getFile``, then its bytes, never more than a bot may have."""

from __future__ import annotations

from urllib.parse import quote

import aiohttp
from telegram.error import BadRequest, RetryAfter, TelegramError
from yarl import URL

from bot.api import Api, says, seconds_to_wait, trouble
from bot.transport import SECONDS_IDLE, SECONDS_TO_ANSWER, SECONDS_TO_CONNECT, NotSent
from storage.attachments import MOST_BYTES


class Refused(Exception):  # noqa: N818 - it says what happened
    """Telegram will never give this file."""


class NotYet(Exception):  # noqa: N818
    """It may be had later. ``seconds``: no sooner than that; ``counts``: something is wrong with this very file, or
    may be; else the Bot API could not be reached, or wants to be left alone.
    """

    def __init__(self, why: str, *, seconds: float = 0.0, counts: bool = True) -> None:
        super().__init__(why)
        self.seconds = seconds
        self.counts = counts


class Downloader:
    """Open it before use; errors never quote the address, which holds the token."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=10, keepalive_timeout=SECONDS_IDLE)
            timeout = aiohttp.ClientTimeout(total=None, sock_connect=SECONDS_TO_CONNECT, sock_read=SECONDS_TO_ANSWER)
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, file_id: str) -> bytes:
        """The file's content. Raises ``Refused`` or ``NotYet``, whose words name no person, file or token."""
        path, size = await self._find(file_id)
        if size is not None and size > MOST_BYTES:
            raise Refused("too_large")
        content = await self._download(path)
        if size is not None and len(content) != size:
            raise NotYet("incomplete")
        return content

    async def _find(self, file_id: str) -> tuple[str, int | None]:
        try:
            answer = await self._api.call("getFile", {"file_id": file_id})
        except RetryAfter as refused:
            raise NotYet("too many requests", seconds=seconds_to_wait(refused), counts=False) from None
        except BadRequest as refused:
            if says(refused, "file is too big"):
                raise Refused("too_large") from None
            # "invalid file_id" and "temporarily unavailable" come in one breath: only time tells them apart.
            raise NotYet(trouble(refused)) from None
        except NotSent as error:
            raise NotYet(trouble(error), counts=False) from None
        except TelegramError as error:
            raise NotYet(trouble(error)) from None
        path = answer.get("file_path") if isinstance(answer, dict) else None
        if not isinstance(path, str) or not path:
            raise NotYet("no file_path")
        size = answer.get("file_size")
        return path, size if isinstance(size, int) else None

    async def _download(self, path: str) -> bytes:
        if self._session is None:
            raise RuntimeError("the downloader was not opened")
        address = URL(f"{self._api.base_file_url}/{quote(path)}", encoded=True)
        content = bytearray()
        try:
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status != 200:
                    raise NotYet(f"status {response.status}")
                async for chunk in response.content.iter_chunked(1 << 16):
                    content += chunk
                    if len(content) > MOST_BYTES:
                        raise Refused("too_large")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotYet("no connection to the Bot API", counts=False) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise NotYet(f"no answer from the Bot API ({type(error).__name__})") from None
        if not content:
            raise NotYet("empty")
        return bytes(content)
