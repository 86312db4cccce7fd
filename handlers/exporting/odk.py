"""ODK: the submissions as OpenRosa XML, in a zip laid out as ODK Briefcase keeps them, with the form's definitions.

``forms/<form>/<form>.xml`` is the newest version, with its lists in ``forms/<form>/<form>-media``,
``forms/<form>/versions/<version>.xml`` each one, and
``forms/<form>/instances/uuid.../submission.xml`` a submission. Files that people sent are named in it and not included.

Without names: texts that tell who somebody is are emptied (the form's own, and those of ``meta`` that come from the
phone), instance ids are replaced by pseudonyms, days of birth become the first of January, places lose all but two
decimals, lines and areas are emptied. Everything else stays to the byte.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from forms.instance_xml import instance_xml
from handlers.exporting.columns import Privacy, rough
from handlers.exporting.csv_files import write_pages
from handlers.exporting.fields import YEAR, Type, fields_of
from handlers.exporting.instances import Leaf, edited, leaves
from handlers.exporting.packing import ROOM
from handlers.exporting.pages import Page
from handlers.exporting.pseudonyms import Pseudonyms
from handlers.exporting.reading import Version
from handlers.exporting.rows import Batch
from storage.exports import Record

# Of ``meta``: what the phone or the program says of the person (OpenRosa metadata), and a name made of answers.
_OF_THE_PERSON: Final = frozenset(
    {
        "deviceID",
        "simSerial",
        "subscriberID",
        "phoneNumber",
        "username",
        "userID",
        "email",
        "instanceName",
        "audit",
    }
)
# To the millisecond: they tell people apart (``handlers.exporting.crowds``).
_MOMENTS: Final = frozenset({"timeStart", "timeEnd"})
_IDS: Final = frozenset({"instanceID", "deprecatedID"})
_NOT_A_NAME: Final = re.compile(r"[^0-9A-Za-z_.-]+")

_Edit = Callable[[str], str]
ReadXml = Callable[[Sequence[int]], Mapping[int, str]]


class OdkWriter:
    """Writes ``stem.zip`` into ``folder``, then ``stem-2.zip`` and so on. ``pseudonyms``: None with names."""

    def __init__(
        self,
        folder: Path,
        stem: str,
        versions: Sequence[Version],
        privacy: Privacy,
        pseudonyms: Pseudonyms | None,
        read_xml: ReadXml,
        limit: int,
    ) -> None:
        self._folder, self._stem, self._most = folder, stem, int(limit * ROOM)
        self._versions = {one.number: one for one in versions}
        self._newest = versions[-1]
        self._pseudonyms, self._read_xml = pseudonyms, read_xml
        self._edits = {} if privacy.names else {one.number: _edits(one, privacy) for one in versions}
        self._of_the_person = _OF_THE_PERSON | (_MOMENTS if privacy.guarded else frozenset())
        self._paths: list[Path] = []
        self._archive: zipfile.ZipFile | None = None
        self._size = 0

    def add(self, batch: Batch) -> None:
        """The instances of its records."""
        kept = self._read_xml([record.id for record in batch.records])
        for record in batch.records:
            if self._archive is None or self._size > self._most:
                self._begin()
            xml = kept.get(record.id) or self._written(record)
            instance_id = record.instance_id
            if self._pseudonyms is not None:
                instance_id = self._pseudonyms.instance(record.instance_id or str(record.id))
                xml = self._without_names(record.version, xml)
            folder = _NOT_A_NAME.sub("", (instance_id or f"{record.id}").replace(":", ""))
            self._put(f"{self._root}/instances/{folder}/submission.xml", xml)

    def close(self, pages: Sequence[Page]) -> list[Path]:
        """The zips; the last one has the pages as CSV."""
        if self._archive is None:
            self._begin()
        assert self._archive is not None
        for path in write_pages(self._folder, pages):
            self._archive.write(path, path.name)
            path.unlink()
        self._archive.close()
        return self._paths

    def abandon(self) -> None:
        if self._archive is not None:
            self._archive.close()

    @property
    def _root(self) -> str:
        return f"forms/{_NOT_A_NAME.sub('_', self._newest.form.id)}"

    def _begin(self) -> None:
        if self._archive is not None:
            self._archive.close()
        number = f"-{len(self._paths) + 1}" if self._paths else ""
        self._paths.append(self._folder / f"{self._stem}{number}.zip")
        self._archive = zipfile.ZipFile(self._paths[-1], "w", zipfile.ZIP_DEFLATED)
        self._size = 0
        self._put(f"{self._root}/{self._root.rpartition('/')[2]}.xml", self._newest.converted.xform)
        name = self._root.rpartition("/")[2]
        for file, content in self._newest.files.items():
            self._put(f"{self._root}/{name}-media/{file}", content)
        for number, version in self._versions.items():
            self._put(f"{self._root}/versions/{_NOT_A_NAME.sub('_', number)}.xml", version.converted.xform)

    def _put(self, name: str, text: str | bytes) -> None:
        assert self._archive is not None
        self._archive.writestr(name, text)
        self._size += self._archive.infolist()[-1].compress_size + len(name) * 2 + _ENTRY

    def _written(self, record: Record) -> str:
        """Of a submission from before instances were kept; nothing is known of what was not relevant."""
        answers = dict(zip(json.loads(record.items), json.loads(record.values), strict=True))
        return instance_xml(self._versions[record.version].form, answers, instance_id=record.instance_id)

    def _without_names(self, version: str, xml: str) -> str:
        assert self._pseudonyms is not None
        written, edits = xml.encode(), self._edits[version]
        texts: dict[Leaf, str] = {}
        for leaf in leaves(written):
            name = leaf.path[-1]
            if len(leaf.path) == 3 and leaf.path[1] == "meta":
                if name in _IDS:
                    texts[leaf] = self._pseudonyms.instance(written[leaf.begin : leaf.end].decode())
                elif name in self._of_the_person:
                    texts[leaf] = ""
            elif (edit := edits.get(leaf.path)) is not None:
                texts[leaf] = edit(written[leaf.begin : leaf.end].decode())
        return edited(written, texts).decode() if texts else xml


# Of a zip, for the place of each file.
_ENTRY: Final = 128


def _edits(version: Version, privacy: Privacy) -> dict[tuple[str, ...], _Edit]:
    """What becomes of the texts of some paths."""
    found: dict[tuple[str, ...], _Edit] = {}
    for field in fields_of(version.form, "id"):
        path = tuple(field.path.strip("/").split("/"))
        if privacy.drops(field):
            found[path] = lambda _text: ""
        elif field.identity == YEAR:
            found[path] = _first_of_year if field.type is Type.DATE else _year
        elif field.type is Type.POINT:
            found[path] = _rough
    return found


def _year(text: str) -> str:
    return text[:4]


def _first_of_year(text: str) -> str:
    return f"{text[:4]}-01-01" if text else ""


def _rough(text: str) -> str:
    latitude, longitude = (*map(rough, text.split()[:2]), None, None)[:2]
    return f"{latitude} {longitude} 0 0" if latitude is not None and longitude is not None else ""
