"""A real python-telegram-bot, unchanged, runs against the playground: by polling and by webhook."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.playground import Times
from tests.playground.conftest import SARI, TOKEN, Client
from tests.playground.test_strictness import png

_BOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Setuju", callback_data="yes")]])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert isinstance(update.message, Message)
    await update.message.reply_html("<b>Halo</b>", reply_markup=_BOARD)


async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert isinstance(update.callback_query, CallbackQuery)
    await update.callback_query.answer("Tersimpan")
    await update.callback_query.edit_message_text("Terima kasih")


async def document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert isinstance(update.message, Message)
    assert update.message.document is not None
    content = await (await update.message.document.get_file()).download_as_bytearray()
    await update.message.reply_document(bytes(content).upper(), filename="besar.txt", caption="ini")


def application(api: Client, token: str = TOKEN) -> Application[Any, Any, Any, Any, Any, Any]:
    built = (
        Application.builder()
        .token(token)
        .base_url(api.playground.api_url)
        .base_file_url(api.playground.file_url)
        .build()
    )
    built.add_handler(CommandHandler("start", start))
    built.add_handler(CallbackQueryHandler(tapped))
    built.add_handler(MessageHandler(filters.Document.ALL, document))
    return built


@asynccontextmanager
async def running(api: Client, way: str) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    built = application(api)
    async with built:
        assert built.updater is not None
        if way == "polling":
            await built.updater.start_polling(poll_interval=0, timeout=5)
        else:
            await built.bot.set_webhook("http://127.0.0.1:9/", secret_token="s")
            await built.bot.delete_webhook()
            await _start_webhook(built)
        await built.start()
        yield built
        if built.updater.running:
            await built.updater.stop()
        await built.stop()


async def _start_webhook(built: Application[Any, Any, Any, Any, Any, Any]) -> None:
    # PTB's own web server needs tornado, which this project does not use: a few lines of aiohttp stand in for it.
    from aiohttp import web

    async def hook(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s"
        await built.process_update(Update.de_json(await request.json(), built.bot))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    listening = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listening).start()
    await built.bot.set_webhook(f"http://127.0.0.1:{listening.getsockname()[1]}/hook", secret_token="s")
    built.bot_data["runner"] = runner


async def seen(api: Client, text: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            messages = (await api.chat())["messages"]
            if messages and messages[-1]["text"] == text and messages[-1]["from"] == "bot":
                shown: dict[str, Any] = messages[-1]
                return shown
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_conversation(api: Client, way: str) -> None:
    async with running(api, way) as built:
        await api.sim("sari/message", text="/start")
        assert (await seen(api, "Halo"))["html"] == "<b>Halo</b>"
        await api.sim("sari/tap", button="Setuju")
        assert (await seen(api, "Terima kasih"))["buttons"] == []
        assert (await api.chat())["toasts"][0]["text"] == "Tersimpan"
        await api.sim("sari/message", document={"name": "kecil.txt", "base64": "YWJj"})
        file = (await seen(api, "ini"))["document"]
        assert file["name"] == "besar.txt"
        async with api.session.get(api.playground.url + file["url"]) as answer:
            assert await answer.read() == b"ABC"
        if "runner" in built.bot_data:
            await built.bot_data["runner"].cleanup()


async def test_every_method_the_bot_uses_is_understood(api: Client) -> None:
    await api.begin()
    async with application(api) as built:
        bot = built.bot
        assert bot.username == "sahabat_pendamping_bot"
        await bot.set_my_commands([BotCommand("bantuan", "Cara memakai")], language_code="id")
        assert [one.command for one in await bot.get_my_commands(language_code="id")] == ["bantuan"]
        await bot.delete_my_commands(language_code="id")
        await bot.set_my_description("x")
        await bot.set_my_short_description("x")
        assert (await bot.get_my_description()).description == "x"
        await bot.set_chat_menu_button(SARI)
        assert (await bot.get_chat(SARI)).first_name == "Sari"
        assert (await bot.get_webhook_info()).url == ""
        await bot.send_chat_action(SARI, ChatAction.TYPING)
        photo = await bot.send_photo(SARI, png(), caption="<i>a</i>", parse_mode=ParseMode.HTML, reply_markup=_BOARD)
        await photo.edit_caption("b", reply_markup=_BOARD)
        await photo.edit_media(InputMediaPhoto(png(40, 40), caption="c"), reply_markup=_BOARD)
        await photo.edit_reply_markup(None)
        text = await bot.send_message(SARI, "t")
        edited = await text.edit_media(InputMediaPhoto(png(), caption="d"))
        assert isinstance(edited, Message)
        assert edited.photo
        await bot.send_voice(SARI, b"voice")
        await bot.send_video(SARI, b"video")
        place = await bot.send_location(SARI, latitude=-0.2, longitude=100.6)
        assert place.location is not None
        assert (await place.forward(SARI)).forward_origin is not None
        assert (await photo.copy(SARI)).message_id > place.message_id
        assert await photo.delete()


async def test_ptb_raises_its_own_errors(api: Client) -> None:
    with pytest.raises(InvalidToken):
        await application(api, "123:other").initialize()
    async with application(api) as built:
        with pytest.raises(Forbidden, match="bot can't initiate conversation"):
            await built.bot.send_message(SARI, "x")
        await api.begin()
        said = await built.bot.send_message(SARI, "x")
        with pytest.raises(BadRequest, match="Message is not modified"):
            await said.edit_text("x")
        with pytest.raises(BadRequest, match="Query is too old"):
            await built.bot.answer_callback_query("1")
        api.playground.faults.too_many = Times(1)
        with pytest.raises(RetryAfter):
            await built.bot.send_message(SARI, "x")
