"""Users may have an e-mail address, to which digests of deadlines go. Most have none, and need none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for everybody."""
    op.add_column("user_account", sa.Column("email", sa.String(length=254), nullable=True))


def downgrade() -> None:
    """Drop the column: an address is no part of the log, and is asked for again."""
    op.drop_column("user_account", "email")
