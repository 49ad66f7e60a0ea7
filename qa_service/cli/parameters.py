"""Parameters that several commands have, and the settings that they lead to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from qa_service.settings import Settings

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="DIR",
        file_okay=False,
        help="保存一切数据的目录 the one folder that holds everything (QA_DATA_DIR, ./data)",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON print JSON")]


def settings_for(context: typer.Context, data_dir: Path | None) -> "Settings":
    """The settings, with the data directory of the command or of the program where one was given.

    Also sets up logging. Raises SettingsError.
    """
    from qa_service.logs import configure_logging
    from qa_service.settings import load_settings

    settings = load_settings(data_dir=data_dir or context.obj)
    configure_logging(level=settings.log_level, log_format=settings.log_format)
    return settings
