"""The help pages of the command line in a person's language: commands say them in English, catalogues in others."""

from collections.abc import Iterable, Iterator

import click

from audit import wording
from audit.errors import mark

#: What click itself writes on a help page.
CLICK_SAYS = (
    mark("Usage"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("Show the version and exit."),
)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a command's help, each on one line as catalogues hold it."""
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip())


def sentences(command: click.Command) -> Iterator[str]:
    """Yield whatever a command's help page says in its own words, its subcommands' too."""
    yield from paragraphs(command.help or "")
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from sentences(command.get_command(context, name) or click.Command(name))


class Page(click.HelpFormatter):
    """A help page that says each sentence in the language of the command that is being called."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or f"{wording.say(_language(), 'Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(wording.say(_language(), heading))

    def write_text(self, text: str) -> None:
        """Write a command's help, paragraph by paragraph."""
        super().write_text("\n\n".join(wording.say(_language(), each) for each in paragraphs(text)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write what options and commands do; what click adds in brackets stays as it is."""
        super().write_dl([(name, _said(text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """The context of a command whose help is spoken."""

    formatter_class = Page


def speaking(command: click.Command) -> click.Command:
    """Return the command, its help and that of its subcommands spoken."""
    command.context_class = Context
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        speaking(one)
    return command


def _said(text: str) -> str:
    sentence, bracket, added = text.partition("  [")
    return f"{wording.say(_language(), sentence)}{bracket}{added}" if sentence else text


def _language() -> str:
    context = click.get_current_context(silent=True)
    return str(context.find_root().obj or wording.SOURCE_LANGUAGE) if context else wording.SOURCE_LANGUAGE
