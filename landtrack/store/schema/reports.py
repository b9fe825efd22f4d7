"""The office's own tables, the dated steps of a case, and the reports that were issued."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from landtrack.store.schema.naming import entry_column, metadata

# Rows that an admin keeps: cutoffs, deadline rules, targets, campaigns, quoted figures … The newest row of a table and
# key known at a moment is in force at it; ``removed`` ends it. ``content`` is JSON of the table's own dataclass.
office_row = Table(
    "office_row",
    metadata,
    entry_column(),
    Column("table_name", String(30), nullable=False, index=True),
    Column("key", String(80), nullable=False),
    Column("content", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
)

# A dated step on the way of a case: minutes drawn up, decision made, decision handed over
# (landtrack.domain.deadlines.deadline).
case_step = Table(
    "case_step",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("step", String(30), nullable=False),
    Column("day", Date, nullable=False),
    Column("number", Text, nullable=False),
    Column("note", Text, nullable=False),
)

case_step_void = Table(
    "case_step_void",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("step", BigInteger, ForeignKey("case_step.entry"), nullable=False, unique=True),
    Column("note", Text, nullable=False),
)

# A report that was issued: what was asked, the figures it gave, and the hash of the file.
issued_report = Table(
    "issued_report",
    metadata,
    entry_column(),
    Column("form", String(30), nullable=False),
    Column("parameters", Text, nullable=False),  # JSON
    Column("figures", Text, nullable=False),  # JSON
    Column("file_name", Text, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("sha256", String(64), ForeignKey("report_file.sha256"), nullable=False),
)

# The very bytes, under their hash; the hash is in the log, so a changed file shows.
report_file = Table(
    "report_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
