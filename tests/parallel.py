"""Real processes on one database, let go at the same moment: what threads in one process cannot show."""

import multiprocessing
import pickle
import traceback

from django.db import connections

from storefront.kernel.errors import ShopError

PATIENCE = 60  # seconds until a child that hangs fails the test
_fork = multiprocessing.get_context("fork")


def together(work, items, before=None):
    """work(item) for every item, each in its own process with its own connection, started on a barrier.

    A ShopError comes back as a value in its place; any other exception fails the test with the child's traceback.
    `before(item)`, if given, runs ahead of the barrier.
    """
    items = list(items)
    part_ways()
    barrier = _fork.Barrier(len(items))
    children = [_start(work, item, before, barrier) for item in items]
    try:
        return [_answer(child, pipe) for child, pipe in children]
    finally:
        for child, _pipe in children:
            if child.is_alive():
                child.kill()
            child.join()


def barrier(parties):
    """A meeting point for processes made by together()."""
    return _fork.Barrier(parties)


def part_ways():
    """Close what a forked child must not share."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _start(work, item, before, barrier):
    mine, theirs = _fork.Pipe(duplex=False)
    child = _fork.Process(target=_child, args=(theirs, work, item, before, barrier), daemon=True)
    child.start()
    theirs.close()
    return child, mine


def _child(pipe, work, item, before, barrier):
    try:
        if before:
            before(item)
        barrier.wait(PATIENCE)
        answer = ("answer", work(item))
    except ShopError as refusal:
        answer = ("refusal", type(refusal), refusal.args, vars(refusal))
    except BaseException:
        answer = ("broken", traceback.format_exc())
    try:
        pipe.send(answer)
    except (pickle.PicklingError, AttributeError, TypeError):
        pipe.send(("broken", traceback.format_exc()))
    part_ways()


def _answer(child, pipe):
    if not pipe.poll(PATIENCE):
        raise AssertionError(f"A parallel process hung for {PATIENCE} seconds.")
    try:
        kind, *content = pipe.recv()
    except EOFError:
        raise AssertionError("A parallel process died without an answer.") from None
    if kind == "broken":
        raise AssertionError(f"In a parallel process:\n{content[0]}")
    if kind == "refusal":
        cls, args, fields = content
        refusal = cls.__new__(cls, *args)
        refusal.__dict__.update(fields)
        return refusal
    return content[0]
