"""Files that came in, files that belong to a case, and findings that somebody accepted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from landtrack.store.schema.naming import entry_column, metadata

# A file that came in: what it was read as, and what came of it. Its own entries are those from ``first_entry`` to the
# one before ``entry``: a transaction holds the log, so they stand together.
import_run = Table(
    "import_run",
    metadata,
    entry_column(),
    Column("file_name", Text, nullable=False),
    Column("file_hash", String(64), nullable=False, index=True),
    Column("form", String(20), nullable=False),
    Column("first_entry", BigInteger, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("reading", Text, nullable=False),  # JSON of landtrack.domain.intake.reading
    Column("problems", Text, nullable=False),  # JSON
)

import_undo = Table(
    "import_undo",
    metadata,
    entry_column(),
    Column("import_entry", BigInteger, ForeignKey("import_run.entry"), nullable=False, unique=True),
    Column("note", Text, nullable=False),
)

# Which case a row without a code became, so that the same row coming again is known. Derived; never the truth.
import_row = Table(
    "import_row",
    metadata,
    Column("import_entry", BigInteger, ForeignKey("import_run.entry"), primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
)

# How files of one source (the hash of their headings) were read last; the next one is read so without being told.
source_memory = Table(
    "source_memory",
    metadata,
    Column("signature", String(64), primary_key=True),
    Column("reading", Text, nullable=False),
    Column("decided_by", String(100), nullable=False),
    Column("decided_at", BigInteger, nullable=False),
)

# Photos and minutes; the bytes lie in the attachment folder under their hash.
attachment = Table(
    "attachment",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("media_type", String(40), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
)

attachment_removal = Table(
    "attachment_removal",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("attachment", BigInteger, ForeignKey("attachment.entry"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
)

# A finding of `landtrack check` that somebody looked at and accepts; it comes back when ``state`` is another.
acceptance = Table(
    "acceptance",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("other_case_id", Integer, ForeignKey("violation_case.id")),
    Column("finding", String(40), nullable=False),
    Column("state", String(64), nullable=False),
    Column("reason", Text, nullable=False),
)
