"""What a companion wishes of mentoring: the form `kesediaan_mentor`, kept when it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from handlers import filling
from handlers.mentoring.dispatch import OWN, act
from handlers.mentoring.matching import USUAL_CAPACITY
from handlers.mentoring.words import WISH_FORM
from handlers.turn import Turn
from storage import mentoring, submissions
from storage.mentoring import Wish
from storage.submissions import Submission

# The form's codes and what is kept of them; anything else was left to the coordinator.
SAID = {"ya": "yes", "tidak": "no"}


@act("wish")
async def ask(turn: Turn, number: int, more: str) -> None:
    """`men:wish`: the form, gone on with where it is open; who has sent it before changes what they said."""
    if turn.person.role != "companion":
        turn.show()
        return
    connection, form = await turn.work.connection(), turn.shelf.current(WISH_FORM)
    before = await submissions.latest(connection, turn.viewer, turn.person.id, WISH_FORM)
    given = (await submissions.answers(connection, turn.viewer, [before.id]))[before.id] if before else {}
    await filling.begin(turn, WISH_FORM, {name: value for name, value in given.items() if name in form.by_name})


def wish_of(person_id: int, answers: Mapping[str, str], submission: Submission) -> Wish:
    """What the answers say."""
    count = answers.get("jumlah", "").removeprefix("n")
    chosen = answers.get("bahasa", "").split()
    return Wish(
        person_id,
        SAID.get(answers.get("bersedia", ""), ""),
        SAID.get(answers.get("ingin", ""), ""),
        int(count) if count.isdigit() else USUAL_CAPACITY,
        f" {' '.join(chosen)} " if chosen else "",
        answers.get("boleh") == "ya",
        submission.sent_at,
    )


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    await mentoring.put_wish(await turn.work.connection(), wish_of(turn.person.id, answers, submission))
    turn.toast(turn.texts.plain("toast-mentor-wish-kept"))
    turn.go(OWN)


filling.AFTER_SENDING[WISH_FORM] = _sent
