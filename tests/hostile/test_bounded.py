"""The process in which uploads are checked: it ends in time, within its memory, and reaches for nothing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.form_tools import bounded
from bot.form_tools.bounded import FILES_BYTES, check_file, check_upload
from forms.errors import FormError
from forms.source import convert
from tests.hostile.makers import good, markdown, xform

ROOT = Path(__file__).parents[2]

# what a child would do if somebody found a way to tell it to
TRIES = {
    "reads the machine": "open('/etc/passwd')",
    "reads the data": f"open({str(ROOT / 'pyproject.toml')!r})",
    "writes": "open('/tmp/left-behind', 'w')",
    "writes in its own home": f"open({str(ROOT / 'forms' / 'left_behind.py')!r}, 'w')",
    "opens by number": "import os; os.open('/etc/passwd', os.O_RDONLY)",
    "calls home": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "asks for a name": "import socket; socket.getaddrinfo('example.org', 80)",
    "starts a shell": "import os; os.system('true')",
    "starts a program": "import subprocess; subprocess.run(['true'])",
    "doubles itself": "import os; os.fork()",
    "removes": "import os; os.remove('/tmp/nothing-of-this-name')",
}


async def codes(name: str, data: bytes, **more: object) -> list[str]:
    with pytest.raises(FormError) as raised:
        await check_upload(name, data, **more)  # type: ignore[arg-type]
    assert all(found.message and found.remedy for found in raised.value.problems)
    return [found.code for found in raised.value.problems]


async def test_a_good_form_comes_back_as_it_would_here() -> None:
    assert await check_upload("uji.xlsx", good()) == convert(good(), name="uji")


async def test_an_xform_comes_back_too() -> None:
    assert (await check_upload("uji.xml", xform().encode())).xform == xform()


async def test_every_problem_comes_back_with_its_place() -> None:
    text = markdown("text | a | A | nothing() ", "text | b | B | ${a} >", columns="type | name | label | relevant")
    with pytest.raises(FormError) as raised:
        await check_upload("uji.md", text.encode())
    assert [(found.code, found.row, found.column) for found in raised.value.problems] == [
        ("function_not_supported", 2, "relevant"),
        ("expression_malformed", 3, "relevant"),
    ]


async def test_a_file_that_is_missing_is_named_so_that_it_can_be_asked_for() -> None:
    text = markdown("select_one_from_file kota.csv | a | A").encode()
    with pytest.raises(FormError) as raised:
        await check_upload("uji.md", text)
    assert [(found.code, found.details["file"]) for found in raised.value.problems] == [("file_missing", "kota.csv")]
    assert (await check_upload("uji.md", text, {"kota.csv": b"name,label\n1,Bandung\n"})).rows == {"a": 2}


def test_what_lies_beside_a_form_is_read_when_it_is_needed() -> None:
    text = markdown("select_one_from_file kota.csv | a | A", settings=False).encode()
    assert check_file("uji.md", text, {"kota.csv": b"name,label\n1,Bandung\n"}).rows == {"a": 2}
    with pytest.raises(FormError):
        check_file("uji.md", text, {})


async def test_too_much_is_not_even_handed_over() -> None:
    assert await codes("uji.md", b"| x " * 2_000_000) == ["file_too_large"]
    assert await codes("uji.md", good(), files={"a.csv": bytes(FILES_BYTES + 1)}) == ["file_too_large"]


async def test_what_takes_too_long_is_ended() -> None:
    """No form takes longer than its bounds allow; one is given no time at all."""
    assert await codes("uji.md", good(), seconds=0.01) == ["takes_too_long"]


async def test_what_needs_too_much_memory_is_ended() -> None:
    """Within what Python itself takes up, there is no room for any form."""
    rows = [f"text | q{number} | Question {number}" for number in range(2_000)]
    assert await codes("uji.md", markdown(*rows).encode(), memory=64 * 1024 * 1024) == ["needs_too_much"]


async def test_an_end_without_a_word_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "raise SystemExit(3)", "print('}')"):
        monkeypatch.setattr(bounded, "_COMMAND", (sys.executable, "-c", program))
        assert await codes("uji.md", good()) == ["needs_too_much"]


async def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "ANSWER_BYTES", 1_000_000)
    endless = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    monkeypatch.setattr(bounded, "_COMMAND", (sys.executable, "-c", endless))
    assert await codes("uji.md", good(), seconds=5) in (["needs_too_much"], ["takes_too_long"])


async def test_nobody_is_left_behind_when_nobody_waits_any_longer() -> None:
    waiting = asyncio.create_task(check_upload("uji.xlsx", good()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.parametrize("attempt", list(TRIES.values()), ids=list(TRIES))
def test_the_doors_are_closed(attempt: str) -> None:
    program = f"from bot.form_tools.child import close_doors, _import_all\n_import_all()\nclose_doors()\n{attempt}"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "PermissionError" in ended.stderr
    assert "here" in ended.stderr


def test_settings_do_not_reach_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    assert not any("secret" in value for value in bounded._environment().values())
