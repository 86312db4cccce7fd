"""What came of an upload: its problems, the files that it still needs, or the preview from which it is published."""

from __future__ import annotations

from html import escape
from zlib import crc32

import forms
from handlers.announcing.words import audience_words
from handlers.letters import Slip, letter
from handlers.places import place
from handlers.publishing import targets
from handlers.publishing.dispatch import LIST, ONE, UPLOAD, act, button_to, go
from handlers.publishing.problems import problem_parts
from handlers.publishing.words import rhythm_words, terms_lines, terms_rows
from handlers.screens import Document, Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from locales import Texts
from storage import audience, form_versions, publications, uploads
from storage.publications import PUBLISHED, Publication
from storage.uploads import Upload

# The letter that says that an upload was checked, for who has gone elsewhere meanwhile.
CHECKED = "form-checked"
LETTER_PREFIX = "l:pub"
# What a phone shows at once; the rest goes into a file.
PROBLEMS_SHOWN = 8
MOST_LETTERS = 3000
MOST_NAMES = 12
# What pyxform calls the language of texts that are in none.
UNNAMED = "default"


@place(UPLOAD)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, section = argument.partition(":")
    upload = await targets.own_upload(turn, whole_number(first)) if turn.person.role == "admin" else None
    if upload is None:
        return None
    t = turn.texts
    back = [go(t.plain("button-pub-list"), LIST)]
    match upload.state:
        case "wanted":
            return Screen(t("pub-checking", name=upload.file_name), as_rows([back]))
        case "failed":
            again = [
                button_to(t.plain("button-pub-again"), "again", str(upload.id)),
                button_to(t.plain("button-pub-drop"), "drop", str(upload.id)),
            ]
            return Screen(t("pub-not-fetched", name=upload.file_name), as_rows([again, back]))
        case "faulty":
            return _problems_screen(turn, upload)
        case "lacking":
            names = "\n".join(f"• {name}" for name in (upload.missing or ())[:MOST_NAMES])
            drop = [button_to(t.plain("button-pub-drop"), "drop", str(upload.id))]
            return Screen(t("pub-lacking", name=upload.file_name, names=names), as_rows([drop, back]))
        case "ready":
            form = turn.shelf.trial(upload.trial)
            if form is None:
                return Screen(t("pub-checking", name=upload.file_name), as_rows([back]))
            return await (_sure_screen if section == "sure" else _preview_screen)(turn, upload, form)
    return None


def _problems_screen(turn: Turn, upload: Upload) -> Screen:
    t, found = turn.texts, upload.problems or []
    lines = [t("pub-faulty", name=upload.file_name, count=len(found))]
    shown = 0
    for problem in found[:PROBLEMS_SHOWN]:
        where, said = (escape(part, quote=False) for part in problem_parts(t, problem))
        line = f"\n<b>{where}</b>\n{said}" if where else f"\n{said}"
        if sum(map(len, lines)) + len(line) > MOST_LETTERS:
            break
        lines.append(line)
        shown += 1
    if shown < len(found):
        lines.append(t("pub-more-problems", count=len(found) - shown))
    lines += ["", t("pub-mend-and-send")]
    rows = []
    if shown < len(found):
        rows.append([button_to(t.plain("button-pub-all-problems"), "problems", str(upload.id))])
    drop = button_to(t.plain("button-pub-drop"), "drop", str(upload.id))
    rows.append([drop, go(t.plain("button-pub-list"), LIST)])
    return Screen("\n".join(lines), as_rows(rows))


async def _assumed_lines(turn: Turn, upload: Upload) -> list[str]:
    """What the file does not say of itself, and was chosen for it."""
    text = await uploads.converted(await turn.work.connection(), upload.id)
    names = forms.Converted.loads(text).assumed if text is not None else ()
    return [turn.texts("pub-line-assumed", names=", ".join(names))] if names else []


def _languages(t: Texts, form: forms.Form) -> str:
    """Their names; texts without a language have none ("default" in an XForm)."""
    if len(form.languages) < 2 and not set(form.languages) - {UNNAMED}:
        return t.plain("pub-one-language")
    named = [t.plain("pub-nameless") if one == UNNAMED else one for one in form.languages]
    return ", ".join(named[:MOST_NAMES])


async def _preview_screen(turn: Turn, upload: Upload, form: forms.Form) -> Screen:
    t, code = turn.texts, f"u{upload.id}"
    lines = [
        f"<b>{escape(form.title(t.language), quote=False)}</b>",
        t("pub-line-form", id=form.id, version=form.version),
        *await _assumed_lines(turn, upload),
        t("pub-line-questions", count=len(form.items()), groups=len(form.groups)),
        t("pub-line-languages", languages=_languages(t, form)),
    ]
    if upload.missing:
        lines.append(t("pub-line-missing", names=", ".join(upload.missing[:MOST_NAMES])))
    lines += ["", *await terms_lines(turn, upload)]
    if (before := _same_terms(turn, upload)) is not None:
        lines.append(t("pub-line-same-terms", version=before.version))
    lines += ["", t("pub-preview-how")]
    rows = [
        [button_to(t.plain("button-pub-try"), "try", str(upload.id))],
        *terms_rows(t, code),
        [go(t.plain("button-pub-publish"), f"{UPLOAD}:{upload.id}:sure")],
        [button_to(t.plain("button-pub-drop"), "drop", str(upload.id)), go(t.plain("button-pub-list"), LIST)],
    ]
    return Screen("\n".join(lines), as_rows(rows))


async def _sure_screen(turn: Turn, upload: Upload, form: forms.Form) -> Screen:
    t = turn.texts
    count = await audience.count(await turn.work.connection(), upload.audience)
    who = audience_words(turn, upload.audience)
    rhythm = rhythm_words(t, upload.rhythm)
    lines = [t("pub-sure", form=form.title(t.language), who=who, count=count, rhythm=rhythm)]
    before = next((one for one in turn.shelf.publications() if one.form_id == form.id), None)
    if before is not None and before.state == publications.PUBLISHED:
        lines.append(t("pub-sure-replaces", version=before.version))
    rows = [
        [button_to(t.plain("button-pub-publish-surely"), "publish", str(upload.id), _mark(upload))],
        [go(t.plain("button-back"), f"{UPLOAD}:{upload.id}")],
    ]
    return Screen("\n\n".join(lines), as_rows(rows))


def _same_terms(turn: Turn, upload: Upload) -> Publication | None:
    """The version that is published now, where the upload is for the same people, as often."""
    published = (one for one in turn.shelf.publications() if (one.form_id, one.state) == (upload.form_id, PUBLISHED))
    if (one := next(published, None)) is None:
        return None
    terms = targets.terms_of(one, turn.at)
    return one if all(getattr(upload, name) == value for name, value in terms.items()) else None


def _mark(upload: Upload) -> str:
    """Rides in the button that publishes, so that nothing is published that was not seen (changed on another phone)."""
    seen = (upload.digest, upload.audience, upload.from_at, upload.until_at, upload.rhythm)
    return f"{crc32(repr(seen).encode()):08x}"


@act("publish")
async def publish(turn: Turn, target: str, mark: str) -> None:
    upload = await targets.own_upload(turn, whole_number(target))
    form = turn.shelf.trial(upload.trial) if upload is not None else None
    if upload is None or upload.state != "ready" or form is None or upload.digest is None:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    if mark != _mark(upload):
        turn.toast(turn.texts.plain("toast-pub-changed"), alert=True)
        turn.go(f"{UPLOAD}:{upload.id}")
        return
    connection = await turn.work.connection()
    converted = await uploads.converted(connection, upload.id)
    content = await uploads.content(connection, upload.id)
    if (
        converted is None
        or content is None
        or not await uploads.move(connection, upload.id, "published", ("ready",), turn.at)
    ):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    files = uploads.fetched(await uploads.files(connection, upload.id))
    await form_versions.publish(
        connection, form_id=form.id, version=form.version, digest=upload.digest, converted=converted, at=turn.at
    )
    await publications.keep_files(connection, form.id, form.version, upload.file_name, content, files)
    number = await publications.publish(
        connection,
        form_id=form.id,
        version=form.version,
        audience=upload.audience,
        from_at=upload.from_at,
        until_at=upload.until_at,
        rhythm=upload.rhythm,
        by=turn.person.id,
        at=turn.at,
    )
    await uploads.end_trials(connection)
    turn.shelf.put(form, current=False, files=files)
    await targets.reindex(turn)
    people = await audience.count(connection, upload.audience)
    await targets.note(turn, "form published", form.id, form.version, people=people, rhythm=upload.rhythm)
    turn.toast(turn.texts.plain("toast-pub-published"))
    turn.go(f"{ONE}:{number}")


@act("drop")
async def drop(turn: Turn, target: str, more: str) -> None:
    upload = await targets.own_upload(turn, whole_number(target))
    if upload is not None:
        connection = await turn.work.connection()
        await uploads.move(connection, upload.id, "dropped", uploads.OPEN, turn.at)
        await uploads.end_trials(connection)
        turn.toast(turn.texts.plain("toast-pub-dropped"))
    turn.go(LIST)


@act("again")
async def again(turn: Turn, target: str, more: str) -> None:
    upload = await targets.own_upload(turn, whole_number(target))
    if upload is not None:
        await uploads.move(await turn.work.connection(), upload.id, "wanted", ("failed",), turn.at)
        turn.work.posted = True
    turn.go(f"{UPLOAD}:{target}")


@act("problems")
async def all_problems(turn: Turn, target: str, more: str) -> None:
    """The whole list as a text file."""
    upload = await targets.own_upload(turn, whole_number(target))
    if upload is None or not upload.problems:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
        return
    found = [": ".join(part for part in problem_parts(turn.texts, one) if part) for one in upload.problems]
    text = "\n".join(f"{number}. {one}" for number, one in enumerate(found, 1))
    name = turn.texts.plain("pub-problems-file")
    caption = turn.texts("pub-problems-caption", name=upload.file_name)
    turn.replies.documents.append(Document(name, text.encode(), caption))


@letter(CHECKED)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `upload` and the `state` that it came to; nothing, where it has gone on since, or is looked at."""
    upload = await targets.own_upload(turn, int(slip.data["upload"]))
    if upload is None or upload.state != slip.data["state"] or turn.person.role != "admin":
        return None
    t = turn.texts
    rows = [[button(t.plain("button-pub-see"), LETTER_PREFIX, upload.id)]]
    return Screen(t("pub-was-checked", name=upload.file_name, state=upload.state), as_rows(rows))


async def tapped_letter(turn: Turn) -> None:
    """`l:pub:{upload}`."""
    number = turn.incoming.data.removeprefix(f"{LETTER_PREFIX}:") if isinstance(turn.incoming, Tap) else ""
    if await targets.own_upload(turn, whole_number(number)) is None or turn.person.role != "admin":
        turn.toast(turn.texts.plain("toast-finished"))
        return
    turn.go(f"{UPLOAD}:{number}")
