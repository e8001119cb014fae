"""The database's shape: models and migrations agree, up and down, on SQLite and on PostgreSQL."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from audit import store
from audit.store import schema
from audit.store.models import Base


def _checks(engine: Engine) -> dict[str, set[str | None]]:
    found = inspect(engine)
    return {
        table: {each["name"] for each in found.get_check_constraints(table)}
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_migrations_make_what_the_models_say(any_engine: Engine) -> None:
    with any_engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrations_make_the_named_laws_of_the_models(engine: Engine) -> None:
    by_models = create_engine("sqlite://")
    Base.metadata.create_all(by_models)
    assert _checks(engine) == _checks(by_models)
    by_models.dispose()


def test_upgrading_twice_changes_nothing(any_url: str) -> None:
    schema.upgrade(any_url)
    assert schema.current(any_url) == ScriptDirectory(str(schema.MIGRATIONS)).get_current_head()


def test_downgrading_leaves_nothing_of_ours(any_url: str) -> None:
    schema.downgrade(any_url, revision="base")
    engine = store.engine(any_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_an_empty_database_has_no_revision() -> None:
    assert schema.current("sqlite://") is None


def test_every_constraint_has_a_name_short_enough_for_postgresql() -> None:
    names = [each.name for table in Base.metadata.tables.values() for each in table.constraints]
    assert all(name and len(str(name)) <= 63 for name in names)
