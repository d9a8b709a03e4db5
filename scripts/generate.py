"""Writes anew what is made from the models: schemas, editor settings, the field table in CONTRIBUTING. For developers."""

from __future__ import annotations

import sys

from setup_tools import ROOT, ensure


def main() -> int:
    """Write each file that differs; `--check` only says which do, with exit status 1."""
    from macros.sources.load import load
    from macros.sources.schema import BEGIN, END, field_table, files

    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    before, _, rest = contributing.partition(BEGIN)
    after = rest.partition(END)[2]
    made = files(load(ROOT).vocabularies)
    made["CONTRIBUTING.md"] = f"{before}{BEGIN}\n\n{field_table()}\n\n{END}{after}"
    stale = [name for name, text in made.items() if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        print("\n".join(f"stale: {name}" for name in stale) or "All is fresh.")
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(made[name], encoding="utf-8", newline="\n")
        print(f"written: {name}")
    return 0


if __name__ == "__main__":
    ensure("check")
    raise SystemExit(main())
