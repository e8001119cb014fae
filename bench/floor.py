"""The floor: a bare Flask page with Flask-WTF and Jinja, the same eight questions, one row read and one written."""

import json
import sqlite3
import sys
from pathlib import Path

from flask import Flask, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from jinja2 import DictLoader
from wtforms import RadioField

from bench.visitor import CHOICES, QUESTIONS, alone

PATH = "/somebody"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Section</title></head><body><h1>Section</h1>
<form method="post">{{ form.csrf_token }}
{% for field in form if field.type == "RadioField" %}
<fieldset><legend>{{ field.label.text }}</legend>
{% for option in field %}<label>{{ option() }} {{ option.label.text }}</label>
{% endfor %}{% if field.errors %}<p>{{ field.errors[0] }}</p>{% endif %}</fieldset>
{% endfor %}
<button>Next</button></form></body></html>"""


class Section(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Eight questions of five choices."""


for number in range(QUESTIONS):
    offered = [(str(choice), f"Choice {choice}") for choice in range(1, CHOICES + 1)]
    setattr(Section, f"q{number}", RadioField(f"Question {number}", choices=offered))


def floor(path: Path) -> Flask:
    """Return the application over a SQLite file with one row for each respondent."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS answers (token TEXT PRIMARY KEY, given TEXT NOT NULL)")
    app = Flask("floor")
    app.config["SECRET_KEY"] = "x" * 48
    app.jinja_loader = DictLoader({"section.html": PAGE})

    def page(token: str) -> ResponseReturnValue:
        row = connection.execute("SELECT given FROM answers WHERE token = ?", (token,)).fetchone()
        form = Section(data=json.loads(row[0]) if row else {})
        if not form.validate_on_submit():
            return render_template("section.html", form=form)
        given = json.dumps({name: value for name, value in form.data.items() if name != "csrf_token"})
        connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (token, given))
        return redirect(f"/{token}", 303)

    app.add_url_rule("/<token>", view_func=page, methods=["GET", "POST"])
    return app


if __name__ == "__main__":
    alone(lambda: floor(Path(sys.argv[1]) / "floor.sqlite"), PATH, "q")
