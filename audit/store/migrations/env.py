"""What Alembic runs: the revisions, over the connection that `audit.store.schema` opened."""

from alembic import context

from audit.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
