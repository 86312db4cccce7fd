"""What can be set, by the environment or a file `.env`; a wrong setting is one clear line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
# What an S3-compatible store cannot do without; region and prefix may stay as they are.
S3_NEEDS = ("ENDPOINT", "BUCKET", "KEY", "SECRET")


class Settings(BaseSettings):
    """See README, "Settings", for what each of them does."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    sample: bool = True
    institution: str | None = None
    attachments: Path | None = None
    attachments_s3_endpoint: str | None = None
    attachments_s3_bucket: str | None = None
    attachments_s3_key: SecretStr | None = None
    attachments_s3_secret: SecretStr | None = None
    attachments_s3_region: str = "us-east-1"
    attachments_s3_prefix: str = ""
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    messages_per_second: Annotated[float, Field(gt=0, le=1000)] = 30.0
    chat_messages_per_second: Annotated[float, Field(gt=0, le=100)] = 1.0
    group_messages_per_minute: Annotated[float, Field(gt=0, le=1000)] = 20.0
    approval_above: Annotated[int, Field(ge=0)] = 500
    log_level: str = "info"
    log_format: str = "auto"

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None:
            number, _, secret = token.get_secret_value().partition(":")
            if not (number.isdigit() and len(secret) >= 3 and not any(c.isspace() or c == "/" for c in secret)):
                raise ValueError("is not a bot token: BotFather gives one that looks like 123456:ABC-DEF")
        return token

    @field_validator("telegram_api_url", "webhook_url", "attachments_s3_endpoint")
    @classmethod
    def _is_a_web_address(cls, url: str | None) -> str | None:
        if url is not None:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("is not a web address: it begins with https:// (or http:// on this machine)")
        return url.rstrip("/") if url else url

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        # https://core.telegram.org/bots/api#setwebhook, secret_token
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("has 1 to 256 letters (A-Z, a-z), digits, _ and - only")
        return secret

    @field_validator("attachments_s3_bucket")
    @classmethod
    def _is_a_bucket(cls, bucket: str | None) -> str | None:
        if bucket is not None and not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
            raise ValueError("is not the name of a bucket: 3 to 63 small letters, digits, points and hyphens")
        return bucket

    @field_validator("attachments_s3_region")
    @classmethod
    def _is_a_region(cls, region: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9-]{1,63}", region):
            raise ValueError("is not the name of a region, such as us-east-1: letters, digits and hyphens")
        return region

    @field_validator("attachments_s3_prefix")
    @classmethod
    def _is_a_prefix(cls, prefix: str) -> str:
        plain = prefix.strip("/")
        if len(plain) > 200 or not re.fullmatch(r"([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?", plain):
            raise ValueError("is not a folder of a bucket: letters, digits, _, -, points, and / between folders")
        return f"{plain}/" if plain else ""

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, level: str) -> str:
        if level.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("is one of debug, info, warning, error")
        return level.lower()

    @field_validator("log_format")
    @classmethod
    def _is_a_format(cls, form: str) -> str:
        if form.lower() not in ("auto", "json", "console"):
            raise ValueError("is one of auto, json, console")
        return form.lower()

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Settings:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET, so that nobody else can deliver updates")
        return self

    @model_validator(mode="after")
    def _object_store_is_whole(self) -> Settings:
        needed = {f"ATTACHMENTS_S3_{name}": getattr(self, f"attachments_s3_{name.lower()}") for name in S3_NEEDS}
        missing = [name for name, value in needed.items() if not value]
        if not missing and self.attachments is not None:
            raise ValueError("ATTACHMENTS and ATTACHMENTS_S3_ENDPOINT exclude each other: files are kept in one place")
        if missing and len(missing) < len(needed):
            raise ValueError(f"an S3 store needs {', '.join(missing)} too (or none of {', '.join(needed)})")
        return self

    @property
    def in_object_store(self) -> bool:
        """Attachments are kept in an S3-compatible store, in place of a folder."""
        return self.attachments_s3_endpoint is not None

    @property
    def attachments_folder(self) -> Path:
        """Where photos, recordings and files that people answer with are kept."""
        return self.attachments or self.data / "attachments"

    @property
    def exports(self) -> Path:
        """Where files of exports lie until they are delivered."""
        return self.data / "exports"

    @property
    def analyses(self) -> Path:
        """Where reports of analyses lie while they are kept."""
        return self.data / "analyses"

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.data / "pendamping.sqlite3"

    @property
    def on_playground(self) -> bool:
        """Without a token the bot runs against the playground."""
        return self.bot_token is None


# pydantic's kinds of errors, in the words of somebody who writes a settings file.
_WORDS = {
    "int_parsing": "is a whole number",
    "float_parsing": "is a number",
    "bool_parsing": "is 1 or 0",
}


class WrongSettings(Exception):  # noqa: N818 - it names what is wrong, for a person to read
    """One line for each wrong setting, with its name and what it should be."""


def read_settings(**given: object) -> Settings:
    """The settings of this environment, with `given` ones before them; raises `WrongSettings`."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            name = ".".join(str(p) for p in problem["loc"]).upper()
            message = _WORDS.get(problem["type"]) or problem["msg"].removeprefix("Value error, ")
            lines.append(f"setting {name} {message}" if name else message)
        raise WrongSettings("\n".join(lines)) from None
    except UnicodeDecodeError:
        raise WrongSettings("the file .env is not UTF-8 text: save it again as UTF-8") from None
