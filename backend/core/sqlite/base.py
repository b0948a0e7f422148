"""SQLite for one process with many threads: each write transaction waits its turn in a queue of our own.

SQLite's own wait is sleep-and-retry and unfair; with several threads its p99 is some 50 times that of a lock.
Every transaction of ours begins IMMEDIATE (see settings), so a transaction is a writer and the lock is held
from its first line to its commit. Other processes still wait by SQLite's time-out.
"""

import threading
from typing import Any

from django.db.backends.sqlite3 import base

_turn = threading.RLock()


# The stubs leave out the hooks that Django's own backends override; each line that calls one says so.
class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend, with one process-wide lock round each write transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        _turn.acquire()
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()
