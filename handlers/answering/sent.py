"""What was sent besides words: a place, a picture, a recording, a file; each becomes an answer, or a kind hint."""

from __future__ import annotations

from decimal import Decimal

import forms
from forms import Kind
from handlers.answering.values import MEDIA, PLACES
from handlers.answering.windows import PLAIN, Window
from handlers.screens import LettersAgain
from handlers.tokens import mark
from handlers.turn import Sent, SentFile, Turn
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
REFUSALS = {"too_large": "refused-file-too-large", "too_many": "refused-too-many-files"}


def hint(turn: Turn, q: forms.QuestionView) -> str:
    """What to do instead, and what is stored so far."""
    return turn.texts(HINTS[q.kind], before=q.number - 1)


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
        written = Place(
            round(Decimal(sent.place.latitude), 7),
            round(Decimal(sent.place.longitude), 7),
            accuracy=round(Decimal(sent.place.accuracy), 2),
        ).written()
        if q.kind is Kind.GEOPOINT:
            return forms.Answer(q.step, written)
        return forms.Toggle(q.step, written)
    if q.kind in MEDIA and sent.file is not None and fits(q.kind, sent):
        name = await _wanted(turn, draft, q, sent.kind, sent.file)
        return forms.Answer(q.step, name) if name else None
    if sent.place is not None:
        # The button that sent it has no business here.
        turn.replies.pieces.append(LettersAgain(hint(turn, q)))
    else:
        turn.say(hint(turn, q))
    return None


def album_of(turn: Turn) -> Window:
    """The window that stands for the album to which what was sent belongs; plain for a single thing."""
    album = (turn.message or {}).get("media_group_id")
    return Window("k", str(mark(str(album)))) if album else PLAIN


async def _wanted(turn: Turn, draft: Draft, q: forms.QuestionView, kind: str, file: SentFile) -> str:
    """The name under which the file will be kept; "" where it can not be taken, which has been said."""
    try:
        return await attachments.want(
            await turn.work.connection(),
            person_id=turn.person.id,
            draft_id=draft.id,
            item=q.name,
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
