"""The register: the log, cases and what happened to them, area units, users."""

import sqlalchemy as sa
from alembic import op

from landtrack.store.geometry import Geometry

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# To the letter INTEGER on SQLite, which then keeps the table by this key.
ENTRY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEYS = {"log_entry": ("number",), "boundary": ("entry", "unit_id")}
LOGGED = ("log_entry", "revision", "status_change", "status_void", "boundary")

# What makes the SQLite file a layer for QGIS and GDAL (the FDO metadata tables), and its spatial index.
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
SQLITE_EXTRAS = (
    "CREATE VIRTUAL TABLE revision_bounds USING rtree(entry, west, east, south, north)",
    """CREATE TRIGGER revision_bounds_insert AFTER INSERT ON revision WHEN NEW.west IS NOT NULL BEGIN
        INSERT INTO revision_bounds VALUES (NEW.entry, NEW.west, NEW.east, NEW.south, NEW.north); END""",
    "CREATE TABLE spatial_ref_sys (srid INTEGER PRIMARY KEY, auth_name TEXT, auth_srid INTEGER, srtext TEXT)",
    f"INSERT INTO spatial_ref_sys VALUES (4326, 'EPSG', 4326, '{WGS84}')",  # noqa: S608 - a constant of this file
    """CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, geometry_type INTEGER,
        coord_dimension INTEGER, srid INTEGER, geometry_format TEXT)""",
    """INSERT INTO geometry_columns VALUES ('revision', 'geometry', 0, 2, 4326, 'WKB'),
        ('boundary', 'geometry', 0, 2, 4326, 'WKB')""",
)
POSTGRESQL_EXTRAS = (
    "CREATE INDEX ix_revision_geometry ON revision USING gist (geometry)",
    """CREATE FUNCTION landtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME; END $$""",
)


def upgrade() -> None:
    """Create the tables, and what keeps the logged ones append-only."""
    op.create_table(
        "area_unit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("registry_area_km2", sa.String(length=20), nullable=False),
        sa.Column("centre_lon", sa.String(length=20), nullable=True),
        sa.Column("centre_lat", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_unit")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_area_unit_code_valid_from")),
    )
    op.create_table(
        "cutoff",
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("side", "day", name=op.f("pk_cutoff")),
    )
    op.create_table(
        "identity",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_identity")),
    )
    op.create_table(
        "log_entry",
        sa.Column("number", ENTRY, autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_entry")),
        sa.UniqueConstraint("recorded_at", name=op.f("uq_log_entry_recorded_at")),
    )
    op.create_table(
        "register",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_register")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("session_key", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )
    op.create_table(
        "violation_case",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("holder_key", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_violation_case")),
        sa.UniqueConstraint("code", name=op.f("uq_violation_case_code")),
    )
    op.create_table(
        "boundary",
        sa.Column("entry", ENTRY, autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("schematic", sa.Boolean(), nullable=False),
        sa.Column("geometry", Geometry(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["log_entry.number"], name=op.f("fk_boundary_entry")),
        sa.ForeignKeyConstraint(["unit_id"], ["area_unit.id"], name=op.f("fk_boundary_unit_id")),
        sa.PrimaryKeyConstraint("entry", "unit_id", name=op.f("pk_boundary")),
    )
    op.create_table(
        "revision",
        sa.Column("entry", ENTRY, autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("parcel_unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("land_type", sa.String(length=40), nullable=False),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("map_sheet", sa.Text(), nullable=False),
        sa.Column("parcel", sa.Text(), nullable=False),
        sa.Column("part_of_parcel", sa.Boolean(), nullable=False),
        sa.Column("occurred_earliest", sa.Date(), nullable=True),
        sa.Column("occurred_latest", sa.Date(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=False),
        sa.Column("geometry", Geometry(), nullable=True),
        sa.Column("west", sa.Float(), nullable=True),
        sa.Column("south", sa.Float(), nullable=True),
        sa.Column("east", sa.Float(), nullable=True),
        sa.Column("north", sa.Float(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("area > 0", name=op.f("ck_revision_area_positive")),
        sa.CheckConstraint("occurred_latest <= found_on", name=op.f("ck_revision_occurred_before_found")),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_revision_case_id")),
        sa.ForeignKeyConstraint(["entry"], ["log_entry.number"], name=op.f("fk_revision_entry")),
        sa.ForeignKeyConstraint(["parcel_unit_id"], ["area_unit.id"], name=op.f("fk_revision_parcel_unit_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["area_unit.id"], name=op.f("fk_revision_unit_id")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_case_id"), "revision", ["case_id"], unique=False)
    op.create_table(
        "status_change",
        sa.Column("entry", ENTRY, autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=True),
        sa.Column("resolved_area", sa.BigInteger(), nullable=True),
        sa.Column("exclusion", sa.String(length=20), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_status_change_case_id")),
        sa.ForeignKeyConstraint(["entry"], ["log_entry.number"], name=op.f("fk_status_change_entry")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_status_change")),
    )
    op.create_index(op.f("ix_status_change_case_id"), "status_change", ["case_id"], unique=False)
    op.create_table(
        "succession",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["area_unit.id"], name=op.f("fk_succession_new_id")),
        sa.ForeignKeyConstraint(["old_id"], ["area_unit.id"], name=op.f("fk_succession_old_id")),
        sa.PrimaryKeyConstraint("old_id", "new_id", name=op.f("pk_succession")),
    )
    op.create_table(
        "user_unit",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["area_unit.id"], name=op.f("fk_user_unit_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_unit_user_id")),
        sa.PrimaryKeyConstraint("user_id", "unit_id", name=op.f("pk_user_unit")),
    )
    op.create_table(
        "status_void",
        sa.Column("entry", ENTRY, autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["violation_case.id"], name=op.f("fk_status_void_case_id")),
        sa.ForeignKeyConstraint(["change"], ["status_change.entry"], name=op.f("fk_status_void_change")),
        sa.ForeignKeyConstraint(["entry"], ["log_entry.number"], name=op.f("fk_status_void_entry")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_status_void")),
        sa.UniqueConstraint("change", name=op.f("uq_status_void_change")),
    )
    op.create_index(op.f("ix_status_void_case_id"), "status_void", ["case_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_EXTRAS:
            op.execute(statement)
        for table in LOGGED:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
                )
            # INSERT OR REPLACE deletes without firing the trigger for DELETE.
            same = " AND ".join(f"{name} = NEW.{name}" for name in KEYS.get(table, ("entry",)))
            op.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - names of this file
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN "
                f"SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
            )
    else:
        for statement in POSTGRESQL_EXTRAS:
            op.execute(statement)
        for table in LOGGED:
            # One trigger for rows and one for TRUNCATE, which fires no row trigger.
            for name, verb, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} "
                    f"FOR EACH {each} EXECUTE FUNCTION landtrack_append_only()"
                )


def downgrade() -> None:
    """Drop everything: the version before is an empty database."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("revision_bounds", "spatial_ref_sys", "geometry_columns"):
            op.execute(f"DROP TABLE {table}")
    op.drop_index(op.f("ix_status_void_case_id"), table_name="status_void")
    op.drop_table("status_void")
    op.drop_table("user_unit")
    op.drop_table("succession")
    op.drop_index(op.f("ix_status_change_case_id"), table_name="status_change")
    op.drop_table("status_change")
    op.drop_index(op.f("ix_revision_case_id"), table_name="revision")
    op.drop_table("revision")
    op.drop_table("boundary")
    op.drop_table("violation_case")
    op.drop_table("user_account")
    op.drop_table("register")
    op.drop_table("log_entry")
    op.drop_table("identity")
    op.drop_table("cutoff")
    op.drop_table("area_unit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION landtrack_append_only()")
