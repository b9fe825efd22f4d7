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
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
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

# What was recorded between two moments: begun by an entry, ended by one (most rows never are).
Index("ix_episode_from_entry", episode.c.from_entry)
# The number itself, so that both engines see in a query that it asks for nothing else.
ENDED = episode.c.until_entry < literal_column(str(FOREVER))
Index("ix_episode_until_entry", episode.c.until_entry, sqlite_where=ENDED, postgresql_where=ENDED)

# Derived from what is known now: by how much counts change in a day, and in longer spans (two-clocks.md).
SPANS = (1, 32, 1024)
figure_step = Table(
    "figure_step",
    metadata,
    Column("days", Integer, primary_key=True, autoincrement=False),  # length of the span, one of SPANS
    Column("number", Integer, primary_key=True, autoincrement=False),  # day ordinal // days
    Column("place_id", Integer, primary_key=True, autoincrement=False),
    Column("band", SmallInteger, primary_key=True, autoincrement=False),
    Column("status", SmallInteger, primary_key=True, autoincrement=False),
    Column("gap", SmallInteger, primary_key=True, autoincrement=False),
    Column("cases", BigInteger, nullable=False),
    Column("area", BigInteger, nullable=False),
    Column("resolved_area", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
