/* From a query to what a reader is shown: the best answer, the others in groups, what was typed marked in them.

   As a worker it answers messages. A page that was opened from a USB stick, where browsers allow no worker, loads it as a script. */
"use strict";
const handbookIsWorker = typeof importScripts === "function";
if (handbookIsWorker) {
  importScripts("scripts.js");
  importScripts(...self.handbookSearchScripts);
}
(() => {
  const { filed, split, typed } = self.handbookWords;
  const { shelves, kinds } = self.handbookRecords;
  const BEST = 3;
  const engine = new self.HandbookSearch(self.MiniSearch, self.handbookRecords);

  /** A text in pieces, each with whether it is a word that was asked for. */
  function marked(text, words, beginning) {
    return text.split(/([\p{L}\p{N}]+(?:['’]\p{L}+)?)/u).filter(Boolean).map((piece) => [
      piece,
      split(piece).map(filed).some((part) => words.has(part) || (beginning && part.startsWith(beginning))),
    ]);
  }

  function shown({ row, words, alarm }, beginning) {
    const title = row.short && row.short !== row.title ? `${row.short}: ${row.title}` : row.title;
    return {
      address: row.address,
      kind: kinds[row.kind][0],
      alarm: Boolean(alarm),
      title: marked(title, words, beginning),
      text: marked(row.shown, words, beginning),
    };
  }

  /** Records that are worth showing, best first: those whose name was typed, and those not far below the best. */
  function worthwhile(query, within) {
    const hits = engine.find(query).filter((hit) => hit.alarm || !within || shelves[hit.row.shelf].id === within);
    const best = Math.max(...hits.map((hit) => hit.base));
    return hits.filter((hit, at) => hit.sure || (hit.base >= hit.sort.least * best && at < hit.sort.most));
  }

  /** What to show for a query: the `best`, the others in `groups`, how many in `total`; `near` words if there are none. The best is
      what was named, or else a few, of whatever kind.

      `within`: the id of the shelf to look on, or nothing for all; `most`: how many of a group to show. */
  self.handbookAnswer = ({ number, query, within, most }) => {
    const hits = worthwhile(query, within);
    const best = hits.slice(0, hits[0]?.sure ? 1 : BEST);
    const last = typed(query).at(-1) || "";
    const beginning = last.length > 2 ? filed(last) : "";
    const groups = new Map();
    for (const hit of hits.slice(best.length)) groups.set(hit.row.shelf, [...(groups.get(hit.row.shelf) || []), hit]);
    return {
      number,
      query,
      total: hits.length,
      best: best.map((hit) => shown(hit, beginning)),
      groups: [...groups].map(([shelf, found]) => ({
        ...shelves[shelf],
        total: found.length,
        hits: found.slice(0, most).map((hit) => shown(hit, beginning)),
      })),
      near: hits.length ? [] : engine.near(query),
    };
  };
})();
if (handbookIsWorker) self.addEventListener("message", (event) => self.postMessage(self.handbookAnswer(event.data)));
