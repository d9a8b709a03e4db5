"""Where `packs.py` comes to: what is asked for is looked up, made, and told about."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from macros.handbook import Handbook, read
from macros.packs import batch, packs, store, typeset
from macros.packs.pack_word import WordMaker
from macros.packs.printing import Document, Printer
from macros.schools import schools
from macros.sources.problems import ProblemsFound, did_you_mean

Tell = Callable[[str], None]


class NotMade(Exception):
    """Nothing could be made; the words say why and what to do."""


class Desk:
    """One run of the command, on the checkout at `root`."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self._root = root
        self._tell = tell

    def serve(self, options: argparse.Namespace) -> int:
        """Do what the options ask for; gives the exit status. Raises NotMade and OSError."""
        if options.verify:
            return self._verify(options.out)
        if options.out.resolve().is_relative_to(self._root / "site"):
            raise NotMade("Packs of schools don't belong on the site. Give another folder with --out.")
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
        handbook = self._handbook()
        if options.preview:
            return self._preview(options.preview, options.out)
        if options.schools:
            return self._personal(handbook, options)
        if options.letter:
            raise NotMade("--letter needs --schools: to whom do the letters go?")
        return self._all(handbook, options.pack, options.out)

    def _handbook(self) -> Handbook:
        try:
            return read(self._root).released("packs")
        except ProblemsFound as problems:
            raise NotMade(f"{problems}\nPut these right first. Packs that were made before were left as they are.") from problems

    def _all(self, handbook: Handbook, wanted: Sequence[str], out: Path) -> int:
        documents = self._documents(handbook, wanted)
        try:
            made = packs.make(handbook, self._root / ".cache" / "packs", [document.id for document in documents])
        except typeset.NotSet as error:
            raise NotMade(f"{error} Packs that were made before were left as they are.") from error
        for pack in made:
            for source in (pack.pdf, pack.docx):
                _within(out, f"{pack.document.id}{source.suffix}", source.read_bytes())
            self._tell(f"{pack.document.id}: {pack.pages} {'page' if pack.pages == 1 else 'pages'}")
        self._tell(f"{len(made)} packs are in {out}.")
        return 0

    def _documents(self, handbook: Handbook, wanted: Sequence[str], personal: bool = False) -> list[Document]:
        """The documents with these ids, or all (or all that can be personal)."""
        documents = {document.id: document for document in Printer(handbook).documents()}
        unknown = next((name for name in wanted if name not in documents), None)
        if unknown:
            raise NotMade(f"There is no pack '{unknown}'.{did_you_mean(unknown, documents)} There are: {', '.join(documents)}.")
        chosen = [documents[name] for name in wanted] if wanted else list(documents.values())
        return [document for document in chosen if document.pack.personal] if personal and not wanted else chosen

    def _personal(self, handbook: Handbook, options: argparse.Namespace) -> int:
        printer = Printer(handbook)
        documents = [] if options.letter and not options.pack else self._documents(handbook, options.pack, personal=True)
        documents += [self._letter(printer, address) for address in options.letter]
        counted: list[schools.RowProblem] = []
        wanted = sum(1 for _ in self._rows(handbook, options, counted))
        if counted and not wanted:
            raise NotMade("\n".join(map(str, counted)))
        refused: list[schools.RowProblem] = []
        jobs = options.jobs or batch.default_jobs()
        made_on = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
        with tempfile.TemporaryDirectory() as folder, self._pool(options.cluster, jobs) as pool:
            masters = list(_masters(handbook, documents, Path(folder)))
            rows = self._rows(handbook, options, refused)
            failed = batch.run(masters, rows, options.out, pool, jobs, made_on, self._tell, wanted * len(masters))
        for problem in refused:
            self._tell(str(problem))
        for failure in failed:
            self._tell(f"{failure.stem}: not made. {failure.reason}")
        if refused or failed:
            self._tell(
                f"{len(refused)} rows couldn't be used, {len(failed)} packs couldn't be made; all others are in {options.out}."
            )
        return 1 if refused or failed else 0

    def _rows(self, handbook: Handbook, options: argparse.Namespace, refused: list[schools.RowProblem]) -> Iterator[batch.Wanted]:
        requests = {entry.id: entry.title for entry in handbook.calendar if entry.sort == "request"}
        for row in schools.read(options.schools, schools.Filter(authority=options.authority, phase=options.phase), requests):
            if isinstance(row, schools.RowProblem):
                refused.append(row)
            else:
                yield batch.Wanted(row.urn, row.urn, row.values(requests))

    def _letter(self, printer: Printer, address: str) -> Document:
        try:
            return printer.letter(address)
        except KeyError as error:
            raise NotMade(f"There is no letter '{address}'. {error.args[0]}") from error

    @contextlib.contextmanager
    def _pool(self, cluster: str, jobs: int) -> Iterator[Executor]:
        """Processes of this machine, or a cluster's workers."""
        if not cluster:
            with batch.processes(jobs) as pool:
                yield pool
            return
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise NotMade("A cluster needs one package more: python -m pip install distributed") from error
        try:
            client = Client(cluster, timeout="5s")
        except OSError as error:
            raise NotMade(f"The cluster at {cluster} can't be reached. Is the scheduler running there? ({error})") from error
        with client:
            yield client.get_executor()

    def _verify(self, out: Path) -> int:
        wrong = batch.verify(out)
        for words in wrong:
            self._tell(words)
        self._tell(f"{len(wrong)} files are not right." if wrong else f"All files in {out} are as they were made.")
        return 1 if wrong else 0

    def _preview(self, name: str, out: Path) -> int:
        """Make one pack, and again on each save, until interrupted."""
        from macros.packs.preview import follow

        try:
            follow(self._root, name, out, self._tell)
        except KeyboardInterrupt:
            self._tell("Stopped.")
        except (ValueError, typeset.NotSet, ProblemsFound) as error:
            raise NotMade(str(error)) from error
        return 0


def _masters(handbook: Handbook, documents: Sequence[Document], folder: Path) -> Iterator[batch.Master]:
    words = WordMaker(handbook, folder / "word")
    date = typeset.made_on(os.environ["SOURCE_DATE_EPOCH"])
    for document in documents:
        place = folder / document.id
        typeset.lay_out(handbook, place)
        typeset.prepare(handbook, document, place, date)
        yield batch.master(document.id, place, words.docx(document, marked=True))


def _within(out: Path, name: str, content: bytes) -> None:
    out.mkdir(parents=True, exist_ok=True)
    store.put(out / name, content)
