"""Reports: the office's own tables, dated steps, issued reports; episodes that know the day before.

The derived table of episodes is made anew and left empty: whoever migrates computes it again.
"""

import sqlalchemy as sa
from alembic import op

from landtrack.domain.errors import Refusal

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# To the letter INTEGER on SQLite, which then keeps the table by this key.
ENTRY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LOGGED = ("office_row", "case_step", "case_step_void", "issued_report")


def _logged(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("entry", ENTRY, autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["entry"], ["log_entry.number"], name=op.f(f"fk_{name}_entry")),
        sa.PrimaryKeyConstraint("entry", name=op.f(f"pk_{name}")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb, condition in (
            ("UPDATE", ""),
            ("DELETE", ""),
            ("INSERT", f"WHEN EXISTS (SELECT 1 FROM {name} WHERE entry = NEW.entry) "),  # noqa: S608 - names of this file
        ):
            suffix = "replace" if verb == "INSERT" else verb.lower()
            op.execute(
                f"CREATE TRIGGER {name}_no_{suffix} BEFORE {verb} ON {name} {condition}BEGIN "
                f"SELECT RAISE(ABORT, 'the table {name} is append-only'); END"
            )
    else:
        for suffix, verb, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {name}_no_{suffix} BEFORE {verb} ON {name} "
                f"FOR EACH {each} EXECUTE FUNCTION landtrack_append_only()"
            )


def _case(table: str, column: str = "case_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["violation_case.id"], name=op.f(f"fk_{table}_{column}"))


FOREVER = 2_000_000_000
FIGURES = (
    "place_id", "band", "status", "gap",
    "from_day", "until_day", "from_entry", "until_entry", "area", "resolved_area",
)  # fmt: skip


def upgrade() -> None:
    """Create the tables."""
    op.drop_table("episode")
    _episodes(
        sa.Column("was", sa.SmallInteger(), nullable=True),
        sa.Column("was_resolved", sa.BigInteger(), nullable=False),
        covered=(*FIGURES[:3], "was", *FIGURES[3:], "was_resolved", "case_id"),
    )
    ended = sa.column("until_entry") < FOREVER
    op.create_index("ix_episode_from_entry", "episode", ["from_entry"], unique=False)
    op.create_index(
        "ix_episode_until_entry", "episode", ["until_entry"], unique=False, sqlite_where=ended, postgresql_where=ended
    )
    _logged(
        "office_row",
        sa.Column("table_name", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
    )
    op.create_index(op.f("ix_office_row_table_name"), "office_row", ["table_name"], unique=False)
    _steps()
    op.create_table(
        "report_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_report_file")),
    )
    _logged(
        "issued_report",
        sa.Column("form", sa.String(length=30), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["report_file.sha256"], name=op.f("fk_issued_report_sha256")),
    )


def _episodes(*more: sa.schema.SchemaItem, covered: tuple[str, ...]) -> None:
    op.create_table(
        "episode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Integer(), nullable=False),
        sa.Column("until_day", sa.Integer(), nullable=False),
        sa.Column("from_entry", sa.BigInteger(), nullable=False),
        sa.Column("until_entry", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("gap", sa.SmallInteger(), nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=False),
        sa.Column("resolved_area", sa.BigInteger(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_episode_case_id")),
        sa.ForeignKeyConstraint(["change"], ["status_change.entry"], name=op.f("fk_episode_change")),
        sa.ForeignKeyConstraint(["revision"], ["revision.entry"], name=op.f("fk_episode_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index(op.f("ix_episode_case_id"), "episode", ["case_id"], unique=False)
    op.create_index("ix_episode_figures", "episode", list(covered), unique=False)


def _steps() -> None:
    _logged(
        "case_step",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _case("case_step"),
    )
    op.create_index(op.f("ix_case_step_case_id"), "case_step", ["case_id"], unique=False)
    _logged(
        "case_step_void",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _case("case_step_void"),
        sa.ForeignKeyConstraint(["step"], ["case_step.entry"], name=op.f("fk_case_step_void_step")),
        sa.UniqueConstraint("step", name=op.f("uq_case_step_void_step")),
    )
    op.create_index(op.f("ix_case_step_void_case_id"), "case_step_void", ["case_id"], unique=False)


def downgrade() -> None:
    """Drop the tables; refused while they hold what was recorded, since that would be lost."""
    connection = op.get_bind()
    for name in LOGGED:
        if connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first():
            raise Refusal("database.not_down", table=name)
    for name in ("issued_report", "report_file", "case_step_void", "case_step", "office_row"):
        op.drop_table(name)
    op.drop_table("episode")
    _episodes(covered=FIGURES)
