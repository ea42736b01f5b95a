"""`geomap gazetteer serve`: the reconciliation service for OpenRefine, until Ctrl-C."""

import ipaddress
from pathlib import Path

import click

from geomap.cli.gazetteer_store import open_store
from geomap.cli.options import store_option


@click.command(short_help="Serve the gazetteer to OpenRefine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 takes a free one.",
)
@store_option
def serve(store: Path | None, host: str, port: int) -> None:
    """Serve the gazetteer to OpenRefine: the W3C Reconciliation API 0.2, until Ctrl-C.

    In OpenRefine choose Reconcile, Start reconciling, Add standard service, and give the address
    that this command prints. Only this machine can reach it unless --host says otherwise.

    \b
    Example:
      geomap gazetteer serve --port 8000
    """  # noqa: D301 - click wants the real control character
    from geomap.gazetteer.reconciliation_server import ReconciliationServer  # noqa: PLC0415

    known, _ = open_store(store)
    with ReconciliationServer(known, host=host, port=port) as server:
        click.echo(f"{server.url}/")
        click.echo("Serving the reconciliation API 0.2; Ctrl-C ends it.", err=True)
        if not _is_loopback(host):
            click.echo(
                f"Warning: {host} can be reached by other machines. There is no password and no "
                f"encryption; whoever reaches it sees the gazetteer, and what you ask can be read "
                f"on the way.",
                err=True,
            )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
