"""click in Chinese: help pages, usage lines and error messages."""

from __future__ import annotations

import difflib
import inspect
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from auditor.cli.exit_codes import BAD_CALL, CRASHED, INTERRUPTED, UNREAD
from auditor.errors import AuditorError, ReadingError
from auditor.reports.wrapping import columns, padded, wrapped

PROGRAM = "auditor"


class Formatter(click.HelpFormatter):
    """Writes help pages whose wrapping knows that a Chinese character takes two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line 用法."""
        self.write(f"{prefix or '用法：'}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, which blank lines separate."""
        for number, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
            self.write("\n" * bool(number))
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns; a long term gets a line of its own."""
        rows = list(rows)
        first = min(max(columns(term) for term, _ in rows), col_max) + col_spacing
        for name, meaning in rows:
            term = name
            lines = wrapped(meaning, max(self.width - self.current_indent - first, 20)) or [""]
            if columns(term) + col_spacing > first:
                self.write(f"{'':>{self.current_indent}}{term}\n")
                term = ""
            for line in lines:
                self.write(f"{'':>{self.current_indent}}{padded(term, first)}{line}".rstrip() + "\n")
                term = ""


class Context(click.Context):
    """A context whose help is written by :class:`Formatter`."""

    formatter_class = Formatter


class Choice(click.Choice[str]):
    """A choice that lists the allowed values in Chinese when another one is given."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value if it is allowed.

        Raises
        ------
        click.BadParameter
            If it is not.
        """
        if value not in self.choices:
            self.fail(f"“{value}”不在可选范围内，可选：{'、'.join(self.choices)}。", param, ctx)
        return str(value)


class _Chinese(click.Command):
    """What commands and groups share."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; an error always knows the command that it belongs to."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its description in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助后退出。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the section 选项, and 命令 for a group."""
        records = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with formatter.section("选项"):
            formatter.write_dl([record for record in records if record])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(_Chinese):
    """A command with Chinese help that refuses surplus arguments in Chinese."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises
        ------
        click.UsageError
            If arguments are left over.
        """
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise click.UsageError(f"多余的参数：{' '.join(ctx.args)}。", ctx)
        return rest


class Group(_Chinese, click.Group):
    """The program: finds commands, and turns every error into a Chinese message and an exit code."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "命令 [参数]…", "no_args_is_help": False, **kwargs})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; without any, print the help and leave as from a wrong call."""
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(BAD_CALL)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the section 命令, each with the first paragraph of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl([(name, _summary(command)) for name, command in commands if command])

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Return the commands in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command.

        Raises
        ------
        click.UsageError
            If there is no such command or no command at all.
        """
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(f"没有命令 {args[0]}。{_nearest(args[0], self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program; in standalone mode leave the process with the exit code: 0, 1, 2 or 3."""

        def run() -> Any:
            return super(Group, self).main(args, prog_name or PROGRAM, complete_var, standalone_mode=False, **extra)

        if not standalone_mode:
            return run()
        code = _guarded(run)
        sys.exit(code if isinstance(code, int) else 0)


def _guarded(run: Callable[[], Any]) -> Any:
    """Run and return the result; an error is told on standard error and becomes its exit code."""
    try:
        return run()
    except click.ClickException as error:
        return _complain(error)
    except click.Abort:
        return _say("已中断。", INTERRUPTED)
    except AuditorError as error:
        return _say(f"错误：{error}", UNREAD if isinstance(error, ReadingError) else BAD_CALL)
    except Exception:  # noqa: BLE001 - a crash must not leave with exit code 1, which means findings
        return _say(f"{traceback.format_exc()}程序内部错误，请把以上内容反馈给开发者。", CRASHED)


def explained(error: click.ClickException) -> str:
    """Return what is wrong with the call, in Chinese."""
    if isinstance(error, click.NoSuchOption):
        options = [name for p in error.ctx.command.get_params(error.ctx) for name in p.opts] if error.ctx else []
        return f"没有选项 {error.option_name}。{_nearest(error.option_name, options)}"
    if isinstance(error, click.MissingParameter):
        return f"缺少{_kind(error.param)} {_label(error.param)}。"
    if isinstance(error, click.BadParameter):
        return f"{_kind(error.param)} {_label(error.param)} 的取值有误：{error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} {'不带取值' if _is_flag(error) else '需要一个取值'}。"
    return error.format_message()


def _complain(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    hint = f"用 {context.command_path} --help 查看帮助。" if context else ""
    usage = f"{context.get_usage()}\n" if context else ""
    return _say(f"{usage}{hint}\n\n错误：{explained(error)}".lstrip("\n"), BAD_CALL)


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _kind(param: click.Parameter | None) -> str:
    return "选项" if isinstance(param, click.Option) else "参数"


def _label(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or param.name or "") if param else ""


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(getattr(p, "is_flag", False) for p in params if error.option_name in (*p.opts, *p.secondary_opts))


def _nearest(word: str, known: Iterable[str]) -> str:
    matches = difflib.get_close_matches(word, [*known], n=3)
    return f"是不是要写 {' 或 '.join(matches)}？" if matches else ""


def _summary(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "").split("\n\n")[0]
