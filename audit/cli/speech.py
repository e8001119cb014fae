"""How the command line speaks: its language, its mistakes on stderr, and the code it ends with (0, 1 or 2)."""

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from audit import wording
from audit.cli import manual, misuse
from audit.errors import AuditError, Mistake, Mistaken, Severity, message

F = TypeVar("F", bound=Callable[..., Any])
INPUT_IS_WRONG = 1
LANGUAGE_VARIABLES = ("PARITET_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def environment_language() -> str:
    """Return the language of the environment where the interface speaks it, else English."""
    said = next((os.environ[name] for name in LANGUAGE_VARIABLES if os.environ.get(name)), "")
    language = said.replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in wording.languages() else wording.SOURCE_LANGUAGE


def _chosen(context: click.Context, option: click.Parameter, given: str | None) -> str:
    """Return the language asked for; what a command's own `--lang` asks for is spoken by refusals too."""
    root = context.find_root()
    root.obj = given or root.obj or environment_language()
    return str(root.obj)


def _spoken_by(context: click.Context) -> str:
    return str(context.find_root().obj or environment_language())


def _one_of_ours(told: str) -> Callable[[F], F]:
    return click.option(
        "--lang",
        "language",
        type=click.Choice(wording.languages()),
        callback=_chosen,
        is_eager=True,
        help=told,
    )


lang_option = _one_of_ours("Language of the messages; the environment's by default.")
"""Gives a command the parameter `language`: its own `--lang`, else that of `paritet --lang`, else the environment's."""

report_lang_option = _one_of_ours("Language of the document and of the messages; the environment's by default.")
"""The same, for a command that makes a document in that language."""


def _document_language(context: click.Context, option: click.Parameter, given: str | None) -> str:
    """Return the language of a document, any that a questionnaire may speak; refusals are said in one of ours."""
    said = _chosen(context, option, wording.spoken(given) if given else None)
    return given or said


document_lang_option = click.option(
    "--lang",
    "language",
    metavar="LANGUAGE",
    callback=_document_language,
    is_eager=True,
    help="Language of the document, one of the audit's, and of the messages; the environment's by default.",
)
"""Gives a command the parameter `language` of a document, which may be one that only the questionnaire speaks."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print data as JSON.")
"""Gives a command the parameter `as_json`."""


def spoken(mistake: Mistake, language: str) -> str:
    """Return one line, `file: place: what is wrong. what to do`, in a language."""
    place = ", ".join(wording.tell(language, part) for part in mistake.place)
    warning = wording.say(language, "warning") if mistake.severity is Severity.WARNING else ""
    head = ": ".join(part for part in (mistake.file, place, warning) if part)
    body = f"{wording.tell(language, mistake.wrong)}. {wording.tell(language, mistake.remedy)}"
    return f"{head}: {body}" if head else body


def complain(mistakes: Iterable[Mistake], language: str) -> None:
    """Print mistakes and warnings on stderr, a line each."""
    for mistake in mistakes:
        click.echo(spoken(mistake, language), err=True)


def print_json(data: object) -> None:
    """Print data as JSON on stdout, letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


class Commands(click.Group):
    """A group whose commands are imported when called, and which says a refusal in words and ends with 1."""

    context_class = manual.Context

    def __init__(self, *, commands_at: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(**settings)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of their table."""
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module."""
        if cmd_name not in self.commands_at:
            return None
        module, attribute = self.commands_at[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return manual.speaking(command)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own settings
    ) -> click.Context:
        """Make the context with the environment's language in it, for help is asked for before options are read."""
        return super().make_context(info_name, args, parent, obj=environment_language(), **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a refusal is said on stderr and the input is called wrong."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as misused:
            if _spoken_by(ctx) == wording.SOURCE_LANGUAGE:
                raise
            misuse.show(misused, _spoken_by(ctx))
            sys.exit(misused.exit_code)
        except Mistaken as refusal:
            complain(refusal.mistakes, _spoken_by(ctx))
        except AuditError as refusal:
            click.echo(wording.tell(_spoken_by(ctx), refusal.said), err=True)
        except OSError as error:
            said = message(
                "%(file)s: this cannot be read or written. Check the name and the rights.", file=error.filename
            )
            click.echo(wording.tell(_spoken_by(ctx), said), err=True)
        sys.exit(INPUT_IS_WRONG)
