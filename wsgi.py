"""The door for WSGI servers: `gunicorn wsgi:app`."""

from audit.app import create_app

app = create_app()
