"""The administrator's desk: accounts, what each is to a body, and the bodies themselves."""

from flask import Blueprint

pages = Blueprint("admin", __name__, url_prefix="/admin")
