"""Processes that die, as by a power cut, at a chosen step of what they write."""

import multiprocessing
import os
import signal
import traceback

from django.db import connection

from tests import parallel

_fork = multiprocessing.get_context("fork")


def cut(act, step):
    """act() in a process that is killed at its step-th step: its answer, or None when it died.

    Steps are: before each statement that writes, and before and after each commit.
    """
    parallel.part_ways()
    mine, theirs = _fork.Pipe(duplex=False)
    child = _fork.Process(target=_child, args=(theirs, act, step), daemon=True)
    child.start()
    theirs.close()
    try:
        kind, answer = mine.recv() if mine.poll(parallel.PATIENCE) else ("hung", None)
    except EOFError:
        kind, answer = "dead", None
    child.join()
    assert kind in ("answer", "dead"), f"In the process that was to die: {kind}\n{answer}"
    assert kind == "answer" or child.exitcode == -signal.SIGKILL
    return answer


def _child(pipe, act, step):
    try:
        _Fuse(step).lay()
        answer = ("answer", act())
    except BaseException:
        answer = ("broken", traceback.format_exc())
    pipe.send(answer)
    parallel.part_ways()


class _Fuse:
    """Counts steps down, and kills its own process at the last one."""

    def __init__(self, steps):
        self.left = steps

    def lay(self):
        """Along everything that this process writes."""
        connection.ensure_connection()
        commit = connection.commit

        def dangerous_commit():
            self.burn()
            commit()
            self.burn()

        connection.commit = dangerous_commit
        connection.execute_wrappers.append(self._statement)

    def burn(self):
        """One step."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _statement(self, execute, sql, params, many, context):
        writes = sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
        if writes:
            self.burn()
        answer = execute(sql, params, many, context)
        if writes and not connection.in_atomic_block:  # it is its own commit
            self.burn()
        return answer
