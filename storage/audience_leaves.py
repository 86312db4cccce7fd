"""The single conditions by which people can be chosen, each as plain JSON and as SQL on ``schema.person``.

Every condition is true or false of a person, never unknown as NULL is in SQL: who has no province is "not in
province 13". All are answered by an index for each person looked at, so that a count over a whole country (32,472
people) and a chunk of it both stay quick, however much has been filed.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, Text, cast, exists, func, literal, not_, or_, select

from storage import schema
from storage.visibility import PROFILE_FORM, PROGRAMME_ITEM

_person, _submission, _answer = schema.person, schema.submission, schema.submission_answer
_score, _outbox, _said = schema.latest_score, schema.outbox, schema.announcement_answer

_NAME = re.compile(r"[\w.-]{1,100}")
_PROVINCE = re.compile(r"\d\d")
_REGENCY = re.compile(r"\d\d\.\d\d")
_ROLES = ("companion", "coordinator", "admin")
_MOST_TEXT = 300


class AudienceError(ValueError):
    """A choice of people that means nothing. ``where`` is the path to what is wrong, such as ``all[1].band.bands``."""

    def __init__(self, where: str, wrong: str) -> None:
        super().__init__(f"{where or 'audience'}: {wrong}")
        self.where = where
        self.wrong = wrong


def _role(value: object, where: str) -> ColumnElement[bool]:
    if value not in _ROLES:
        raise AudienceError(where, f"must be one of {', '.join(_ROLES)}, not {value!r}")
    return _person.c.role == value


def _province(value: object, where: str) -> ColumnElement[bool]:
    code = _matching(value, where, _PROVINCE, 'the code of a province, such as "13"')
    return _person.c.province.is_not_distinct_from(code)


def _regency(value: object, where: str) -> ColumnElement[bool]:
    code = _matching(value, where, _REGENCY, 'the code of a regency or city, such as "13.76"')
    return _person.c.regency.is_not_distinct_from(code)


def _programme(value: object, where: str) -> ColumnElement[bool]:
    profile = schema.submission.alias("profile")
    latest = (
        select(profile.c.id)
        .where(profile.c.person_id == _person.c.id, profile.c.form_id == PROFILE_FORM)
        .order_by(profile.c.sent_at.desc(), profile.c.id.desc())
        .limit(1)
        .correlate(_person)
        .scalar_subquery()
    )
    return exists().where(
        _answer.c.submission_id == latest,
        _answer.c.item == PROGRAMME_ITEM,
        # A list of names with spaces between them, as `storage.visibility.works_in` reads it.
        func.instr(literal(" ") + _answer.c.value + " ", f" {_name(value, where)} ") > 0,
    )


def _language(value: object, where: str) -> ColumnElement[bool]:
    return _person.c.language == _name(value, where)


def _joined_since(value: object, where: str) -> ColumnElement[bool]:
    return _person.c.joined_at >= _day(value, where)


def _joined_before(value: object, where: str) -> ColumnElement[bool]:
    return _person.c.joined_at < _day(value, where)


_report, _version, _case = schema.report.alias(), schema.report_version.alias(), schema.case_record.alias()
_is_restricted = or_(
    exists().where(
        _version.c.submission_id == _submission.c.id,
        _report.c.id == _version.c.report_id,
        _report.c.restricted.is_(True),
    ),
    exists().where(_case.c.submission_id == _submission.c.id),
)


def _filed(value: object, where: str) -> ColumnElement[bool]:
    of = _object(value, where, "form", optional=("since",))
    since = of.get("since")
    filed = exists().where(
        _submission.c.person_id == _person.c.id,
        _submission.c.form_id == _name(of["form"], f"{where}.form"),
        # Who has sent something restricted is for those named for it alone (docs/decisions/0014).
        not_(_is_restricted),
    )
    return filed if since is None else filed.where(_submission.c.sent_at >= _day(since, f"{where}.since"))


def _band(value: object, where: str) -> ColumnElement[bool]:
    of = _object(value, where, "form", "part", "bands")
    bands = of["bands"]
    if not isinstance(bands, list) or not 0 < len(bands) <= 20:
        raise AudienceError(f"{where}.bands", "must be a list of 1 to 20 bands")
    names = [_name(band, f"{where}.bands[{index}]") for index, band in enumerate(bands)]
    return _scored(of, where).where(_score.c.band.in_(names))


def _gap(value: object, where: str) -> ColumnElement[bool]:
    return _scored(_object(value, where, "form", "part"), where).where(_score.c.weakest)


def _answered(value: object, where: str) -> ColumnElement[bool]:
    of = _object(value, where, "announcement", optional=("answer",))
    said = exists().where(
        _said.c.announcement_id == _id(of["announcement"], f"{where}.announcement"),
        _said.c.person_id == _person.c.id,
    )
    answer = of.get("answer")
    if answer is None:
        return said
    if not isinstance(answer, str) or not 0 < len(answer) <= _MOST_TEXT:
        raise AudienceError(f"{where}.answer", f"must be an answer's text, or null for any, not {answer!r}")
    return said.where(_said.c.answer == answer)


def _reached(value: object, where: str) -> ColumnElement[bool]:
    number = _id(_object(value, where, "announcement")["announcement"], f"{where}.announcement")
    # By the key of the person's copy (`storage.announcement_copies`): one look into a unique index.
    key = literal(f"announcement:{number}:") + cast(_person.c.id, Text)
    return exists().where(_outbox.c.key == key, _outbox.c.state == "sent")


def _one_person(value: object, where: str) -> ColumnElement[bool]:
    return _person.c.id == _id(value, where)


# What each is given: an example in JSON.
LEAVES: dict[str, Callable[[object, str], ColumnElement[bool]]] = {
    "role": _role,  # "companion"
    "province": _province,  # "13"
    "regency": _regency,  # "13.76"
    "programme": _programme,  # "pkh": in the latest profile the person sent
    "language": _language,  # "id"
    "joined_since": _joined_since,  # "2026-01-01": on that day (UTC) or later
    "joined_before": _joined_before,  # "2026-01-01": before that day (UTC)
    "filed": _filed,  # {"form": "kompetensi", "since": "2026-01-01"}, since null: ever
    "band": _band,  # {"form": "kompetensi", "part": "keseluruhan", "bands": ["kurang_efektif"]}: in one of them
    "gap": _gap,  # {"form": "kompetensi", "part": "keterampilan"}: that part is the person's weakest
    "answered": _answered,  # {"announcement": 5, "answer": "ok"}, answer null: whatever it was
    "reached": _reached,  # {"announcement": 5}: the copy was delivered for certain
    "person": _one_person,  # 17: one person, our own id
}


def _scored(of: dict[str, Any], where: str) -> Exists:
    return exists().where(
        _score.c.person_id == _person.c.id,
        _score.c.form_id == _name(of["form"], f"{where}.form"),
        _score.c.part == _name(of["part"], f"{where}.part"),
    )


def _object(value: object, where: str, *needed: str, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise AudienceError(where, f"must be an object with {', '.join(needed)}, not {value!r}")
    if missing := [name for name in needed if name not in value]:
        raise AudienceError(where, f"lacks {', '.join(missing)}")
    if unknown := [str(name) for name in value if name not in (*needed, *optional)]:
        raise AudienceError(where, f"does not know {', '.join(unknown)}")
    return value


def _matching(value: object, where: str, pattern: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise AudienceError(where, f"must be {what}, not {value!r}")
    return value


def _name(value: object, where: str) -> str:
    return _matching(value, where, _NAME, "a name of letters, digits, _ . -")


def _id(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise AudienceError(where, f"must be a number from 1 on, not {value!r}")
    return value


def _day(value: object, where: str) -> datetime:
    try:
        if not isinstance(value, str) or len(value) != len("2026-01-01"):
            raise ValueError
        day = date.fromisoformat(value)
    except ValueError:
        raise AudienceError(where, f"must be a day such as 2026-01-01, not {value!r}") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
