"""Real web servers, each serving a copy of the site on a free port of this machine."""

from __future__ import annotations

import contextlib
import getpass
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.serving import free_port
from tests.conftest import skip_aloud

PATH = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin"
_NGINX = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/errors.txt;
daemon off;
worker_processes 1;
events {{ }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/nginx-handbook.conf;
  }}
}}
"""
_APACHE = """\
ServerRoot "{folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/errors.txt"
DefaultRuntimeDir "{folder}"
Mutex file:{folder}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule mime_module {modules}/mod_mime.so
{user}
TypesConfig /etc/mime.types
DocumentRoot "{site}"
<Directory "{site}">
  AllowOverride All
  Require all granted
</Directory>
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
"""
_MODULES = Path("/usr/lib/apache2/modules")


@contextlib.contextmanager
def nginx(site: Path) -> Iterator[str]:
    """The address, ending in a slash, at which nginx serves `site` as its own include says."""
    program = shutil.which("nginx", path=PATH)
    if program is None or not Path("/etc/nginx/mime.types").exists():
        skip_aloud("the site under nginx", "install nginx (on Debian: apt-get install nginx-light)")
    user = "user www-data;" if getpass.getuser() == "root" else ""
    with _running(
        site, _NGINX, lambda folder: [str(program), "-p", str(folder), "-c", str(folder / "config")], user=user
    ) as address:
        yield address


@contextlib.contextmanager
def apache(site: Path) -> Iterator[str]:
    """The address, ending in a slash, at which Apache serves `site` as its `.htaccess` files say."""
    program = shutil.which("apache2", path=PATH)
    if program is None or not _MODULES.is_dir():
        skip_aloud("the site under Apache", "install Apache (on Debian: apt-get install apache2)")
    user = "User www-data\nGroup www-data" if getpass.getuser() == "root" else ""

    def command(folder: Path) -> list[str]:
        return [str(program), "-d", str(folder), "-f", str(folder / "config"), "-DFOREGROUND"]

    with _running(site, _APACHE, command, user=user, modules=str(_MODULES)) as address:
        yield address


@contextlib.contextmanager
def _running(site: Path, config: str, command: Callable[[Path], list[str]], **values: str) -> Iterator[str]:
    """Start a server with its config in a folder that its own user may read, and stop it in the end."""
    with tempfile.TemporaryDirectory(prefix="handbook-host-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(site, folder / "site")
        (folder / "site").chmod(0o755)
        port = free_port()
        filled = config.format(folder=folder, site=folder / "site", port=port, **values)
        (folder / "config").write_text(filled, encoding="utf-8")
        process = subprocess.Popen(command(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.communicate(timeout=20)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Return when somebody listens on the port. Raises RuntimeError with what the process said if it ends, or takes a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    process.terminate()
    raise RuntimeError(f"{process.args!r} doesn't answer: {process.communicate()[0]}")
