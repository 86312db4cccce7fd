"""What an older version of the program has not worked out yet is worked out at the start, a few people at a time."""

from __future__ import annotations

from handlers import questionnaire
from handlers.shelf import FormShelf
from storage import scores, submissions
from storage.database import Database
from storage.visibility import PROGRAM

AT_ONCE = 200


async def catch_up(database: Database, shelf: FormShelf) -> int:
    """Score the latest questionnaires whose scores are not kept; gives their number."""
    count = 0
    while True:
        async with database.writing() as connection:
            missing = await scores.missing(connection, questionnaire.FORM, AT_ONCE)
            answers = await submissions.answers(connection, PROGRAM, [sent.id for sent in missing])
            for sent in missing:
                form = shelf.version(sent.form_id, sent.version)
                await questionnaire.keep_scores(connection, form, sent, answers[sent.id])
        count += len(missing)
        if len(missing) < AT_ONCE:
            return count
