"""Sign-in, recovery, passwords and second factors: Flask-Security's work, told in this program's words."""

from typing import Any

from flask import Flask, Request, current_app, g, render_template
from flask_babel import Babel, Domain
from flask_mailman import EmailMessage
from flask_mailman import Mail as Post
from flask_security import Security, SQLAlchemySessionUserDatastore, naive_utcnow
from flask_security.babel import FsDomain
from flask_security.proxies import _security
from flask_security.recoverable import generate_reset_link
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from audit import store, wording
from audit.config import Mail, Settings
from audit.errors import mark
from audit.store.models import NoRole, User
from audit.web import access

SHORTEST_PASSWORD = 12
LIBRARY_LOCALES = {"ru": "ru_RU"}

#: The library's sentences that are said better, and in the same words in every language of the interface.
SAID = {
    "Authentication failed - identity or password/passcode invalid": mark(
        "The e-mail address and the password do not match. Check both and try again."
    ),
    "Instructions to reset your password have been sent to %(email)s.": mark(
        "If there is an account with this address, a letter with a link is on its way. It works once, for 24 hours."
    ),
    "Password reset instructions": mark("A new password for Paritet"),
    "Your password has been reset": mark("Your password in Paritet has been changed"),
    "Your password has been changed": mark("Your password in Paritet has been changed"),
    "Invalid reset password token.": mark(
        "This link no longer works: it has been used or is not whole. Ask for a new one."
    ),
    "You did not reset your password within %(within)s. ": mark("This link is too old. Ask for a new one."),
    "You successfully reset your password. Please authenticate using your new password.": mark(
        "The new password is saved. Sign in with it."
    ),
    "You successfully changed your password.": mark("The new password is saved."),
    "Password must be at least %(length)s characters": mark(
        "The password is too short. Use at least %(length)s characters."
    ),
    "Passwords do not match": mark("The two passwords differ. Type the same one twice."),
    "Your new password must be different than your previous password.": mark(
        "This is the password you have now. Choose another one."
    ),
    "Invalid password": mark("The present password is wrong. Type it again."),
    "Password not provided": mark("Type the password."),
    "Email not provided": mark("Type the e-mail address."),
    "Invalid email address": mark("This does not look like an e-mail address. Check it, for example name@example.org."),
    "Invalid code": mark("The code is wrong or too old. Type the one that the application shows now."),
    "Recovery code invalid": mark("This recovery code is wrong or has been used. Type another one."),
    "Your code has been confirmed": mark("The code is right."),
    "You successfully changed your two-factor method.": mark("Signing in now asks for a code too."),
    "You successfully disabled two-factor authorization.": mark("Signing in no longer asks for a code."),
    "Setup must be completed within %(within)s. Please start over.": mark("This took too long. Start again."),
    "Please reauthenticate to access this page.": mark("Type your password once more to go on."),
    "You must reauthenticate to access this endpoint": mark("Type your password once more to go on."),
    "Reauthentication successful": mark("Thank you, go on."),
    "You can only access this endpoint when not logged in.": mark("You are signed in already."),
    "You must sign in to view this resource.": mark("Sign in to see this page."),
    "Please log in to access this page.": mark("Sign in to see this page."),
}


class Words(FsDomain):
    """The library's translations, except for the sentences that are said better here."""

    def gettext(self, string: str, **values: Any) -> str:  # noqa: ANN401 - whatever the library fills in
        """Say one of the library's sentences in the reader's language."""
        better = SAID.get(str(string))
        return wording.say(access.language(), better, **values) if better else str(super().gettext(string, **values))  # type: ignore[no-untyped-call]  # the library's own


def locale() -> str:
    """Return the language as Flask-Babel and Flask-Security name it."""
    language = access.language()
    return LIBRARY_LOCALES.get(language, language)


def install(app: Flask, sessions: sessionmaker[Session], *, settings: Settings) -> None:
    """Install sign-in over the store's users; it has a session of its own, so that no page's transaction is touched."""
    own = scoped_session(sessions, scopefunc=lambda: id(g._get_current_object()))
    app.teardown_appcontext(lambda _error: own.remove())
    for key, value in {**SECURITY, **_post(settings.mail), **_secrets(settings)}.items():
        app.config.setdefault(key, value)
    Post(app)
    security = Security(app, SQLAlchemySessionUserDatastore(own, User, NoRole))
    # The library would take a token from an address or a header, good for ever and after signing out.
    security.login_manager.request_loader(_nobody)
    words: Domain = Words(app)  # type: ignore[no-untyped-call]  # the library's own
    security.i18n_domain = words
    app.extensions["paritet.mail"] = settings.mail
    app.jinja_env.globals["mail_is_sent"] = bool(settings.mail.server)


def _nobody(_request: Request) -> None:
    """Know nobody without a session."""


def bare(settings: Settings) -> Flask:
    """Return an application with sign-in alone, for commands that hash passwords and make links without a server."""
    app = Flask("paritet", root_path=str(wording.ROOT))
    app.config.update(SECRET_KEY=settings.secrets.key, PARITET_LANGUAGE=settings.language)
    Babel(app, locale_selector=locale)
    install(app, store.sessions(store.engine(settings.database_url)), settings=settings)
    return app


def invitation(user_id: str) -> str:
    """Return the link by which a person sets her password; it works once and for the time of recovery links."""
    # What this session has read so far ends here, for the account may be newer.
    _security.datastore.commit()  # type: ignore[no-untyped-call]  # the library's own
    user = _security.datastore.find_user(id=user_id)
    link, _token = generate_reset_link(user)  # type: ignore[no-untyped-call]  # the library's own
    return str(link)


def send_invitation(email: str, link: str) -> bool:
    """Send a new person her link; False where the instance sends no mail, so that it is handed over by hand."""
    if not current_app.extensions["paritet.mail"].server:
        return False
    language = access.language()
    subject = wording.say(language, "Your account in Paritet")
    EmailMessage(subject, body=render_template("admin/invitation.txt", link=link), to=[email]).send()
    return True


SECURITY: dict[str, object] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TRACKABLE": False,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_STATIC_FOLDER_URL": None,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_POST_LOGOUT_VIEW": "/login",
    "SECURITY_RESET_ERROR_VIEW": "/reset",
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_TOTP_ISSUER": "Paritet",
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_DATETIME_FACTORY": naive_utcnow,
}


def _secrets(settings: Settings) -> dict[str, object]:
    return {
        "SECURITY_PASSWORD_SALT": settings.secrets.salt,
        "SECURITY_TOTP_SECRETS": {"1": settings.secrets.second_factor},
    }


def _post(mail: Mail) -> dict[str, object]:
    return {
        "MAIL_BACKEND": "smtp" if mail.server else "dummy",
        "MAIL_SERVER": mail.server,
        "MAIL_PORT": mail.port,
        "MAIL_USERNAME": mail.username,
        "MAIL_PASSWORD": mail.password,
        "MAIL_USE_TLS": mail.encryption == "starttls",
        "MAIL_USE_SSL": mail.encryption == "tls",
        "MAIL_DEFAULT_SENDER": mail.sender,
        "MAIL_TIMEOUT": 20,
    }
