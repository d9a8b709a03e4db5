"""What web hosts need beside the pages: headers for each part of the site, in the form of each kind of host.

Parts that need headers of their own have a folder of their own, so that every host can tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from macros.render import output

FOR_HOSTS = ("_headers", ".nojekyll", ".htaccess", "web.config", "nginx-handbook.conf")
_DAY, _HOUR = 86_400, 3_600
_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OWN_FRAMES, _ALL_FRAMES = "frame-ancestors 'self'", "frame-ancestors *"
_TYPES = {
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".ttl": "text/turtle",
    ".woff2": "font/woff2",
}
"""What some hosts don't know by themselves."""
_UTF8 = {".csv", ".ics", ".ttl"}

Headers = Mapping[str, str]


def write(site_dir: Path, base: str, policy: str, slides_policy: str) -> None:
    """Write the hosts' files into the built site. Raises OSError.

    `base`: the site's place on its host, such as `/` or `/handbook/`. `policy`: the pages' content security policy.
    """
    output.write(list(files(site_dir, base, policy, slides_policy)), site_dir)


def files(site_dir: Path, base: str, policy: str, slides_policy: str) -> Iterator[tuple[str, str]]:
    """(path, text) of each host's file."""
    parts = headers(policy, slides_policy)
    top = sorted(f"{path.name}/" if path.is_dir() else path.name for path in site_dir.iterdir())
    yield "_headers", _netlify(parts, top)
    yield ".nojekyll", ""
    for folder, given in parts.items():
        missing = "" if folder else f"{base}404.html"
        yield f"{folder}.htaccess", _apache(given, missing)
        yield f"{folder}web.config", _iis(given, missing)
    yield "nginx-handbook.conf", _nginx(parts, base)


def headers(policy: str, slides_policy: str) -> dict[str, Headers]:
    """The headers of each part of the site, by its folder; those of "" are for all that has none of its own."""

    def given(policy: str, frames: str, seconds: int, shared: bool = False) -> Headers:
        return {
            **_ALL,
            "Content-Security-Policy": f"{policy}; {frames}",
            "Cache-Control": f"public, max-age={seconds}",
            **({"Access-Control-Allow-Origin": "*"} if shared else {}),
        }

    return {
        "": given(policy, _OWN_FRAMES, _HOUR),
        "assets/": given(policy, _OWN_FRAMES, _DAY),
        "data/": given(policy, _OWN_FRAMES, _HOUR, shared=True),
        "embed/": given(policy, _ALL_FRAMES, _HOUR, shared=True),
        "slides/": given(slides_policy, _OWN_FRAMES, _HOUR),
    }


def _netlify(parts: Mapping[str, Headers], top: list[str]) -> str:
    """For Netlify and Cloudflare Pages. These add up the headers of all rules that fit, so no two rules here fit one address."""
    lines = ["# Headers for Netlify and Cloudflare Pages. Written by the build."]
    for name in ["", *top]:
        lines.append(f"/{name}*" if name.endswith("/") else f"/{name}")
        lines += [f"  {header}: {value}" for header, value in parts.get(name, parts[""]).items()]
    return "\n".join(lines) + "\n"


def _apache(given: Headers, missing: str) -> str:
    """`missing`: the page that says so, in the file for the whole site."""
    lines = ["# Headers for Apache (mod_headers). Written by the build.", "<IfModule mod_headers.c>"]
    if not given.get("Access-Control-Allow-Origin"):
        lines.append("Header always unset Access-Control-Allow-Origin")
    lines += [f'Header always set {name} "{value}"' for name, value in given.items()]
    lines.append("</IfModule>")
    if missing:
        lines += [f"ErrorDocument 404 {missing}", "Options -Indexes", "<IfModule mod_mime.c>"]
        lines += [f"AddType {kind} {ending}" for ending, kind in _TYPES.items()]
        lines += [f"AddCharset utf-8 {ending}" for ending in sorted(_UTF8 | {".html", ".txt"})]
        lines.append("</IfModule>")
    return "\n".join(lines) + "\n"


def _iis(given: Headers, missing: str) -> str:
    rows = "".join(f'<remove name="{name}" /><add name="{name}" value={quoteattr(value)} />\n' for name, value in given.items())
    more = ""
    if missing:
        kinds = "".join(
            f'<remove fileExtension="{ending}" /><mimeMap fileExtension="{ending}" mimeType="{kind}" />\n'
            for ending, kind in _TYPES.items()
        )
        error = f'<remove statusCode="404" /><error statusCode="404" path={quoteattr(missing)} responseMode="ExecuteURL" />'
        more = f'<staticContent>\n{kinds}</staticContent>\n<httpErrors errorMode="Custom">{error}</httpErrors>\n'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- Headers for IIS. Written by the build. -->\n'
        "<configuration>\n<system.webServer>\n"
        f"<httpProtocol><customHeaders>\n{rows}</customHeaders></httpProtocol>\n{more}</system.webServer>\n</configuration>\n"
    )


def _nginx(parts: Mapping[str, Headers], base: str) -> str:
    lines = [
        "# Headers for nginx. Written by the build. Inside server { }, after root:",
        "#   include /path/to/site/nginx-handbook.conf;",
        "charset utf-8;",
        "charset_types text/css text/plain text/csv text/calendar text/turtle application/json application/javascript "
        "application/atom+xml;",
        f"error_page 404 {base}404.html;",
    ]
    lines += _nginx_headers(parts[""])
    kinds = [f"location ~ \\{ending}$ {{ types {{ }} default_type {kind}; }}" for ending, kind in _TYPES.items()]
    for folder, given in parts.items():
        # A location that adds headers inherits none; the ones within it inherit its own.
        lines += [
            f"location {base}{folder} {{",
            *(f"  {line}" for line in [*(_nginx_headers(given) if folder else []), *kinds]),
            "}",
        ]
    lines.append("location ~ /(\\.|_headers$|web\\.config$|nginx-handbook\\.conf$) { return 404; }")
    return "\n".join(lines) + "\n"


def _nginx_headers(given: Headers) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in given.items()]
