"""How gunicorn runs: two processes with four threads each; a web server with TLS stands in front."""

from pathlib import Path
from typing import Any

from lofte.site.commandline import words

wsgi_app = "lofte.site.wsgi:application"
worker_class = "gthread"  # asynchronous workers cost twice the processor time with this ORM
workers = 2
threads = 4
keepalive = 5
graceful_timeout = 3  # browsers keep connections open: Ctrl+C must free the port at once all the same
control_socket_disable = True  # it would lie in a home folder that a service may not have
loglevel = "warning"
_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108
if _MEMORY.is_dir():  # the workers' heartbeat: on a slow disk it could stall them
    worker_tmp_dir = str(_MEMORY)


def when_ready(server: Any) -> None:
    """Say where the site is once it answers."""
    port = server.address[0][1]
    print(  # noqa: T201  (the one line that whoever started it waits for)
        words(
            f"Löfte finns på http://localhost:{port} (avsluta med Ctrl+C).",
            f"Löfte is at http://localhost:{port} (stop with Ctrl+C).",
        ),
        flush=True,
    )
