"""The playground put together: a Bot API server, the people, the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.playground.acting import Acting
from bot.playground.call import Stage
from bot.playground.downloading import Downloads
from bot.playground.endpoint import Endpoint
from bot.playground.faults import Faults
from bot.playground.files import FileShelf
from bot.playground.keeper import Keeper
from bot.playground.limits import Limits
from bot.playground.page import Page
from bot.playground.profile import Profile
from bot.playground.rate import RateMeter
from bot.playground.record import Account, Record
from bot.playground.sim import Sim
from bot.playground.sim_person import PersonSim
from bot.playground.sim_request import guarded
from bot.playground.updates import UpdateQueue
from bot.playground.webhook import Courier, Webhook
from bot.playground.world import FIRST_CROWD_ID, SimPerson, World

_SHUTDOWN_SECONDS = 0.5
_ANY_ADDRESS = ("", "0.0.0.0", "::")


@dataclass
class _Running:
    keeper: Keeper
    stage: Stage
    page: Page
    runner: web.AppRunner


class Playground:
    """A strict Bot API on this machine, with people to play.

    `clock` dates messages and lets taps and updates grow old; `monotonic` (seconds) measures the rates. With `folder`
    everything comes back after a restart, after `kill -9` too; without it everything is in memory. `faults` may be
    changed, or replaced, at any time.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        token: str,
        people: Sequence[SimPerson] = (),
        limits: Limits | None = None,
        folder: Path | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._token = token
        self._people = tuple(people)
        self._limits = limits if limits is not None else Limits()
        self._folder = folder
        self._monotonic = monotonic
        self._running: _Running | None = None
        self._record = Record(monotonic)
        self.faults = Faults()
        self.host = "127.0.0.1"
        self.port = 0

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    @property
    def api_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def pending(self) -> int:
        """Updates that the bot has not confirmed yet."""
        return len(self._running.stage.queue) if self._running else 0

    @property
    def changes(self) -> int:
        """Grows with every change to what people see: who waits for something need not look before it has."""
        return self._running.stage.world.changes if self._running else 0

    def link(self) -> str:
        """The page to open in a browser."""
        return f"{self.url}/"

    def record(self, contains: str = "", since: float | None = None) -> Account:
        """What the bot did by the playground's own account, from its creation on, whether the bot lives or not.

        `contains` counts only messages and edits with this in their text or caption, `since` (seconds on the
        `monotonic` clock) only those from then on.
        """
        return self._record.account(contains, since)

    def add_crowd(
        self,
        count: int,
        first_id: int = FIRST_CROWD_ID,
        *,
        started: bool = True,
        first_name: str = "Sari",
        role: str = "companion",
    ) -> None:
        """Add `count` people at once, all of one name, with user ids from `first_id` on (which are their keys too).

        `started`: they have written to the bot before. Raises RuntimeError when the playground does not run,
        ValueError when somebody has one of the ids.
        """
        if self._running is None:
            raise RuntimeError("a crowd can be added when the playground runs")
        self._running.stage.world.add_crowd(count, first_id, started=started, first_name=first_name, role=role)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Load what was kept and answer at `host`:`port` (0: any free port).

        Raises OSError when the port is taken, RuntimeError when it runs already.
        """
        if self._running is not None:
            raise RuntimeError("the playground runs already")
        keeper = Keeper(self._folder)
        world = World(keeper, self._clock, self._limits, self._token, self._monotonic)
        for person in self._people:
            world.add_person(person)
        queue = UpdateQueue(keeper, self._clock, self._limits.update_lifetime)
        shelf = FileShelf(keeper, self._limits)
        courier = Courier(queue, self._limits, self._clock)
        stage = Stage(world, shelf, queue, courier, self._limits)
        profile = Profile(stage)
        meter = RateMeter(self._limits, self._monotonic)
        endpoint = Endpoint(stage, profile, meter, self._record, lambda: self.faults, self._token)
        downloads = Downloads(stage, lambda: self.faults, self._token, endpoint.note)
        acting = Acting(world, shelf, queue, lambda: self.faults)
        sim = Sim(stage, acting, endpoint, self._record)
        page = Page(stage, profile)
        app = web.Application(client_max_size=2 * self._limits.upload_bytes)
        app.router.add_route("*", "/bot{token}/{method}", endpoint.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", downloads.handle)
        app.add_routes(guarded(sim.routes() + page.routes() + PersonSim(stage, acting).routes()))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            await keeper.stop()
            raise
        self.host = "127.0.0.1" if host in _ANY_ADDRESS else host
        self.port = runner.addresses[0][1]
        keeper.start()
        self._running = _Running(keeper, stage, page, runner)
        for _, kept in keeper.records("webhook"):
            await courier.start(Webhook(*kept))

    async def stop(self) -> None:
        """Answer no more; keep what is to be kept."""
        running, self._running = self._running, None
        if running is None:
            return
        running.stage.queue.stop_polling()
        running.page.close()
        await running.stage.courier.stop()
        await running.runner.cleanup()
        running.stage.world.close()
        running.stage.queue.close()
        running.stage.shelf.close()
        await running.keeper.stop()
