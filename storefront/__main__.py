"""python -m storefront run | worker | migrate | demo | schema | check | plugins | maintenance | domain"""

import argparse
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

COMMANDS = {}


def command(words):
    """Register a function as a command; its docstring is the help."""

    def register(function):
        COMMANDS[function.__name__] = (function, words)
        return function

    return register


@command({"--only-web": {"action": "store_true", "help": "serve only: no preparation, no worker"}})
def run(only_web=False):
    """Prepare what is missing, then serve the shop and do its tasks."""
    if only_web:
        return _serve()
    _migrate()
    _check_words()
    _collect_static()
    if _settings().SHOP_DEMO:
        _demo()
    _begin()
    _welcome()
    over = threading.Event()
    keeper = threading.Thread(target=_keep_a_worker, args=(over,))
    keeper.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        return _serve()
    finally:
        over.set()
        keeper.join()


def _keep_a_worker(over):
    """A worker that dies is followed by another, until `over` is set."""
    words = [sys.executable, "-m", "storefront", "worker", "--parent", str(os.getpid())]
    while not over.is_set():
        child = subprocess.Popen(words)  # noqa: S603
        while child.poll() is None and not over.wait(0.5):
            pass
        if child.poll() is None:
            child.terminate()
            child.wait(timeout=30)
        over.wait(1)


@command({"--parent": {"type": int, "metavar": "PID", "help": "stop when this process, which started it, is gone"}})
def worker(parent=None):
    """Do what the outbox promises, until stopped."""
    from .kernel.worker import work

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    if parent:
        threading.Thread(target=_stop_with_parent, args=(stop, parent), daemon=True).start()
    work(stop)


def _stop_with_parent(stop, parent):
    while os.getppid() == parent and not stop.wait(1):
        pass
    stop.set()


@command({})
def migrate():
    """Bring the database and the static files to this version."""
    _migrate(verbosity=1)
    _collect_static()
    _begin()


@command({})
def demo():
    """Load the demo street; a second time changes nothing."""
    _migrate()
    _demo()


@command({"--check": {"action": "store_true", "help": "say whether schema.graphql is the same, write nothing"}})
def schema(check=False):
    """Print the GraphQL schema."""
    from .api.schema import printed

    if not check:
        print(printed(), end="")
    elif not _same_schema(printed()):
        _stop("schema.graphql is not what the code says; write it anew: python -m storefront schema > schema.graphql")


@command({})
def check():
    """Say whether this installation is sound: settings, database, migrations, plugins, schema, themes."""
    from django.core.management import call_command
    from django.db import connection

    from .api.schema import printed
    from .pages import compiled

    call_command("check")
    connection.ensure_connection()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    if not _same_schema(printed()):
        _stop("schema.graphql is not what the code says; write it anew: python -m storefront schema > schema.graphql")
    compiled.every()
    if "channels_channel" in connection.introspection.table_names():  # a new installation has none yet
        _check_addresses()
    print("All is well.")


@command({})
def plugins():
    """List the plugins and what each contributes."""
    from .plugin import discovered

    for found in discovered():
        print(f"{found.name} — {found.title}: {', '.join(found.contributes()) or 'nothing yet'}")
    if not discovered():
        print("No plugin is installed.")


@command({"state": {"choices": ("on", "off")}, "channel": {"nargs": "?", "help": "one shop; without it all"}})
def maintenance(state, channel=None):
    """Close the pages of a shop, or of the whole street, for a while: on or off."""
    from .pages.maintenance import told, turn

    turn(state, channel)
    print(told())


@command({"channel": {"help": "its slug"}, "name": {"nargs": "?", "help": "such as pain.example; without it none"}})
def domain(channel, name=None):
    """Have a shop answer at a domain of its own, too, which leads to this server."""
    from .channels import actions, domains, queries
    from .kernel.errors import ShopError

    try:
        shop = actions.update_channel(queries.require_known(channel).pk, domain=name)
    except ShopError as refusal:
        _stop(refusal.message)
    print(f"{shop.slug} answers at {domains.address(shop, shop.default_language)}")


def _settings():
    from django.conf import settings

    return settings


def _migrate(verbosity=0):
    from django.core.management import call_command

    _reach_database()
    call_command("migrate", interactive=False, verbosity=verbosity)


def _reach_database():
    """Ask once, without the pool, which would go on trying for a while."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    import psycopg

    try:
        psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": 5}).close()
    except psycopg.OperationalError as problem:
        _stop(f"The database does not answer: {str(problem).strip()}")


def _begin():
    """From now on whatever happens is heard, though no worker runs yet."""
    from .kernel.worker import begin

    begin()


def _demo():
    from fixtures import load

    load.demo_street()


def _check_words():
    """A plugin or a theme that does not fit stops the start here, not in a web process."""
    from .api.schema import schema
    from .pages import compiled

    schema()
    compiled.every()
    _check_addresses()


def _check_addresses():
    """A shop that stands where a page of the street does cannot be reached."""
    from .channels import reserved

    if reserved.taken():
        _stop(f"No page of {', '.join(reserved.taken())} can be reached: a page of the street stands at its address.")


def _collect_static():
    """Gather static files once per state of the code: the newest source file against the manifest."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    manifest = Path(_settings().STATIC_ROOT) / "staticfiles.json"
    sources = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    newest = max((os.path.getmtime(path) for path in sources), default=0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, verbosity=0)


def _serve():
    from granian import Granian
    from granian.constants import Interfaces

    host, _, port = _settings().SHOP_BIND.rpartition(":")
    Granian(
        "storefront.asgi:application",
        address=host.strip("[]"),
        port=int(port),
        interface=Interfaces.ASGI,
        workers=_settings().SHOP_WORKERS,
        websockets=False,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


def _welcome():
    from .channels.models import Channel

    url = _settings().SHOP_URL
    print(f"\n  The street is open: {url}/\n  GraphQL:            {url}/graphql/")
    if not _settings().SHOP_DEMO:
        print()
        return
    slugs = ", ".join(Channel.objects.values_list("slug", flat=True))
    print(f"""  Channels:           {slugs}
  Demo sign-ins:      admin@rue.example (everything), customer@rue.example,
                      owner@fleurs.example, staff@fleurs.example — likewise @pain.example and @terre.example
  Password:           demo-street
  Stop with Ctrl-C.
""")
    sys.stdout.flush()


def _same_schema(text):
    path = Path("schema.graphql")
    path = path if path.exists() else _settings().ROOT / "schema.graphql"
    return path.exists() and path.read_text() == text


def _stop(sentence):
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def main(arguments=None):
    """Read the command, set Django up, and do it; a wrong setting ends in a sentence."""
    parser = argparse.ArgumentParser(prog="python -m storefront", description="Échoppe, shops for a street")
    choices = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, (function, words) in COMMANDS.items():
        choice = choices.add_parser(name, help=function.__doc__)
        for flag, options in words.items():
            choice.add_argument(flag, **options)
    chosen = vars(parser.parse_args(arguments))
    function = COMMANDS[chosen.pop("command")][0]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from .plugin import PluginProblem, blaming

    try:
        with blaming():
            django.setup()
        function(**chosen)
    except (ImproperlyConfigured, PluginProblem) as problem:
        _stop(str(problem))


if __name__ == "__main__":
    main()
