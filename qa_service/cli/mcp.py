"""``qa-service mcp``: the library for an assistant on this machine, over standard input and output."""

import typer

from qa_service.cli.parameters import DataDir, settings_for


def mcp(context: typer.Context, data_dir: DataDir = None) -> None:
    """通过标准输入输出为本机的助手服务(MCP)。 Serve an assistant on this machine over MCP (stdio)."""
    settings = settings_for(context, data_dir)
    from qa_service.bootstrap import open_service
    from qa_service.web.mcp_stdio import run_stdio

    with open_service(settings) as service:
        service.ingestor.resume()
        service.warm_up()
        run_stdio(settings, service)
