"""The bare bot: PTB with our transport, two calls an answer, nothing stored. What PTB can do at best.

`python -m benchmarks.bots.bare ADDRESS SCREENS`
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, CallbackQueryHandler

from benchmarks.bots.questions import TOKEN, Walk
from bot.transport import AiohttpRequest


def main(address: str, screens: Path) -> None:
    """Run until told to end."""
    walk = Walk(screens)

    async def tapped(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        query = update.callback_query
        if query is None:
            return
        await query.answer()
        number, _choice = walk.answered(query.data or "")
        text, rows = walk.screen(number + 1)
        keyboard = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
        await query.edit_message_text(
            text,
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(keyboard),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{address}/bot")
        .request(AiohttpRequest(connections=100))
        .get_updates_request(AiohttpRequest(connections=2))
        .concurrent_updates(True)
        .build()
    )
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
