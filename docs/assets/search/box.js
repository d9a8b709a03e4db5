/* The search as readers see it: results in the box at the head of a page, and on the page of results. It is loaded when somebody
   begins to search. Results are links in a list; arrows walk through them. */
"use strict";
(() => {
  const here = new URL(".", document.currentScript.src);
  const top = new URL("../../", here);
  const SPEAK = 600;  // milliseconds without a key stroke before the count is spoken
  const isFile = window.location.protocol === "file:";
  let asked = 0;
  let engine = null;

  /** What answers queries: a worker, or, where a page was opened as a file, the same scripts in the page. */
  function load() {
    if (!isFile) {
      const waiting = new Map();
      const worker = new Worker(new URL("answers.js", here));
      worker.addEventListener("message", ({ data }) => { waiting.get(data.number)(data); waiting.delete(data.number); });
      return Promise.resolve((query) => new Promise((resolve) => { waiting.set(query.number, resolve); worker.postMessage(query); }));
    }
    return script("scripts.js")
      .then(() => [...self.handbookSearchScripts, "answers.js"].reduce((before, name) => before.then(() => script(name)), Promise.resolve()))
      .then(() => (query) => Promise.resolve(self.handbookAnswer(query)));
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: new URL(name, here), onload: resolve, onerror: reject });
      document.head.append(element);
    });
  }

  async function answer(query) {
    engine ||= load();
    return (await engine)({ number: asked += 1, ...query });
  }

  /** A page's address by its place on the site; a disk has no page for a folder. */
  function at(place) {
    return new URL(isFile ? place.replace(/\/(?=$|[?#])/, "/index.html") : place, top);
  }

  const page = (query, within) => at(`search/?${new URLSearchParams(within ? { q: query, in: within } : { q: query })}`);

  function made(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const marked = (pieces) => pieces.map(([words, isMarked]) => (isMarked ? made("mark", {}, words) : words));

  function link(hit, sort = "") {
    return made("a", { className: `hb-hit${sort && ` hb-hit--${sort}`}${hit.alarm ? " hb-hit--alarm" : ""}`, href: at(hit.address) },
      made("span", { className: "hb-hit-kind" }, hit.kind), " ",
      made("strong", { className: "hb-hit-title" }, ...marked(hit.title)), " ",
      made("span", { className: "hb-hit-text" }, ...marked(hit.text)));
  }

  /** The first answer, and those that may be meant as well. */
  function leading([first, ...others]) {
    const list = made("ul", {}, ...others.map((hit) => made("li", {}, link(hit, "good"))));
    return others.length ? [link(first, "best"), list] : [link(first, "best")];
  }

  function group(found, query, within) {
    const more = found.total > found.hits.length && !within
      ? [made("p", {}, made("a", { className: "hb-hit-more", href: page(query, found.id) }, `All ${found.total} in ${found.label}`))] : [];
    return made("section", {}, made("p", { className: "hb-hit-group" }, found.label),
      made("ul", {}, ...found.hits.map((hit) => made("li", {}, link(hit)))), ...more);
  }

  function nothing({ query, near }, within) {
    const ways = near.map((words) => made("li", {}, made("a", { href: page(words) }, words)));
    if (within) ways.unshift(made("li", {}, made("a", { href: page(query) }, "Look in the whole handbook")));
    const also = [["glossary/", "All words, A to Z"], ["guidance/", "All guidance"], ["about/tell-us/", "Tell us what you looked for"]];
    return made("div", { className: "hb-hit-none" },
      made("p", {}, ways.length ? "Perhaps you mean:" : "Try one word only, or another word for it."),
      made("ul", {}, ...ways, ...also.map(([address, words]) => made("li", {}, made("a", { href: at(address) }, words)))));
  }

  function told({ total, query, best }) {
    if (!total) return `Nothing found for “${query}”.`;
    return `${total} ${total === 1 ? "result" : "results"}. The first: ${best[0].title.map(([words]) => words).join("").replace(/\w$/, "$&.")}`;
  }

  /** A box with its results. `most`: how many of a group; `show`: what else to do with each answer. */
  class Box {
    constructor(root, most, show = () => {}) {
      this.most = most;
      this.show = show;
      this.form = root.querySelector("form");
      this.input = this.form.elements.q;
      this.within = this.form.elements.in;
      this.status = root.querySelector("[data-hb-search-status]");
      this.results = root.querySelector("[data-hb-search-results]");
      this.latest = null;
      this.form.addEventListener("input", () => this.ask());
      this.form.addEventListener("submit", (event) => this._enter(event));
      root.addEventListener("keydown", (event) => this._walk(event));
    }

    /** What stands in the fields, in one. */
    _wanted() {
      return [this.input.value.trim(), this.within.value].join("\n");
    }

    async ask() {
      const wanted = this._wanted();
      const [query, within] = wanted.split("\n");
      const found = query ? await answer({ query, within, most: within ? 100 : this.most }) : null;
      if (wanted !== this._wanted()) return;
      this.latest = wanted;
      const focused = this.links().indexOf(document.activeElement);
      this.results.replaceChildren(...(!found ? [] : found.total
        ? [...leading(found.best), ...found.groups.map((one) => group(one, query, within))] : [nothing(found, within)]));
      if (focused >= 0) (this.links()[focused] || this.input).focus();
      this._speak(found ? told(found) : this.status.dataset.hbSearchStatus);
      this.show(query, within);
    }

    /** Say it once the fingers rest; until then a reader of the screen would be told half of each word. */
    _speak(words) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => { this.status.textContent = words; }, SPEAK);
    }

    links() {
      return [...this.results.querySelectorAll("a")];
    }

    /** Enter opens the first result, as soon as it is there. */
    async _enter(event) {
      event.preventDefault();
      if (this.latest !== this._wanted()) await this.ask();
      const first = this.results.querySelector("a.hb-hit");
      if (first) first.click();
      else if (this.links().length) this.links()[0].focus();
    }

    /** Arrows go from the field through the results, as soon as those are there that were asked for. */
    async _walk(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.target === this.within || event.altKey || event.ctrlKey || event.metaKey) return;
      const stops = () => [this.input, ...this.links()];
      if (!stops().includes(event.target)) return;
      event.preventDefault();
      if (this.latest !== this._wanted()) await this.ask();
      const at = stops().indexOf(document.activeElement) + step;
      stops()[Math.max(0, Math.min(stops().length - 1, at))].focus();
    }
  }

  /** The page of results: the address holds what was asked, so that a search can be sent to somebody. */
  function results(root) {
    const box = new Box(root, 8, (query, within) => {
      const address = page(query, within);
      if (!query) address.search = "";
      if (address.href !== window.location.href) window.history.replaceState(null, "", address);
      document.title = query ? `${query} – ${root.dataset.title}` : root.dataset.title;
    });
    const given = new URL(window.location.href).searchParams;
    box.input.value = given.get("q") || "";
    box.within.value = given.get("in") || "";
    if (!box.within.value) box.within.value = "";
    root.hidden = false;
    if (box.input.value.trim()) box.ask();
    else box.input.focus();
  }

  /** The box in the header, which handbook.js opens and closes. What was typed before this file came is answered now. */
  function header(root) {
    const box = new Box(root, 4);
    engine ||= load();
    if ("entered" in root.dataset) box.form.requestSubmit();
    else if (box.input.value) box.ask();
  }

  for (const root of document.querySelectorAll("[data-hb-search=header]")) header(root);
  for (const root of document.querySelectorAll("[data-hb-search=page]")) results(root);
})();
