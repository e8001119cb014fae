"""Wrong usage in a person's language: what is missing, unknown or out of range, in place of the parser's English."""

import click

from audit import wording
from audit.errors import mark


def said(error: click.UsageError, language: str) -> str:
    """Return what is wrong with the words typed; what has no sentence of ours keeps the parser's."""
    name = _named(error)
    match error:
        case click.MissingParameter() if name:
            return wording.say(language, mark("%(name)s is missing: give it."), name=name)
        case click.NoSuchOption():
            return wording.say(language, mark("There is no option %(name)s."), name=error.option_name)
        case click.BadParameter() if name and error.param:
            return _unfit(error, error.param.type, name, language)
    command = getattr(error, "command_name", None)
    if command is not None:
        return wording.say(language, mark("There is no command %(name)s."), name=command)
    return wording.say(language, error.message)


def show(error: click.UsageError, language: str) -> None:
    """Print on stderr what is wrong and where help is."""
    click.echo(said(error, language), err=True)
    if error.ctx is not None:
        click.echo(wording.say(language, mark("Help: %(command)s --help"), command=error.ctx.command_path), err=True)


def _unfit(error: click.BadParameter, asked: object, name: str, language: str) -> str:
    if isinstance(asked, click.Choice):
        known = ", ".join(map(str, asked.choices))
        sentence = mark("The value of %(name)s must be one of: %(known)s.")
        return wording.say(language, sentence, name=name, known=known)
    if isinstance(asked, click.IntRange):
        sentence = mark("The value of %(name)s must be a whole number from %(least)d to %(most)d.")
        return wording.say(language, sentence, name=name, least=asked.min, most=asked.max)
    return error.format_message()


def _named(error: click.UsageError) -> str:
    """Return the option as it is typed, or the argument as the usage line names it."""
    param = getattr(error, "param", None)
    if isinstance(param, click.Option):
        return str(max(param.opts, key=len))
    return str(param.human_readable_name).rstrip("…") if param is not None else ""
