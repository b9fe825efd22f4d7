"""PostgreSQL holds new episodes against the log in one go, and not each row for itself: a third of a recording's time.

Nothing that an episode refers to can go away: revisions and changes are append-only and keep their case. So what has to
be looked at is what is inserted (or, by hand, updated): that revision and change are there and of the same case. SQLite
has no triggers for whole statements, and its foreign keys cost little: there they stay.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFERENCES = {"case_id": "violation_case.id", "revision": "revision.entry", "change": "status_change.entry"}
# A row of what was referred to is found by its key, however many there are: the plan is made once for a connection,
# when the tables may still be small.
CHECK = """CREATE FUNCTION landtrack_episode_references() RETURNS trigger LANGUAGE plpgsql
    SET search_path FROM CURRENT SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM fresh WHERE NOT EXISTS (
                SELECT FROM revision WHERE revision.entry = fresh.revision AND revision.case_id = fresh.case_id)
        ) OR EXISTS (
            SELECT FROM fresh WHERE fresh.change IS NOT NULL AND NOT EXISTS (
                SELECT FROM status_change AS c WHERE c.entry = fresh.change AND c.case_id = fresh.case_id)
        ) THEN
            RAISE foreign_key_violation USING MESSAGE = 'an episode refers to what its case does not have';
        END IF;
        RETURN NULL;
    END $$"""


def upgrade() -> None:
    """Put the check in place of the foreign keys."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for column in REFERENCES:
        op.drop_constraint(op.f(f"fk_episode_{column}"), "episode", type_="foreignkey")
    op.execute(CHECK)
    for verb in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER episode_references_{verb.lower()} AFTER {verb} ON episode "
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION landtrack_episode_references()"
        )


def downgrade() -> None:
    """Put the foreign keys back."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for verb in ("insert", "update"):
        op.execute(f"DROP TRIGGER episode_references_{verb} ON episode")
    op.execute("DROP FUNCTION landtrack_episode_references()")
    for column, target in REFERENCES.items():
        table, key = target.split(".")
        op.create_foreign_key(op.f(f"fk_episode_{column}"), "episode", table, [column], [key])
