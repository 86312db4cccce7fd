"""What was sent besides words: a place, a picture, a recording, a file; each becomes an answer, or a kind hint.

What was sent without signal arrives in any order: what does not fit the question that is asked, but another one that is
still open, is kept for that one.
"""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import forms
from forms import Kind
from handlers.answering import other
from handlers.answering.asking import example_day
from handlers.answering.fitting import clipped
from handlers.answering.values import MEDIA, PLACES
from handlers.answering.windows import PLAIN, Window
from handlers.screens import LettersAgain
from handlers.tokens import mark
from handlers.turn import Sent, SentFile, SentPlace, Turn
from locales.reading_places import Place
from storage import attachments
from storage.drafts import Draft

_WITH_FILE = ("photo", "document", "video", "video_note", "animation", "audio", "voice")
# What each kind of question takes, by the name that Telegram gives it; a document counts by its MIME type.
TAKES = {
    Kind.IMAGE: frozenset({"photo"}),
    Kind.AUDIO: frozenset({"voice", "audio"}),
    Kind.VIDEO: frozenset({"video", "video_note", "animation"}),
    Kind.FILE: frozenset(_WITH_FILE),
}
_MIME = {Kind.IMAGE: "image/", Kind.AUDIO: "audio/", Kind.VIDEO: "video/"}
# The kinds that something is kept for out of turn: nearly everything would fit a question for any file.
_EXACT = (Kind.GEOPOINT, Kind.IMAGE, Kind.AUDIO, Kind.VIDEO)
# Where a phone says nothing of the kind, the ending of the name does.
_ENDINGS = {
    Kind.IMAGE: (".jpg", ".jpeg", ".png", ".webp", ".heic"),
    Kind.AUDIO: (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".amr", ".aac"),
    Kind.VIDEO: (".mp4", ".3gp", ".mov", ".webm", ".mkv"),
}
# What to do instead, by what the question wants.
HINTS = {
    Kind.SELECT_ONE: "hint-tap-one",
    Kind.SELECT_MULTIPLE: "hint-tap-one",
    Kind.RANK: "hint-tap-one",
    Kind.REPEAT: "hint-tap-one",
    Kind.INTEGER: "hint-type-number",
    Kind.DECIMAL: "hint-type-number",
    Kind.RANGE: "hint-type-number",
    Kind.DATE: "hint-type-date",
    Kind.DATETIME: "hint-type-moment",
    Kind.TIME: "hint-type-time",
    Kind.GEOPOINT: "hint-send-place",
    Kind.GEOTRACE: "hint-send-place",
    Kind.GEOSHAPE: "hint-send-place",
    Kind.IMAGE: "hint-send-image",
    Kind.AUDIO: "hint-send-audio",
    Kind.VIDEO: "hint-send-video",
    Kind.FILE: "hint-send-file",
    Kind.BARCODE: "hint-type-barcode",
    Kind.NOTE: "hint-tap-to-go-on",
    Kind.ACKNOWLEDGE: "hint-tap-to-go-on",
    Kind.TEXT: "hint-type-words",
}
# What was sent, in the words of `sorted-in`.
_WHAT = {Kind.GEOPOINT: "place", Kind.IMAGE: "image", Kind.AUDIO: "audio", Kind.VIDEO: "video"}
MOST_LABEL = 120
REFUSALS = {"too_large": "refused-file-too-large", "too_many": "refused-too-many-files"}


def hint(turn: Turn, q: forms.QuestionView) -> str:
    """What to do instead, and what is stored so far."""
    today = turn.at.astimezone(ZoneInfo(turn.zone)).date()
    return turn.texts(HINTS[q.kind], before=q.number - 1, example=example_day(today))


def fits(kind: Kind, sent: Sent) -> bool:
    """Whether what was sent can answer such a question. A photo that was sent as a document is a photo too."""
    if sent.kind in TAKES.get(kind, ()):
        return sent.file is not None
    if sent.kind != "document" or sent.file is None or kind not in _MIME:
        return False
    return sent.file.mime.startswith(_MIME[kind]) or sent.file.name.lower().endswith(_ENDINGS[kind])


async def answer_of(turn: Turn, draft: Draft, q: forms.QuestionView, sent: Sent) -> forms.Event | None:
    """The event that a place or a file makes of it; `None` where a hint has been given instead."""
    if q.kind in PLACES and sent.place is not None:
        written = _written(sent.place)
        if q.kind is Kind.GEOPOINT:
            return forms.Answer(q.step, written)
        return forms.Toggle(q.step, written)
    if q.kind in MEDIA and sent.file is not None and fits(q.kind, sent):
        name = await _wanted(turn, draft, q.name, sent.kind, sent.file)
        return forms.Answer(q.step, name) if name else None
    if (key := await open_for(turn, draft, sent)) is not None:
        return await kept_for(turn, draft, key, sent)
    if sent.place is not None:
        # The button that sent it has no business here.
        turn.replies.pieces.append(LettersAgain(hint(turn, q)))
    else:
        turn.say(hint(turn, q))
    return None


async def open_for(turn: Turn, draft: Draft, sent: Sent) -> str | None:
    """The key of the question without an answer that this fits: the next one, else an earlier one; `None`: none."""
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    keys = forms.relevant_keys(form, state)
    at = keys.index(state.position) if state.position in keys else len(keys)
    for key in (*keys[at + 1 :], *keys[:at]):
        q = other.view_of(form, state, key, turn.language)
        if q.current or q.kind not in _EXACT:
            continue
        if sent.place is not None if q.kind is Kind.GEOPOINT else fits(q.kind, sent):
            return key
    return None


async def kept_for(turn: Turn, draft: Draft, key: str, sent: Sent) -> forms.Event | None:
    """The event that keeps it for that question, which is told; `None` where it can not be taken, which is told too."""
    form = turn.shelf.version(draft.form_id, draft.version)
    state = await turn.work.state(draft)
    q = other.view_of(form, state, key, turn.language)
    words = turn.texts("sorted-in", what=_WHAT[q.kind], question=clipped(" ".join(q.label.split()), MOST_LABEL))
    if state.position is not None:
        words += "\n\n" + turn.texts("sorted-in-waits")
    if sent.place is not None:
        # The button that may have sent it was put up for another question.
        turn.replies.pieces.append(LettersAgain(words))
        return forms.Keep(key, _written(sent.place))
    if sent.file is None:
        return None
    name = await _wanted(turn, draft, key, sent.kind, sent.file)
    if not name:
        return None
    turn.say(words)
    return forms.Keep(key, name)


def _written(place: SentPlace) -> str:
    """A place as OpenRosa writes it."""
    return Place(
        round(Decimal(place.latitude), 7),
        round(Decimal(place.longitude), 7),
        accuracy=round(Decimal(place.accuracy), 2),
    ).written()


def album_of(turn: Turn) -> Window:
    """The window that stands for the album to which what was sent belongs; plain for a single thing."""
    album = (turn.message or {}).get("media_group_id")
    return Window("k", str(mark(str(album)))) if album else PLAIN


def caption_left(turn: Turn) -> None:
    """What was written below a picture is no answer to anything; who wrote it is told, and can write it again."""
    if (turn.message or {}).get("caption"):
        turn.say(turn.texts("caption-left"))


async def _wanted(turn: Turn, draft: Draft, key: str, kind: str, file: SentFile) -> str:
    """The name under which the file will be kept; "" where it can not be taken, which has been said."""
    try:
        return await attachments.want(
            await turn.work.connection(),
            person_id=turn.person.id,
            draft_id=draft.id,
            item=key,
            kind=kind,
            file_id=file.file_id,
            file_unique_id=file.unique_id,
            size=file.size,
            mime=file.mime or None,
            original=file.name or None,
            at=turn.at,
        )
    except attachments.NotWanted as refused:
        turn.say(turn.texts(REFUSALS[refused.reason]))
        return ""
