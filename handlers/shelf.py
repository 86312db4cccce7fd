"""The forms at hand: each version that a draft or a submission may still need, and the current version of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

import forms
from locales.formats import DEFAULT_ZONE
from storage.publications import PUBLISHED, RETIRED, Publication

# These are begun by what they are for, never by themselves: a case of violence leads with what protects people, a test
# needs its draw of items, an interview somebody whom it is about.
WITH_WAYS_OF_THEIR_OWN = frozenset(
    {
        "persetujuan",
        "profil",
        "undangan",
        "kasus",
        "uji_pengetahuan",
        "uji_kasus",
        "wawancara_sikap",
        "kesediaan_mentor",
    }
)
# Of the 64 bytes of a button the longest verb and number before an id leave this.
LONGEST_IN_BUTTONS = 36
_YES = frozenset({"yes", "true", "1"})
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class FormShelf:
    """Compiled forms by id and version. Filled at the start (see `bot.publishing`); reading it touches no database.

    What is published, and until when, is the database's: `index` takes it over after each change and now and then.
    """

    def __init__(self, files: Mapping[str, bytes], institution: str | None = None) -> None:
        self.files = files
        # Who manages the data, as the consent names them.
        self.institution = institution
        self._versions: dict[tuple[str, str], forms.Form] = {}
        self._current: dict[str, str] = {}
        self._media: dict[tuple[str, str], Mapping[str, bytes]] = {}
        self._publications: dict[tuple[str, str], Publication] = {}
        self._trials: dict[str, forms.Form] = {}

    def put(self, form: forms.Form, *, current: bool, files: Mapping[str, bytes] = _NOTHING) -> None:
        """A version, with the files that were sent along with it."""
        self._versions[form.id, form.version] = form
        self._media[form.id, form.version] = files
        if current:
            self._current[form.id] = form.version

    def current(self, form_id: str) -> forms.Form:
        """The version that new drafts begin with; `KeyError` if there is no such form, or all of it is retired."""
        return self._versions[form_id, self._current[form_id]]

    def has_current(self, form_id: str) -> bool:
        """Whether new drafts of the form can be begun."""
        return form_id in self._current

    def version(self, form_id: str, version: str) -> forms.Form:
        """One version; `KeyError` if it was never published. A trial is found by `storage.uploads.Upload.trial`."""
        return self._versions[form_id, version]

    def has(self, form_id: str, version: str) -> bool:
        """Whether the version is at hand."""
        return (form_id, version) in self._versions

    def all_versions(self) -> list[forms.Form]:
        """Every version of every form, those that are retired too."""
        return list(self._versions.values())

    def published(self) -> list[forms.Form]:
        """The current versions of the forms that people may be asked to fill in (by an announcement, say), by id.

        Their ids ride in buttons; a form with a longer one is found in the menu only.
        """
        apart = WITH_WAYS_OF_THEIR_OWN | self._trials.keys()
        ids = [one for one in sorted(self._current) if one not in apart and len(one.encode()) <= LONGEST_IN_BUTTONS]
        return [self.current(form_id) for form_id in ids]

    def announceable(self) -> list[forms.Form]:
        """Those of them that announcements may speak of: who has filed something restricted is nobody's to know."""
        return [form for form in self.published() if form.settings.get("restricted", "").casefold() not in _YES]

    def media(self, form_id: str, version: str) -> Mapping[str, bytes]:
        """The files that were sent along with a version (pictures of its questions, say), by name."""
        return self._media.get((form_id, version), _NOTHING)

    def index(self, publications: Iterable[Publication]) -> None:
        """What is published, as the database has it now."""
        before = {one.form_id for one in self._publications.values()}
        self._publications = {(one.form_id, one.version): one for one in publications}
        for form_id in before | {one.form_id for one in self._publications.values()}:
            self._current.pop(form_id, None)
        for key, one in self._publications.items():
            if one.state == PUBLISHED and key in self._versions:
                self._current[one.form_id] = one.version

    def publications(self) -> list[Publication]:
        """All publications, by form, the newest first."""
        return list(self._publications.values())

    @property
    def publications_or_trials(self) -> bool:
        """Whether there is anything but the library."""
        return bool(self._publications or self._trials)

    def publication(self, form_id: str, version: str) -> Publication | None:
        """The publication of a version; `None` for a form of the library."""
        return self._publications.get((form_id, version))

    def is_builtin(self, form_id: str) -> bool:
        """Whether the form is one of the library's."""
        known = any(known == form_id for known, _ in self._versions)
        return known and all(one.form_id != form_id for one in self._publications.values())

    def is_retired(self, form_id: str, version: str) -> bool:
        """Whether an admin has retired the version: its drafts are asked to move."""
        one = self._publications.get((form_id, version))
        return one is not None and one.state == RETIRED

    def put_trial(self, name: str, form: forms.Form, files: Mapping[str, bytes] = _NOTHING) -> None:
        """A form that is not published yet, under the name that drafts have that try it out."""
        self._trials[name] = form
        self._current[name] = form.version
        self._versions[name, form.version] = form
        self._media[name, form.version] = files

    def trial(self, name: str) -> forms.Form | None:
        """A form that is being tried out; `None` for any other name."""
        return self._trials.get(name)

    @cached_property
    def _provinces(self) -> dict[str, dict[str, str]]:
        return {row["name"]: row for row in _rows(self.files["provinces.csv"])}

    @cached_property
    def _regencies(self) -> dict[str, dict[str, str]]:
        return {row["name"]: row for row in _rows(self.files["regencies.csv"])}

    def zone_of(self, province: str) -> str:
        """The IANA time zone of a province, by its code."""
        row = self._provinces.get(province)
        return row["zone"] if row else DEFAULT_ZONE

    def region_name(self, code: str) -> str | None:
        """The name of a province or of a kabupaten/kota by its code; `None` for a code that the list has not."""
        row = self._regencies.get(code) or self._provinces.get(code)
        return row["label"] if row else None

    def provinces(self) -> list[str]:
        """The codes of all provinces, in the order of the list."""
        return list(self._provinces)

    def regencies(self, province: str) -> list[str]:
        """The codes of the kabupaten and kota of a province, in the order of the list."""
        return [code for code in self._regencies if code.startswith(f"{province}.")]


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
