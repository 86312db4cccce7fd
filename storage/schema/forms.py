"""Tables of forms: versions and who is asked, what is being filled in, and what was sent."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, LargeBinary, Table, Text, text

from storage.moments import Moment, Whole
from storage.schema.base import metadata

draft = Table(
    "draft",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("position", Text),
    Column("step", Whole, nullable=False),
    Column("to_review", Boolean, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # "uuid:..." as OpenRosa has it, made when the draft is begun; "" in drafts from before migration 0003.
    Column("instance_id", Text, nullable=False, server_default=""),
    # The submission that the draft corrects. No foreign key, as in `submission`.
    Column("replaces", Whole),
    # Several reports of one form may be open at once (two groups, one day).
    Index("ix_draft_person_id_form_id", "person_id", "form_id"),
    sqlite_autoincrement=True,
)

draft_answer = Table(
    "draft_answer",
    metadata,
    Column("draft_id", Whole, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

submission = Table(
    "submission",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("instance_id", Text, nullable=False, server_default=""),
    # The submission that this one corrects. No foreign key: that one may be erased (its id never comes again), and the
    # triggers of migration 0001 let nobody take the number out of this row.
    Column("replaces", Whole),
    Index("ix_submission_person_id_form_id_sent_at", "person_id", "form_id", "sent_at"),
)

submission_answer = Table(
    "submission_answer",
    metadata,
    # Deferred: the answers go in before the row that seals them (see the triggers of migration 0001).
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("item", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# The same submission as an OpenRosa instance. Goes in before the row that seals it, as the answers do.
submission_xml = Table(
    "submission_xml",
    metadata,
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("xml", Text, nullable=False),
)

# A photo, recording or file that answers a question: fetched from Telegram by a background task, kept as a file.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    # With neither draft nor submission nor message nothing refers to it any more: row and file may go.
    Column("draft_id", Whole, ForeignKey("draft.id", ondelete="SET NULL"), index=True),
    Column(
        "submission_id",
        Whole,
        ForeignKey("submission.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
    Column("case_message_id", Whole, ForeignKey("case_message.id", ondelete="SET NULL"), index=True),
    Column("item", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_unique_id", Text, nullable=False),
    Column("size", Whole),
    Column("mime", Text),
    # Of what is kept; also where: files are stored by it, and several rows may share one.
    Column("sha256", Text, index=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Whole, nullable=False, server_default="0"),
    Column("next_at", Moment),
    Column("at", Moment, nullable=False),
    CheckConstraint("state IN ('wanted', 'kept', 'failed', 'refused')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_attachment_wanted", attachment.c.next_at, sqlite_where=text("state = 'wanted'"))

# A submission's id must be known before its row exists, and never come again after an erasure.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Whole, nullable=False),
)

form_version = Table(
    "form_version",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("converted", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
)

# The file that a version was published from, as it was sent; forms of the library have none.
form_source = Table(
    "form_source",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# CSV files and media sent along with a version.
form_file = Table(
    "form_file",
    metadata,
    Column("form_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Who is asked to fill in a version, from when and how often. A form of the library has no row: it is for everybody,
# on demand. `replaced`: a newer version is published, open drafts go on; `retired`: open drafts are asked to move.
publication = Table(
    "publication",
    metadata,
    # Rides in buttons, where a form's id may be too long.
    Column("id", Whole, primary_key=True),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("state", Text, nullable=False),
    # JSON, see `storage.audience`.
    Column("audience", Text, nullable=False),
    # NULL: at once.
    Column("from_at", Moment),
    Column("until_at", Moment),
    Column("rhythm", Text, nullable=False),
    Column("made_by", Whole, ForeignKey("person.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("retired_at", Moment),
    CheckConstraint("state IN ('published', 'replaced', 'retired')", name="state"),
    CheckConstraint("rhythm IN ('once', 'daily', 'weekly', 'monthly', 'on_demand')", name="rhythm"),
    Index("uq_publication_form_id_version", "form_id", "version", unique=True),
    sqlite_autoincrement=True,
)

# A form that an admin has sent: fetched and checked by a background task, then shown, tried and published.
upload = Table(
    "upload",
    metadata,
    Column("id", Whole, primary_key=True),
    Column("person_id", Whole, ForeignKey("person.id"), nullable=False, index=True),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("size", Whole),
    # `lacking`: files named in the form have not been sent yet.
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Whole, nullable=False, server_default="0"),
    Column("next_at", Moment),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("content", LargeBinary),
    Column("form_id", Text),
    Column("version", Text),
    # What the form engine loads, and the digest of the file with those sent along.
    Column("converted", Text),
    Column("digest", Text),
    # JSON: what was found wrong; the files that the form names.
    Column("problems", Text),
    Column("missing", Text),
    # As in `publication`, while the admin decides.
    Column("audience", Text, nullable=False),
    Column("from_at", Moment),
    Column("until_at", Moment),
    Column("rhythm", Text, nullable=False),
    CheckConstraint(
        "state IN ('wanted', 'faulty', 'lacking', 'ready', 'failed', 'published', 'dropped')", name="state"
    ),
    sqlite_autoincrement=True,
)
Index("ix_upload_wanted", upload.c.next_at, sqlite_where=text("state = 'wanted'"))

# A CSV or media file sent along with an upload; without content it is still to be fetched.
upload_file = Table(
    "upload_file",
    metadata,
    Column("upload_id", Whole, ForeignKey("upload.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("content", LargeBinary),
)
