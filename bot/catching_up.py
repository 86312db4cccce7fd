"""What an older version of the program has not worked out yet is worked out at the start, a few people at a time."""

from __future__ import annotations

from handlers import instruments, questionnaire
from handlers.shelf import FormShelf
from storage import results, scores, submissions
from storage.database import Database
from storage.visibility import PROGRAM

AT_ONCE = 200


async def catch_up(database: Database, shelf: FormShelf) -> int:
    """Score questionnaires whose scores are not kept, pack what is not packed; gives their number."""
    return await _scores(database, shelf) + await _results(database, shelf)


async def _results(database: Database, shelf: FormShelf) -> int:
    found = [(form, instruments.instrument_of(form)) for form in shelf.all_versions()]
    scored = {(form.id, form.version): instrument for form, instrument in found if instrument is not None}
    form_ids = {form_id for form_id, _ in scored}
    count = after = 0
    while True:
        async with database.writing() as connection:
            missing = await results.missing(connection, form_ids, after, AT_ONCE)
            answers = await submissions.answers(connection, PROGRAM, [sent.id for sent in missing])
            for sent in missing:
                if (instrument := scored.get((sent.form_id, sent.version))) is not None:
                    await results.keep(connection, sent, instruments.scores_of(instrument, answers[sent.id]))
                    count += 1
        if len(missing) < AT_ONCE:
            return count
        after = missing[-1].id


async def _scores(database: Database, shelf: FormShelf) -> int:
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
