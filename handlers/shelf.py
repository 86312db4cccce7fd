"""The forms at hand: each version that a draft or a submission may still need, and the current version of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cached_property

import forms
from locales.formats import DEFAULT_ZONE

# Consent, profile and invitation are begun by what they are for, never by themselves.
WITH_WAYS_OF_THEIR_OWN = frozenset({"persetujuan", "profil", "undangan"})


class FormShelf:
    """Compiled forms by id and version. Filled at the start (see `bot.publishing`); reading it touches no database."""

    def __init__(self, files: Mapping[str, bytes], institution: str | None = None) -> None:
        self.files = files
        # Who manages the data, as the consent names them.
        self.institution = institution
        self._versions: dict[tuple[str, str], forms.Form] = {}
        self._current: dict[str, str] = {}

    def put(self, form: forms.Form, *, current: bool) -> None:
        self._versions[form.id, form.version] = form
        if current:
            self._current[form.id] = form.version

    def current(self, form_id: str) -> forms.Form:
        """The version that new drafts begin with; `KeyError` if there is no such form."""
        return self._versions[form_id, self._current[form_id]]

    def version(self, form_id: str, version: str) -> forms.Form:
        """One version; `KeyError` if it was never published."""
        return self._versions[form_id, version]

    def published(self) -> list[forms.Form]:
        """The current versions of the forms that anybody may be asked to fill in, by id."""
        return [self.current(form_id) for form_id in sorted(self._current) if form_id not in WITH_WAYS_OF_THEIR_OWN]

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


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
