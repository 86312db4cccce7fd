"""What a form of six questions should hold after any sequence of taps and words: a dict and a place, nothing more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from zlib import crc32

# Short, and with every kind of question that the built-in forms ask; the second is asked only after a 4.
FORM = """
| survey |
| | type | name | label | required | relevant | constraint | dimension |
| | select_one skala | q1 | Satu | | | | pengetahuan |
| | text | q2 | Dua | | ${q1} = '4' | | |
| | integer | q3 | Tiga | | | . >= 0 and . <= 30 | |
| | select_multiple bidang | q4 | Empat | | | | |
| | select_one skala | q5 | Lima | yes | | | keterampilan |
| | select_one skala | q6 | Enam | | | | sikap |

| choices |
| | list_name | name | label | score |
| | skala | 1 | Kurang sekali | 1 |
| | skala | 2 | Kurang | 2 |
| | skala | 3 | Baik | 3 |
| | skala | 4 | Baik sekali | 4 |
| | bidang | a | Anak | |
| | bidang | b | Lansia | |
| | bidang | c | Bencana | |

| settings |
| | form_id | version | form_title |
| | kompetensi | model | Model |
"""
KINDS = {"q1": "one", "q2": "text", "q3": "number", "q4": "many", "q5": "one", "q6": "one"}
NAMES = list(KINDS)
SCALE = {"Kurang sekali": "1", "Kurang": "2", "Baik": "3", "Baik sekali": "4"}
FIELDS = {"Anak": "a", "Lansia": "b", "Bencana": "c"}
# What is typed, and the number that it means (None: not one from 0 to 30).
WORDS: dict[str, str | None] = {
    "12": "12",
    " 7 ": "7",
    "Rp 30": "30",
    "2,0": "2",
    "31": None,
    "1.500": None,
    "2,5": None,
    "tiga": None,
    "Baik sekali": None,
    "kurang": None,
    "Lansia": None,
    "bencana": None,
    "🙂🙂🙂": None,
    "a <b>& c": None,
    "1234567890123456": None,
}

_CANCEL = re.compile(r"cancel:(?P<verb>\w+):(?P<draft>\d+)")
_TAP = re.compile(r"f:(?P<draft>\d+):(?P<step>\d+):(?P<verb>\w)(?P<argument>\d*)(?:\.(?P<index>\d+))?")


@dataclass
class Model:
    """`draft` is None when none is open; `open` says whether words go into it."""

    draft: int | None = None
    step: int = 0
    at: int = 0
    returning: bool = False
    open: bool = False
    begun: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    sent: list[dict[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The question that is asked; None at the summary."""
        return NAMES[self.at] if self.at < len(NAMES) else None

    def asked(self, index: int) -> bool:
        return NAMES[index] != "q2" or self.answers.get("q1") == "4"

    def tap(self, data: str) -> None:
        """A button is tapped."""
        if data == "go:questionnaire":
            self.begun = self.begun or self.draft is None
            self.open = True
        elif found := _CANCEL.fullmatch(data):
            if self.open and int(found["draft"]) == self.draft:
                self._cancel(found["verb"])
        elif (found := _TAP.fullmatch(data)) and int(found["draft"]) == self.draft:
            # A button from long ago does not take up again a draft that was left.
            self.open = self.open or self._is_live(found)
            if found["verb"] in "iom":
                self._tick(found["verb"], int(found["argument"]), int(found["index"] or 0))
            elif int(found["step"]) == self.step:
                self._act(found["verb"], int(found["argument"] or 0))

    def _is_live(self, found: re.Match[str]) -> bool:
        if found["verb"] in "iom":
            return self.name is not None and crc32(self.name.encode()) == int(found["argument"])
        return int(found["step"]) == self.step

    def cancel(self) -> None:
        """`/batal` is written: also a draft that was left is asked about."""
        self.open = self.draft is not None

    def _cancel(self, verb: str) -> None:
        if verb == "drop":
            self._forget()
        elif verb == "keep":
            self.open = False

    def _act(self, verb: str, argument: int) -> None:
        name = self.name
        if verb == "x":
            self.open = False
        elif verb == "b":
            self._back()
        elif verb == "r":
            self._to(len(NAMES), returning=False)
        elif verb == "j":
            self._to([i for i in range(len(NAMES)) if self.asked(i)][argument], returning=True)
        elif verb == "e":
            missing = [i for i in range(len(NAMES)) if self.asked(i) and NAMES[i] not in self.answers]
            self._to(missing[0], returning=True)
        elif verb == "k":
            self._send()
        elif verb == "a" and name is not None:
            self._answer(name, list(SCALE.values())[argument])
        elif verb == "s" and name is not None:
            self.answers.pop(name, None)
            self._forward()
        elif verb == "d":
            self._forward()

    def _tick(self, verb: str, question: int, index: int) -> None:
        """A tick says its question and whether it goes on or off: it holds as long as that question is asked."""
        name = self.name
        if name is None or crc32(name.encode()) != question:
            return
        choice = list(FIELDS.values())[index]
        if verb == "m":
            self._forward()
        elif (choice in self.answers.get(name, "").split()) != (verb == "i"):
            self._toggle(name, choice)

    def say(self, words: str) -> None:
        """Words are written."""
        name = self.name
        if not self.open or name is None or words == "1234567890123456":
            return
        typed = words.strip()
        kind = KINDS[name]
        if kind == "text":
            self._answer(name, typed)
        elif kind == "number" and WORDS[words] is not None:
            self._answer(name, str(WORDS[words]))
        elif kind == "one" and typed.capitalize() in SCALE:
            self._answer(name, SCALE[typed.capitalize()])
        elif kind == "many" and typed.capitalize() in FIELDS:
            self._toggle(name, FIELDS[typed.capitalize()])

    def start(self) -> None:
        """`/start` is written."""
        self.open = False

    def _answer(self, name: str, value: str) -> None:
        self.answers[name] = value
        self._forward()

    def _toggle(self, name: str, choice: str) -> None:
        chosen = set(self.answers.pop(name, "").split()) ^ {choice}
        if chosen:
            self.answers[name] = " ".join(sorted(chosen))
        self.step += 1

    def _forward(self) -> None:
        if self.returning:
            self._to(len(NAMES), returning=False)
        else:
            ahead = [i for i in range(self.at + 1, len(NAMES)) if self.asked(i)]
            self._to(ahead[0] if ahead else len(NAMES), returning=False)

    def _back(self) -> None:
        behind = [i for i in range(self.at) if self.asked(i)]
        if self.returning:
            self._to(len(NAMES), returning=False)
        elif behind:
            self._to(behind[-1], returning=False)

    def _to(self, at: int, *, returning: bool) -> None:
        self.at, self.returning = at, returning
        self.step += 1

    def _send(self) -> None:
        if "q5" in self.answers:
            self.sent.append({n: v for i, n in enumerate(NAMES) if (v := self.answers.get(n)) and self.asked(i)})
            self._forget()

    def _forget(self) -> None:
        self.draft, self.step, self.at, self.returning, self.open, self.begun = None, 0, 0, False, False, False
        self.answers = {}
