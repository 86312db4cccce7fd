"""`pendamping run` and `pendamping playground`: until Ctrl-C or a polite end."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import gc
import signal
from collections.abc import Awaitable, Iterator
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.api import is_official
from bot.attachments.opening import store_of
from bot.clock import Clock, SystemClock
from bot.logs import log
from bot.playground import Playground, SimPerson
from bot.program import Program
from bot.settings import Settings

_log = log("run")

# Made up: the playground knows no other. It opens nothing anywhere else.
PLAYGROUND_TOKEN = "1:PLAYGROUND"

# The three people of the playground; plainly invented, as are their account numbers.
COMPANION = SimPerson(key="ibu_sari", user_id=700_000_001, first_name="Sari", role="companion")
COORDINATOR = SimPerson(key="pak_hendra", user_id=700_000_002, first_name="Hendra", role="coordinator")
ADMIN = SimPerson(key="ibu_dewi", user_id=700_000_003, first_name="Dewi", role="admin")
PEOPLE = (COMPANION, COORDINATOR, ADMIN)


class CannotStart(Exception):  # noqa: N818 - one line for a person
    """Why the program cannot start, and what to do."""


def say(line: str = "") -> None:
    """For the person at the terminal (logs go to standard error)."""
    print(line, flush=True)


async def until_told(work: Awaitable[None]) -> None:
    """Run until the work ends or somebody stops the program."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def run(settings: Settings) -> None:
    """The bot: on the playground in this process, or on Telegram. Raises `CannotStart`."""
    with alone_in(settings.data):
        try:
            await asyncio.to_thread(lambda: store_of(settings).check())
        except OSError as error:
            raise CannotStart(str(error)) from None
        if settings.on_playground:
            await _on_playground(settings)
        else:
            await _on_telegram(settings)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the data folder: two bots on one would answer twice. The system lets go of it however this one ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(f"another bot is running on {folder}: stop it first, or set another DATA") from None
        yield


async def _on_telegram(settings: Settings) -> None:
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    program = Program(settings, token)
    await program.open()
    try:
        await program.start()
    except OSError as error:
        await program.stop()
        raise port_taken(settings, error) from None
    except InvalidToken:
        await program.stop()
        raise CannotStart("Telegram does not know this BOT_TOKEN: copy it again from BotFather") from None
    except TelegramError as error:
        await program.stop()
        where = "Telegram" if is_official(settings) else settings.telegram_api_url
        raise CannotStart(f"{where} cannot be reached ({error.message}): check the network, then start again") from None
    if is_official(settings):
        say(f"The bot is running: https://t.me/{program.api.username}")
    else:
        say(f"The bot is running against {settings.telegram_api_url}")
    say("Stop it with Ctrl-C.")
    await _work(program)


async def _on_playground(settings: Settings) -> None:
    clock = SystemClock()
    playground = await open_playground(settings, clock)
    try:
        here = settings.model_copy(update={"telegram_api_url": playground.url})
        program = Program(here, PLAYGROUND_TOKEN, clock=clock)
        await program.open()
        if settings.sample:
            from bot.sample import lay_out
            from bot.sample_people import COMPANIONS, FIRST_TELEGRAM_ID

            await lay_out(program, PEOPLE, program.attachments.store.put, routine=True)
            # So that announcements and reminders reach the sample's companions too.
            with contextlib.suppress(ValueError):  # they are there since an earlier start
                playground.add_crowd(len(COMPANIONS), FIRST_TELEGRAM_ID)
        await program.start()
        say(f"Sahabat Pendamping is running on the playground: {playground.link()}")
        if not settings.sample:
            say("The database is empty; `pendamping admin invite` makes the first admin.")
        say("Stop it with Ctrl-C.")
        await _work(program)
    finally:
        await playground.stop()


async def _work(program: Program) -> None:
    # What is there by now stays: looking through all of it for garbage took 7 % of the time, in long pauses.
    gc.freeze()
    try:
        await until_told(program.run())
    finally:
        await program.stop()


async def open_playground(settings: Settings, clock: Clock) -> Playground:
    """Start the playground on the port of the settings, with its chats in the data folder."""
    settings.data.mkdir(parents=True, exist_ok=True)
    playground = Playground(clock=clock, token=PLAYGROUND_TOKEN, people=PEOPLE, folder=settings.data / "playground")
    try:
        await playground.start(settings.host, settings.port)
    except OSError as error:
        raise port_taken(settings, error) from None
    return playground


def port_taken(settings: Settings, error: OSError) -> CannotStart:
    """The address of the settings cannot be listened on."""
    return CannotStart(
        f"port {settings.port} of {settings.host} cannot be used ({error.strerror}): "
        "choose another, for example `make run PORT=8081`, and leave HOST at 127.0.0.1 unless you know why not"
    )


async def run_playground(settings: Settings) -> None:
    """Only the playground; a bot joins it with the printed settings."""
    with alone_in(settings.data / "playground"):
        await _run_playground(settings)


async def _run_playground(settings: Settings) -> None:
    playground = await open_playground(settings, SystemClock())
    say(f"The playground is running: {playground.link()}")
    say(f"A bot joins it with BOT_TOKEN={PLAYGROUND_TOKEN} TELEGRAM_API_URL={playground.url}")
    say("Stop it with Ctrl-C.")
    try:
        await until_told(asyncio.Event().wait())  # type: ignore[arg-type]
    finally:
        await playground.stop()
