"""Shows the site, and follows what you save: python3 scripts/serve.py (on Windows: py scripts\\serve.py)."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from setup_tools import ROOT, ensure


def main() -> int:
    """Serve until Ctrl and C."""
    parser = argparse.ArgumentParser(description="Show the site; save a file, and the page follows.")
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default: 8000, or the next that is free)")
    parser.add_argument("--no-browser", action="store_true", help="don't open a browser")
    options = parser.parse_args()

    from macros.pages.preview_server import serve

    try:
        port = serve(ROOT, options.port, lambda words: print(words, flush=True), not options.no_browser)
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    if port is None:
        return 0
    again = [sys.executable, __file__, "--port", str(port), "--no-browser"]
    if os.name == "posix":
        os.execv(sys.executable, again)
    return subprocess.run(again, check=False).returncode


if __name__ == "__main__":
    ensure("run")
    raise SystemExit(main())
