"""``python -m yutang.web``: the pages' process, gunicorn on a Unix socket behind the gate."""

import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from yutang.plumbing import lifeline, log
from yutang.plumbing.config import Config

THREADS = 8


class Pages(BaseApplication):
    """Gunicorn, configured here instead of in a file of its own."""

    def load_config(self) -> None:
        socket = Config.load().pages_socket
        if socket is None:
            raise SystemExit("YUTANG_PAGES_SOCKET is not set; start the pages by `yutang serve`.")
        settings = {
            "bind": f"unix:{socket}",
            "workers": int(os.environ.get("YUTANG_PAGES_WORKERS", "1")),
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 5,
            "keepalive": 30,
            "proc_name": "yutang-web",
            "forwarded_allow_ips": "*",
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": str(socket.parent),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from yutang.web.wsgi import application  # noqa: PLC0415 - after the fork

        return application


def main() -> None:
    log.set_up("web", pretty=False)
    lifeline.watch()
    sys.argv[1:] = []
    Pages().run()


if __name__ == "__main__":
    main()
