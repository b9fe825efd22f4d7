"""Derived tables: what every figure is read from. They can be thrown away and computed again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table

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
)

# Everything that progress asks, in the order in which it groups: one scan of this index is the answer.
Index(
    "ix_episode_figures",
    *(
        episode.c[name]
        for name in (
            "place_id", "band", "status", "gap",
            "from_day", "until_day", "from_entry", "until_entry", "area", "resolved_area",
        )
    ),
)  # fmt: skip

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
