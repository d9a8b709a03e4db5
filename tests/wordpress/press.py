"""A real WordPress on this machine, with its own database, for the time of the tests: Debian's `wordpress`, MariaDB and PHP."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.serving import free_port
from tests.hosts import PATH, wait_for

SOURCE = Path("/usr/share/wordpress")
PASSWORD = "a-password-for-tests"
USERS = ("admin", "author")
"""An administrator, and an author, whom WordPress doesn't trust with HTML of every kind."""
HOW = "install WordPress (on Debian: apt-get install wordpress mariadb-server php-cli php-mysql php-xml php-mbstring php-curl)"

_HERE = Path(__file__).parent
_CONFIG = """\
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '{user}' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY' ) as $name ) {{
	define( $name, $name );
	define( str_replace( 'KEY', 'SALT', $name ), $name );
}}
define( 'WP_SITEURL', '{address}' );
define( 'WP_HOME', '{address}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{
	define( 'ABSPATH', __DIR__ . '/' );
}}
require_once ABSPATH . 'wp-settings.php';
"""


@dataclass(frozen=True)
class WordPress:
    """A running WordPress. `address` has no slash at its end. The classic editor stands while `classic` is there."""

    address: str
    folder: Path
    classic: Path


def missing() -> str:
    """What has to be installed before WordPress can run here; nothing if it can."""
    programs = ("mariadbd", "mariadb-install-db", "php")
    return "" if SOURCE.is_dir() and all(shutil.which(program, path=PATH) for program in programs) else HOW


@contextlib.contextmanager
def running() -> Iterator[WordPress]:
    """Set up a new WordPress with two users, run it, and take it all away in the end. Raises RuntimeError if it doesn't start."""
    with tempfile.TemporaryDirectory(prefix="handbook-wp-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        socket = _database(folder, stack)
        port = free_port()
        press = WordPress(f"http://127.0.0.1:{port}", folder / "wordpress", folder / "wordpress" / "wp-content" / "classic")
        _files(press, socket)
        _run(["php", "-d", "memory_limit=512M", str(press.folder / "set-up.php"), PASSWORD])
        # Many workers: WordPress asks itself while it answers, and browsers hold on to workers that they don't ask.
        environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "16"}
        command = ["php", "-q", "-d", "memory_limit=512M", "-S", f"127.0.0.1:{port}", "-t", str(press.folder)]
        stack.enter_context(_process(command, port, environment))
        yield press


def _database(folder: Path, stack: contextlib.ExitStack) -> Path:
    """Start a database that listens to a socket in `folder` alone."""
    data, socket = folder / "data", folder / "socket"
    user = getpass.getuser()
    _run(
        [
            "mariadb-install-db",
            "--no-defaults",
            f"--user={user}",
            f"--datadir={data}",
            "--skip-test-db",
            f"--auth-root-socket-user={user}",
        ]
    )
    command = [
        str(shutil.which("mariadbd", path=PATH)), "--no-defaults", f"--user={user}", f"--datadir={data}", f"--socket={socket}",
        "--skip-networking", f"--pid-file={folder / 'pid'}", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(_stop, process)
    until = time.monotonic() + 60
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("MariaDB doesn't start")
        time.sleep(0.1)
    _run(["mariadb", "--no-defaults", f"--socket={socket}", "-e", "CREATE DATABASE wordpress"])
    return socket


def _files(press: WordPress, socket: Path) -> None:
    shutil.copytree(SOURCE, press.folder, ignore=shutil.ignore_patterns("languages", ".htaccess", "wp-config.php"))
    config = _CONFIG.format(user=getpass.getuser(), socket=socket, address=press.address)
    (press.folder / "wp-config.php").write_text(config, encoding="utf-8")
    shutil.copy(_HERE / "set-up.php", press.folder)
    plugins = press.folder / "wp-content" / "mu-plugins"
    plugins.mkdir()
    shutil.copy(_HERE / "loopback.php", plugins)


@contextlib.contextmanager
def _process(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment, start_new_session=True
    )
    try:
        wait_for(port, process)
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=60)


def _run(command: list[str]) -> None:
    """Run a command to its end. Raises RuntimeError with what it said if it fails."""
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}{os.pathsep}{PATH}"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
