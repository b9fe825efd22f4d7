"""Exchange: imports and undoing them, attachments, accepted findings, remembered sources, identities by value."""

import sqlalchemy as sa
from alembic import op

from landtrack.domain.errors import Refusal
from landtrack.domain.identity import number_key, search_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# To the letter INTEGER on SQLite, which then keeps the table by this key.
ENTRY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LOGGED = ("import_run", "import_undo", "attachment", "attachment_removal", "acceptance")
KEYS = ("name_key", "id_number_key", "phone_key")


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


def upgrade() -> None:
    """Create the tables, and give the identities their search keys."""
    _imports()
    _attachments()
    _logged(
        "acceptance",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_case_id", sa.Integer(), nullable=True),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _case("acceptance"),
        _case("acceptance", "other_case_id"),
    )
    op.create_index(op.f("ix_acceptance_case_id"), "acceptance", ["case_id"], unique=False)
    for name in KEYS:
        op.add_column("identity", sa.Column(name, sa.Text(), server_default="", nullable=False))
        op.create_index(op.f(f"ix_identity_{name}"), "identity", [name], unique=False)
    _give_keys()


def _imports() -> None:
    _logged(
        "import_run",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("first_entry", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_import_run_file_hash"), "import_run", ["file_hash"], unique=False)
    _logged(
        "import_undo",
        sa.Column("import_entry", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_entry"], ["import_run.entry"], name=op.f("fk_import_undo_import_entry")),
        sa.UniqueConstraint("import_entry", name=op.f("uq_import_undo_import_entry")),
    )
    op.create_table(
        "import_row",
        sa.Column("import_entry", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        _case("import_row"),
        sa.ForeignKeyConstraint(["import_entry"], ["import_run.entry"], name=op.f("fk_import_row_import_entry")),
        sa.PrimaryKeyConstraint("import_entry", "digest", name=op.f("pk_import_row")),
    )
    op.create_index(op.f("ix_import_row_case_id"), "import_row", ["case_id"], unique=False)
    op.create_table(
        "source_memory",
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_source_memory")),
    )


def _attachments() -> None:
    _logged(
        "attachment",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _case("attachment"),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    _logged(
        "attachment_removal",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("attachment", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _case("attachment_removal"),
        sa.ForeignKeyConstraint(["attachment"], ["attachment.entry"], name=op.f("fk_attachment_removal_attachment")),
        sa.UniqueConstraint("attachment", name=op.f("uq_attachment_removal_attachment")),
    )
    op.create_index(op.f("ix_attachment_removal_case_id"), "attachment_removal", ["case_id"], unique=False)


def _give_keys() -> None:
    names = ("key", "name", "id_number", "phone", *KEYS)
    identity = sa.table("identity", *(sa.column(name) for name in names))
    connection = op.get_bind()
    for row in connection.execute(sa.select(identity)).all():
        keys = dict(zip(KEYS, (search_key(row.name), number_key(row.id_number), number_key(row.phone)), strict=True))
        connection.execute(identity.update().where(identity.c.key == row.key).values(keys))


def downgrade() -> None:
    """Drop the tables; refused while they hold what was recorded, since that would be lost."""
    connection = op.get_bind()
    for name in (*LOGGED, "source_memory"):
        if connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first():
            raise Refusal("database.not_down", table=name)
    for name in KEYS:
        op.drop_index(op.f(f"ix_identity_{name}"), table_name="identity")
        op.drop_column("identity", name)
    for name in ("acceptance", "attachment_removal", "attachment", "source_memory", "import_row", "import_undo"):
        op.drop_table(name)
    op.drop_table("import_run")
