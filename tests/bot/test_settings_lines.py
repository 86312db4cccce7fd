"""Each wrong setting is one clear line; what is read never shows a secret."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import WrongSettings, read_settings
from tests.bot.conftest import Pendamping, environment, one_line

WRONG = [
    ("BOT_TOKEN", "not-a-token", "BotFather"),
    ("BOT_TOKEN", "123456:", "BotFather"),
    ("BOT_TOKEN", "123456:AB/CD", "BotFather"),
    ("TELEGRAM_API_URL", "api.example.org", "web address"),
    ("TELEGRAM_API_URL", "ftp://api.example.org", "web address"),
    ("PORT", "many", "is a whole number"),
    ("PORT", "65536", "65535"),
    ("PORT", "-1", "0"),
    ("SAMPLE", "perhaps", "is 1 or 0"),
    ("MESSAGES_PER_SECOND", "0", "greater than 0"),
    ("MESSAGES_PER_SECOND", "nan", "1000"),
    ("CHAT_MESSAGES_PER_SECOND", "101", "100"),
    ("WEBHOOK_SECRET", "two words", "letters"),
    ("WEBHOOK_SECRET", "x" * 257, "256"),
    ("ATTACHMENTS_S3_ENDPOINT", "objects.example.org", "web address"),
    ("ATTACHMENTS_S3_BUCKET", "Not A Bucket", "small letters"),
    ("ATTACHMENTS_S3_REGION", "somewhere else", "us-east-1"),
    ("ATTACHMENTS_S3_PREFIX", "a//b", "folder"),
    ("LOG_LEVEL", "loud", "debug, info, warning, error"),
    ("LOG_FORMAT", "xml", "auto, json, console"),
]


@pytest.mark.parametrize(("name", "value", "remedy"), WRONG)
def test_a_wrong_setting_is_one_clear_line(pendamping: Pendamping, name: str, value: str, remedy: str) -> None:
    line = one_line(pendamping("run", **{name: value}))
    assert line.startswith(f"setting {name} ")
    assert remedy in line


def test_the_refused_token_is_not_repeated(pendamping: Pendamping) -> None:
    assert "SECRET" not in pendamping("run", BOT_TOKEN="123456:not/SECRET").output


def test_a_webhook_needs_a_secret(pendamping: Pendamping) -> None:
    assert "WEBHOOK_SECRET" in one_line(pendamping("run", WEBHOOK_URL="https://bot.example.org"))


S3 = {
    "ATTACHMENTS_S3_ENDPOINT": "https://objects.example.org",
    "ATTACHMENTS_S3_BUCKET": "lampiran",
    "ATTACHMENTS_S3_KEY": "KEYCONTOH",
    "ATTACHMENTS_S3_SECRET": "SECRETCONTOH",
}


@pytest.mark.parametrize("missing", list(S3))
def test_an_object_store_needs_all_of_its_settings(pendamping: Pendamping, missing: str) -> None:
    said = pendamping("migrate", **{name: value for name, value in S3.items() if name != missing})
    assert f"needs {missing} too" in one_line(said)
    assert "SECRETCONTOH" not in said.output


def test_attachments_are_kept_in_one_place(pendamping: Pendamping) -> None:
    assert "exclude each other" in one_line(pendamping("migrate", **S3, ATTACHMENTS="folder"))
    assert pendamping("migrate", **S3).exit_code == 0


def test_several_wrong_settings_are_as_many_lines(pendamping: Pendamping) -> None:
    said = pendamping("run", PORT="many", LOG_LEVEL="loud")
    assert said.exit_code == 1
    assert sorted(line.split()[2] for line in said.stderr.splitlines()) == ["LOG_LEVEL", "PORT"]


def test_the_file_env_is_read_and_the_environment_comes_first(pendamping: Pendamping) -> None:
    Path(".env").write_text("LOG_LEVEL=loud\nINSTITUTION=Dinas Sosial Ä\n", encoding="utf-8")
    assert "LOG_LEVEL" in one_line(pendamping("migrate"))
    assert pendamping("migrate", LOG_LEVEL="error").exit_code == 0
    assert read_settings(log_level="info").institution == "Dinas Sosial Ä"


def test_a_file_env_of_another_encoding_is_one_line(pendamping: Pendamping) -> None:
    Path(".env").write_bytes("INSTITUTION=Dinas \u00c4\n".encode("utf-16"))
    assert "UTF-8" in one_line(pendamping("run"))


def test_what_is_empty_counts_as_not_set(pendamping: Pendamping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    assert read_settings().on_playground


def test_addresses_lose_their_last_slash() -> None:
    assert read_settings(telegram_api_url="http://127.0.0.1:8081/").telegram_api_url == "http://127.0.0.1:8081"


def test_secrets_do_not_show(pendamping: Pendamping) -> None:
    read = read_settings(bot_token="1:SECRET", webhook_secret="SECRET", webhook_url="https://bot.example.org")
    assert "SECRET" not in repr(read)
    with pytest.raises(WrongSettings) as caught:
        read_settings(bot_token="1:SECRET", log_level="loud")
    assert "SECRET" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_process_of_its_own_says_it_too(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=environment(PORT="many"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("pendamping: setting PORT ")
    assert said.stderr.count("\n") == 1
