"""Methods about the bot itself: who it is, its commands, descriptions and menu button."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from bot.playground.call import Call, Stage
from bot.playground.entities import utf16_length
from bot.playground.refusal import bad_request
from bot.playground.world import Body, Chat

_COMMAND = re.compile(r"[a-z0-9_]+")
_DEFAULT_SCOPE: Body = {"type": "default"}


class Profile:
    """What the bot has told Telegram about itself; remembered over a restart."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._stored: dict[str, Any] = dict(stage.world.keeper.records("profile"))
        self.methods: dict[str, Callable[[Stage, Call], Any]] = {
            "getMe": self._get_me,
            "setMyCommands": self._set_commands,
            "getMyCommands": self._get_commands,
            "deleteMyCommands": self._delete_commands,
            "setChatMenuButton": self._set_menu_button,
            "getChatMenuButton": self._get_menu_button,
        }
        limits = stage.limits
        for name, field, longest in (
            ("MyName", "name", 64),
            ("MyDescription", "description", limits.description_length),
            ("MyShortDescription", "short_description", limits.short_description_length),
        ):
            self.methods[f"set{name}"] = self._text_setter(field, longest)
            self.methods[f"get{name}"] = self._text_getter(field)

    def commands_for(self, chat: Chat) -> list[Body]:
        """The commands a person sees, by https://core.telegram.org/bots/api#determining-list-of-commands."""
        language = chat.person.language_code
        for scope in (
            {"type": "chat", "chat_id": chat.chat_id},
            {"type": "all_private_chats"},
            _DEFAULT_SCOPE,
        ):
            for wanted in (language, ""):
                found = self._stored.get(_commands_key(scope, wanted))
                if found:
                    return list(found)
        return []

    def about(self, chat: Chat) -> str:
        """The description shown in a chat that has not begun."""
        language = chat.person.language_code
        return str(self._stored.get(f"description {language}") or self._stored.get("description ") or "")

    def _keep(self, key: str, value: Any) -> None:
        if value:
            self._stored[key] = value
        else:
            self._stored.pop(key, None)
        self._stage.world.keeper.put("profile", key, value or None)
        for chat in self._stage.world.chats.values():
            chat.tell("chat", None)

    def _get_me(self, stage: Stage, call: Call) -> Body:
        return {
            **stage.world.me,
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def _set_commands(self, stage: Stage, call: Call) -> bool:
        commands = call.objects("commands")
        if len(commands) > stage.limits.commands:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        cleaned = []
        for command in commands:
            name = str(command.get("command", "")).removeprefix("/")
            description = str(command.get("description", ""))
            if not _COMMAND.fullmatch(name) or len(name) > stage.limits.command_length:
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16_length(description) <= stage.limits.command_description_length:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
            cleaned.append({"command": name, "description": description})
        self._keep(self._key(call), cleaned)
        return True

    def _get_commands(self, stage: Stage, call: Call) -> list[Body]:
        return list(self._stored.get(self._key(call), []))

    def _delete_commands(self, stage: Stage, call: Call) -> bool:
        self._keep(self._key(call), None)
        return True

    @staticmethod
    def _key(call: Call) -> str:
        scope = call.decoded("scope") or _DEFAULT_SCOPE
        if not isinstance(scope, dict):
            raise bad_request("can't parse BotCommandScope")
        return _commands_key(scope, call.text("language_code"))

    def _set_menu_button(self, stage: Stage, call: Call) -> bool:
        self._keep(f"menu {call.integer('chat_id') or ''}", call.decoded("menu_button") or {"type": "default"})
        return True

    def _get_menu_button(self, stage: Stage, call: Call) -> Body:
        own = self._stored.get(f"menu {call.integer('chat_id') or ''}")
        button: Body = own or self._stored.get("menu ") or {"type": "commands"}
        return button

    def _text_setter(self, field: str, longest: int) -> Callable[[Stage, Call], bool]:
        def setter(stage: Stage, call: Call) -> bool:
            if utf16_length(call.text(field)) > longest:
                raise bad_request(f"{field.replace('_', ' ')} is too long")
            self._keep(f"{field} {call.text('language_code')}", call.text(field))
            return True

        return setter

    def _text_getter(self, field: str) -> Callable[[Stage, Call], Body]:
        def getter(stage: Stage, call: Call) -> Body:
            own = self._stored.get(f"{field} {call.text('language_code')}")
            return {field: own or self._stored.get(f"{field} ") or ""}

        return getter


def _commands_key(scope: Body, language: str) -> str:
    return f"commands {json.dumps(scope, sort_keys=True)} {language}"
