"""HTTP for python-telegram-bot by aiohttp: 4 to 6 times as fast as its own httpx (DESIGN.md, Telegram)."""

from __future__ import annotations

import json

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Longer than any answer takes, shorter than a person's patience.
SECONDS_TO_CONNECT = 10.0
SECONDS_TO_ANSWER = 20.0
SECONDS_TO_UPLOAD = 60.0
# Closed by us before the server does it: a request on a connection that is being closed has an unknown fate.
SECONDS_IDLE = 15.0
GATEWAY_TIMEOUT = 504
_JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):  # noqa: N818 - it says what is certain
    """The request certainly did not arrive: there was no connection."""


class AiohttpRequest(BaseRequest):
    """A `BaseRequest` for PTB 22. `TimedOut` means here: the fate of the request is unknown."""

    def __init__(self, connections: int = 100) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return SECONDS_TO_ANSWER

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=SECONDS_IDLE)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Errors never quote the address: it holds the token."""
        if self._session is None:
            raise RuntimeError("the transport was not initialised")
        body: aiohttp.FormData | bytes | None = None
        headers = None
        answer_within = read_timeout if isinstance(read_timeout, float | int) else SECONDS_TO_ANSWER
        if request_data is not None and request_data.contains_files:
            body = _with_files(request_data)
            answer_within = max(answer_within, SECONDS_TO_UPLOAD)
        elif request_data is not None:
            # A form would hold the keyboard as JSON in percent signs: a quarter of the whole call (docs/figures.md).
            body, headers = json.dumps(request_data.parameters).encode(), _JSON
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=SECONDS_TO_CONNECT, sock_read=answer_within),
            ) as response:
                if response.status == GATEWAY_TIMEOUT:
                    # The Bot API may have carried it out: its answer only did not come through.
                    raise TimedOut("the gateway had no answer from the Bot API")
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSent("no connection to the Bot API") from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise TimedOut(f"no answer from the Bot API ({type(error).__name__})") from None


def _with_files(data: RequestData) -> aiohttp.FormData:
    # File names as they are: quoting would show `laporan%20oktober.xlsx` in the chat.
    form = aiohttp.FormData(quote_fields=False)
    for name, text in data.json_parameters.items():
        form.add_field(name, text)
    for name, (file_name, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime)
    return form
