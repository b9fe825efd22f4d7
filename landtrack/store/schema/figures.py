"""Derived tables: what every figure is read from. They can be thrown away and computed again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, literal_column

from landtrack.domain.episode import FOREVER
from landtrack.store.schema.naming import metadata

# Derived: the rectangles of landtrack.domain.episode; days are proleptic ordinals, ends exclusive. Never the truth.
episode = Table(
    "episode",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False),
    Column("from_day", Integer, nullable=False),
    Column("until_day", Integer, nullable=False),
    Column("from_entry", BigInteger, nullable=False),
    Column("until_entry", BigInteger, nullable=False),
    Column("revision", BigInteger, ForeignKey("revision.entry"), nullable=False),
    Column("change", BigInteger, ForeignKey("status_change.entry")),
    Column("place_id", Integer, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("gap", SmallInteger, nullable=False),
    Column("area", BigInteger, nullable=False),
    Column("resolved_area", BigInteger, nullable=False),
    # Status and resolved part on the day before from_day; none where the case was not yet found.
    Column("was", SmallInteger),
    Column("was_resolved", BigInteger, nullable=False),
)

# Everything that figures and movements ask, in the order in which they group: one scan of this index is the answer.
Index(
    "ix_episode_figures",
    *(
        episode.c[name]
        for name in (
            "place_id", "band", "status", "was", "gap",
            "from_day", "until_day", "from_entry", "until_entry", "area", "resolved_area", "was_resolved", "case_id",
        )
    ),
)  # fmt: skip

# The rows of a case; what was recorded of cases up to some number is told without a look at the rows.
Index("ix_episode_case_id", episode.c.case_id, episode.c.from_entry)
# What happened within some days, whoever knew it when.
Index("ix_episode_from_day", episode.c.from_day)
# What was recorded between two moments: begun by an entry, ended by one (most rows never are). The second column tells
# what was there before without a look at the row.
Index("ix_episode_from_entry", episode.c.from_entry, episode.c.case_id)
# The number itself, so that both engines see in a query that it asks for nothing else.
ENDED = episode.c.until_entry < literal_column(str(FOREVER))
Index("ix_episode_until_entry", episode.c.until_entry, episode.c.from_entry, sqlite_where=ENDED, postgresql_where=ENDED)

# Derived: what began in a day, and in longer spans, summed by where it led to and from (two-clocks.md): as known now,
# and what each block of entries of the log added to what is known, or took from it.
NOW = -1
BLOCK = 65_536  # entries
SPANS = (1, 32, 1024)  # of what is known now
BLOCK_SPANS = (128, 1024)  # of what a block added
NOT_FOUND = -1  # instead of the status before, of cases that were not there before
figure_step = Table(
    "figure_step",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),  # entry // BLOCK, or NOW
    Column("days", Integer, primary_key=True, autoincrement=False),  # length of the span
    Column("number", Integer, primary_key=True, autoincrement=False),  # day ordinal // days
    Column("place_id", Integer, primary_key=True, autoincrement=False),
    Column("band", SmallInteger, primary_key=True, autoincrement=False),
    Column("status", SmallInteger, primary_key=True, autoincrement=False),
    Column("was", SmallInteger, primary_key=True, autoincrement=False),  # the status before, or NOT_FOUND
    Column("gap", SmallInteger, primary_key=True, autoincrement=False),
    Column("cases", BigInteger, nullable=False),
    Column("area", BigInteger, nullable=False),
    Column("resolved_area", BigInteger, nullable=False),
    Column("was_resolved", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
