"""Puts the pieces together: settings, database, protection, sign-in, pages; nothing else happens here."""

import os
from urllib.parse import urlsplit

from flask import Flask
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from audit import config, store, wording
from audit.web import (
    access,
    account,
    actions,
    admin,
    blanks,
    bodies,
    comparison,
    dashboard,
    documents,
    exhibits,
    figures,
    findings,
    free_texts,
    front,
    install_pages,
    journal,
    papers,
    planning,
    protection,
    rescoring,
    respond,
    review,
    tokens,
    translations,
    versions,
    webhooks,
    word_templates,
)
from audit.web.api import served
from audit.web.authoring import pieces as authoring_pieces
from audit.web.authoring import whole as authoring

BLUEPRINTS = (
    front.pages,
    respond.blueprint,
    respond.institution,
    planning.pages,
    review.pages,
    documents.pages,
    word_templates.pages,
    findings.pages,
    free_texts.pages,
    actions.pages,
    blanks.pages,
    exhibits.pages,
    papers.pages,
    authoring.pages,
    authoring_pieces.pages,
    rescoring.pages,
    comparison.pages,
    versions.pages,
    translations.pages,
    dashboard.pages,
    bodies.pages,
    admin.pages,
    tokens.pages,
    webhooks.pages,
    served.interface,
)


def create_app(settings: config.Settings | None = None) -> Flask:
    """Return the application; NotConfigured when it would not be safe to start."""
    settings = settings or config.settings(os.environ)
    app = journal.QuietFlask("paritet", root_path=str(wording.ROOT))
    app.config.update(configuration(settings))
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's way
    app.extensions["paritet.settings"] = settings
    app.extensions["paritet.engine"] = engine = store.engine(settings.database_url)
    app.extensions["paritet.sessions"] = sessions = store.sessions(engine)
    Babel(app, locale_selector=account.locale)
    journal.install(app)
    access.install(app)
    protection.install(app, https=settings.https)
    install_pages(app, BLUEPRINTS)
    figures.install(app)
    served.install(app)
    account.install(app, sessions, settings=settings)
    protection.slow_down_guessing(app)
    return app


def configuration(settings: config.Settings) -> dict[str, object]:
    """Return what Flask is told; the extensions' own settings stand beside their installation."""
    return {
        "SECRET_KEY": settings.secrets.key,
        "PARITET_LANGUAGE": settings.language,
        "MAX_CONTENT_LENGTH": settings.largest_request,
        "MAX_FORM_MEMORY_SIZE": settings.largest_request,
        "SEND_FILE_MAX_AGE_DEFAULT": 365 * 24 * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "PREFERRED_URL_SCHEME": "https" if settings.https else "http",
        # A link that is handed out or sent leads nowhere else, whatever name a request was made under.
        "TRUSTED_HOSTS": [urlsplit(settings.base_url).hostname, *sorted(config.LOOPBACK)],
    }
