"""Who did what, for support. Handlers only put a line into the queue; a thread writes the file."""

import queue
import threading
from datetime import UTC, datetime

from app.config import settings

_lines: queue.Queue[str] = queue.Queue()


def record(user_id: int, action: str) -> None:
    _lines.put(f"{datetime.now(UTC).isoformat(timespec='seconds')} user={user_id} {action}")


def _write_lines() -> None:
    while True:
        line = _lines.get()
        with open(settings.activity_log, "a") as log:
            log.write(line + "\n")


def start() -> None:
    threading.Thread(target=_write_lines, name="activity", daemon=True).start()
