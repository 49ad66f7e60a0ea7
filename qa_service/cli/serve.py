"""``qa-service serve``: the HTTP service."""

from typing import Annotated

import typer

from qa_service.cli.parameters import DataDir, settings_for


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="监听的地址 address to listen on (QA_WEB__HOST)")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="端口 port, 0 takes a free one (QA_WEB__PORT)")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """启动 HTTP 服务。 Serve over HTTP; ready only when it can answer."""
    import dataclasses

    settings = settings_for(context, data_dir)
    web = dataclasses.replace(
        settings.web,
        host=settings.web.host if host is None else host,
        port=settings.web.port if port is None else port,
    )
    from qa_service.web.server import run_server

    run_server(settings.model_copy(update={"web": web}), announce=_announce)


def _announce(url: str) -> None:
    typer.echo(f"qa-service: {url}")
