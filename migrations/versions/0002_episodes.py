"""Episodes: the derived table that every figure is read from; going down loses nothing that cannot be computed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; `landtrack init` fills it after the migration."""
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
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_episode_case_id")),
        sa.ForeignKeyConstraint(["change"], ["status_change.entry"], name=op.f("fk_episode_change")),
        sa.ForeignKeyConstraint(["revision"], ["revision.entry"], name=op.f("fk_episode_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index(op.f("ix_episode_case_id"), "episode", ["case_id"], unique=False)
    op.create_index(
        "ix_episode_figures",
        "episode",
        [
            "place_id",
            "band",
            "status",
            "gap",
            "from_day",
            "until_day",
            "from_entry",
            "until_entry",
            "area",
            "resolved_area",
        ],
        unique=False,
    )

    op.create_table(
        "figure_step",
        sa.Column("days", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("gap", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("cases", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=False),
        sa.Column("resolved_area", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("days", "number", "place_id", "band", "status", "gap", name=op.f("pk_figure_step")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the derived tables."""
    op.drop_table("figure_step")
    op.drop_index("ix_episode_figures", table_name="episode")
    op.drop_index(op.f("ix_episode_case_id"), table_name="episode")
    op.drop_table("episode")
