"""Steps become sums of what began, with the status before, also for each block of the log; wider indexes of episodes.

The derived table of steps is made anew and left empty: whoever migrates computes it again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FOREVER = 2_000_000_000


def _steps(*, key: dict[str, type[sa.types.TypeEngine[int]]], sums: tuple[str, ...]) -> None:
    op.drop_table("figure_step")
    op.create_table(
        "figure_step",
        *(sa.Column(name, kind(), autoincrement=False, nullable=False) for name, kind in key.items()),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in sums),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_figure_step")),
        sqlite_with_rowid=False,
    )


def _indexes(*, of_case: list[str], begun: list[str], ended: list[str], revision_with: list[str]) -> None:
    for name in ("ix_episode_case_id", "ix_episode_from_entry", "ix_episode_until_entry"):
        op.drop_index(name, table_name="episode")
    only = sa.column("until_entry") < FOREVER
    op.create_index("ix_episode_case_id", "episode", of_case, unique=False)
    op.create_index("ix_episode_from_entry", "episode", begun, unique=False)
    op.create_index("ix_episode_until_entry", "episode", ended, unique=False, sqlite_where=only, postgresql_where=only)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_revision_case_id", table_name="revision")
        op.create_index("ix_revision_case_id", "revision", ["case_id"], unique=False, postgresql_include=revision_with)


def upgrade() -> None:
    """Make the table anew; let the indexes tell more."""
    _steps(
        key={
            "block": sa.Integer, "days": sa.Integer, "number": sa.Integer, "place_id": sa.Integer,
            "band": sa.SmallInteger, "status": sa.SmallInteger, "was": sa.SmallInteger, "gap": sa.SmallInteger,
        },
        sums=("cases", "area", "resolved_area", "was_resolved"),
    )  # fmt: skip
    _indexes(
        of_case=["case_id", "from_entry"],
        begun=["from_entry", "case_id"],
        ended=["until_entry", "from_entry"],
        revision_with=["entry"],
    )
    op.create_index("ix_episode_from_day", "episode", ["from_day"], unique=False)


def downgrade() -> None:
    """Make the table as it was, empty."""
    op.drop_index("ix_episode_from_day", table_name="episode")
    _indexes(of_case=["case_id"], begun=["from_entry"], ended=["until_entry"], revision_with=[])
    _steps(
        key={
            "days": sa.Integer, "number": sa.Integer, "place_id": sa.Integer,
            "band": sa.SmallInteger, "status": sa.SmallInteger, "gap": sa.SmallInteger,
        },
        sums=("cases", "area", "resolved_area"),
    )  # fmt: skip
