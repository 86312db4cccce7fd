"""Methods by which the bot gets its updates."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.call import Call, Stage
from bot.playground.refusal import WEBHOOK_ACTIVE, RefusalError, bad_request
from bot.playground.webhook import Webhook, check_loopback

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_POLL = 50
"""Seconds; not documented, Telegram's servers cut a longer one."""


async def get_updates(stage: Stage, call: Call) -> str:
    """https://core.telegram.org/bots/api#getupdates; the answer is ready JSON."""
    if stage.courier.webhook is not None:
        raise RefusalError(409, WEBHOOK_ACTIVE)
    stage.queue.allow(_kinds(call))
    limit = call.integer("limit")
    limit = stage.limits.updates_per_call if limit is None else max(1, min(limit, stage.limits.updates_per_call))
    timeout = min(call.number("timeout") or 0.0, _LONGEST_POLL)
    found = await stage.queue.poll(call.integer("offset") or 0, limit, timeout)
    return f"[{','.join(found)}]"


async def set_webhook(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setwebhook"""
    url = call.text("url")
    if not url:
        return await delete_webhook(stage, call)
    check_loopback(url)
    secret = call.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    wanted = call.integer("max_connections") or stage.limits.webhook_connections
    stage.queue.allow(_kinds(call))
    if call.flag("drop_pending_updates"):
        stage.queue.clear()
    stage.queue.stop_polling()
    webhook = Webhook(url, secret, max(1, min(wanted, 100)))
    stage.world.keeper.put("webhook", "bot", [webhook.url, webhook.secret_token, webhook.max_connections])
    await stage.courier.start(webhook)
    return True


async def delete_webhook(stage: Stage, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    await stage.courier.stop()
    stage.world.keeper.drop("webhook", "bot")
    if call.flag("drop_pending_updates"):
        stage.queue.clear()
    return True


async def get_webhook_info(stage: Stage, call: Call) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    return stage.courier.info()


def _kinds(call: Call) -> list[str] | None:
    kinds = call.decoded("allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    return [str(kind) for kind in kinds]


METHODS: dict[str, Callable[[Stage, Call], Awaitable[Any]]] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
