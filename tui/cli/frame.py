"""What all commands share: the options, what they are worth, and how a word is told from a path."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli.clicking import SpokenGroup, speak
from tui.config import MODE_NAMES, Settings, Unfit, check_annotator, closest, config_path, read_settings
from tui.output import Sheet, emit, is_terminal, tell
from tui.speech import say, shown, use_terminal

if TYPE_CHECKING:
    from store.library import Library
    from store.model import Extraction, Outline
    from tui.rtl.asking import Question
    from tui.rtl.terminal import Mode

_Wrapped = TypeVar("_Wrapped", bound=Callable[..., Any])


class Invocation:
    """The options of one run, wherever they were given, over the environment, over the settings."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        """The options that were given, by name; one after the subcommand takes the place of one before."""

    @cached_property
    def settings(self) -> Settings:
        """What `config.toml` says; what is wrong in it is told once."""
        settings, complaints = read_settings(config_path(), named=bool(os.environ.get("NEWSREAD_CONFIG")))
        for complaint in complaints:
            tell(complaint)
        return settings

    @property
    def library(self) -> Path:
        """The library file."""
        if "library" in self.given:
            return Path(os.path.expanduser(self.given["library"]))
        if self.settings.library is not None:
            return self.settings.library
        # Imported here: it takes as long as all of this module.
        from platformdirs import user_data_path

        return user_data_path("newsread", appauthor=False) / "library.db"

    @property
    def annotator(self) -> str:
        """Who annotates; by default the login name."""
        name = self.given.get("annotator") or self.settings.annotator
        return name or _login_name()

    @property
    def terminal(self) -> str | None:
        """The terminal mode that was asked for, or None."""
        return self.given.get("terminal") or self.settings.terminal

    def open(self, create: bool = False, look: bool = False) -> Library:
        """The library, for a `with` block; one that is not there is made where `create` says so.

        With `look` one that may only be read is opened for that. Raises `store.errors.LibraryError` where it
        cannot be used, or is not there.
        """
        from store.library import Library

        return Library.open(
            self.library,
            self.annotator,
            analyse=self.analyse,
            create=create,
            look=look,
            tell=tell,
        )

    @cached_property
    def cues(self) -> Path | None:
        """The person's own cues, `cues.toml` beside the settings; None without it, or where it is no use."""
        path = config_path().with_name("cues.toml")
        if not path.is_file():
            return None
        from store.analysis import check_cues
        from store.errors import InvalidFormat

        try:
            check_cues(path)
        except InvalidFormat as error:
            tell(error.message)
            return None
        return path

    def analyse(self, text: str) -> tuple[Outline, Extraction]:
        """What the machine makes of a text, with the person's own cues."""
        # Imported here: opening the reader does without the extractor.
        from store.analysis import analyse

        return analyse(text, self.cues)

    def question(self, *, reads_on: bool = True) -> Question:
        """The queries that find out which terminal this is, unless a mode was asked for; see `Question`."""
        # Imported here: pipes do without it.
        from tui.rtl.asking import Question
        from tui.rtl.terminal import chooser

        choose = chooser(self.terminal, self.settings.terminals)
        return Question(choose, ask=self.terminal is None, reads_on=reads_on)

    def sheet(self, shaped: bool | None = None) -> Sheet:
        """What stdout takes; `shaped` is the option of that name."""
        sheet = Sheet.of_stdout(self.settings, shaped)
        return sheet.for_mode(self._mode()) if sheet.shaped else sheet

    def _mode(self) -> Mode:
        """What the terminal at stdout needs; in a pipe, the mode asked for."""
        from tui.rtl.terminal import MODES

        if not is_terminal(sys.stdout):
            return MODES[self.terminal or "plain"]
        with self.question(reads_on=False) as question:
            return question.terminal().mode


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


class Word(click.types.StringParamType):
    """A name that is not empty."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself; a usage error where it holds nothing but white space."""
        word = str(super().convert(value, param, ctx))
        if not word.strip():
            self.fail(say("it is empty"), param, ctx)
        return word


class PathWord(click.Path):
    """A path that is not empty, as it was typed: whether it can be used is told when it is."""

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The value itself; a usage error where it is empty, for `Path("")` is the current folder."""
        if not os.fspath(value):
            self.fail(say("it is empty"), param, ctx)
        return os.fspath(value)


class Newsread(SpokenGroup):
    """The command itself: a word that is no subcommand is a path to index before the reader opens."""

    reader: click.Command
    """What runs for paths, and where there is nothing but options."""
    subcommands: Mapping[str, str]
    """Name -> module of `tui.cli` and function, as in "backup.restore"; the first steps come first."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the first word names, or the reader for all words."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        if not ctx.resilient_parsing and not is_input(args[0]):
            raise unknown_word(args[0], ctx)
        return "", self.reader, args

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, whose help is in the language of the run; None where there is none.

        Its module is imported here: no run needs all of them.
        """
        if cmd_name not in self.subcommands:
            return None
        module, _, function = self.subcommands[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"tui.cli.{module}"), function)
        speak(command)
        return command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands' names."""
        return list(self.subcommands)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATH]...")
        formatter.write_usage(ctx.command_path, "[OPTIONS] COMMAND [ARGS]...", prefix="       ")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Subcommands, options, and files."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return found if incomplete.startswith("-") else [*found, CompletionItem(incomplete, type="file")]


def is_input(word: str) -> bool:
    """Whether a word can name something to read: what is there, or an address."""
    return os.path.lexists(word) or "://" in word


def unknown_word(word: str, ctx: click.Context) -> click.UsageError:
    """The error for a word that is neither a subcommand nor a file, with the subcommand it is nearest to."""
    commands = ctx.find_root().command
    names = commands.list_commands(ctx) if isinstance(commands, click.Group) else []
    near = closest(word, names)
    if near is None:
        said = say("no such file or command: {word!r}", word=word)
    else:
        said = say("no such file or command: {word!r}. Did you mean {near!r}?", word=word, near=near)
    return click.UsageError(said, ctx)


def options(with_environment: bool = False, annotator: bool = True) -> Callable[[_Wrapped], _Wrapped]:
    """The options that every command takes; only the outermost one looks into the environment as well.

    Without `annotator`, --annotator is left to the command, in which it says whose annotations are meant.
    """

    def remembered(name: str, help: str, **more: Any) -> Callable[[_Wrapped], _Wrapped]:
        return click.option(
            f"--{name}",
            envvar=f"NEWSREAD_{name.upper()}" if with_environment else None,
            show_envvar=with_environment,
            expose_value=False,
            callback=_remember,
            help=help,
            **more,
        )

    version = click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
        help="Print the version.",
    )
    needs = "What the terminal needs: " + ", ".join(MODE_NAMES) + "; by default it is asked."
    terminal = remembered("terminal", needs, type=click.Choice(MODE_NAMES), metavar="MODE")
    person = remembered("annotator", "Who annotates; by default the login name.", metavar="NAME")
    place = "The library; by default library.db in the user's data folder."
    library = remembered("library", place, type=PathWord(), metavar="FILE")

    def decorate(function: _Wrapped) -> _Wrapped:
        for option in (version, terminal, *([person] if annotator else []), library):
            function = option(function)
        return function

    return decorate


as_json = click.option("--json", is_flag=True, help="One JSON object a line, for scripts.")

shaped = click.option(
    "--shaped/--unshaped",
    default=None,
    help="Joined letters in visual order, or text as it is stored; by default the first on a terminal.",
)


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Keep an option's value for the whole run."""
    if value is None or parameter.name is None:
        return
    if parameter.name == "annotator":
        try:
            value = check_annotator(value)
        except Unfit as error:
            raise click.BadParameter(say(error.message), ctx, parameter) from None
    if parameter.name == "terminal":
        use_terminal(value)
    ctx.ensure_object(Invocation).given[parameter.name] = value


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    """Print the version and leave."""
    if not asked or ctx.resilient_parsing:
        return
    # Imported here: only this needs it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"newsread {version('newsread')}")
    except PackageNotFoundError:
        emit(shown(say("newsread, not installed"), sys.stdout))
    ctx.exit()


def _login_name() -> str:
    """The name that the system knows the user by; the user's number where it has none."""
    # Imported here: a run with --annotator does without it.
    from getpass import getuser

    try:
        return check_annotator(getuser())
    except (KeyError, OSError, ValueError):
        return f"user {os.getuid()}"
