"""The command line `paritet`: one module a journey, loaded only when its command is called."""

import click

from audit.cli.speech import Commands, environment_language, lang_option

COMMANDS = {
    "check": "audit.cli.check:check",
    "convert": "audit.cli.convert:convert",
    "translate": "audit.cli.translate:translate",
    "init": "audit.cli.instance:init",
    "user": "audit.cli.instance:user",
    "serve": "audit.cli.instance:serve",
    "import": "audit.cli.import_:import_",
    "open": "audit.cli.audits:open_",
    "close": "audit.cli.audits:close",
    "export": "audit.cli.audits:export",
    "verify": "audit.cli.verify:verify",
    "backup": "audit.cli.keeping:backup",
    "restore": "audit.cli.keeping:restore",
    "demo": "audit.cli.demo:demo",
    "score": "audit.cli.score:score",
    "report": "audit.cli.report:report",
    "blank": "audit.cli.blank:blank",
    "parity": "audit.cli.parity:parity",
}


@click.group(cls=Commands, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@lang_option
@click.version_option(package_name="paritet")
@click.pass_context
def main(context: click.Context, language: str) -> None:
    """Ask, measure against 50/50, and report: a gender audit from the command line.

    Every command ends with 0 (done), 1 (the input is wrong) or 2 (wrong usage).
    """
    context.obj = language or environment_language()
