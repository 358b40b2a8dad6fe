"""A worker that is to go goes at once, in the midst of its requests."""

import os
import signal


def go(number: int, frame: object) -> None:
    os._exit(0)


signal.signal(signal.SIGTERM, go)
