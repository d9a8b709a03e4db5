/* The search: which records answer a query, best first. It knows no page and no worker.

   Records are rows: address, numbers of the shelf and the kind, title, abbreviation, other names, words shown, words of
   questions, other words. */
"use strict";
(() => {
  const { LITTLE, filed, joined, split, stem, swapped, typed } = self.handbookWords;
  const BOOSTS = { title: 6, short: 8, names: 4, asks: 3, shown: 1.5, body: 1 };
  const EXACT = { title: 4, short: 5, names: 3 };
  const FEW = { ...BOOSTS, asks: 0.5 };  // whoever types a word or two means a name
  const MANY = 3;
  const ALARM = 9;
  const PREFIX_FROM = 4;
  /* How good a find is that isn't the word itself: another of its family, one typed for it, one that begins with it (the word that is
     being typed, or any), one that a slip has hidden. */
  const WORTH = { family: 0.7, alike: 0.6, typing: 0.8, begins: 0.3, slip: 0.8 };
  const KEPT = 200;

  class HandbookSearch {
    constructor(MiniSearch, { rows, alike, alarms }) {
      this.rows = rows.map(([address, shelf, kind, title, short, names, shown, asks, body], number) =>
        ({ number, address, shelf, kind, title, short, names: names.join(", "), shown, asks, body }));
      this.seen = new Map();  // in how many records each word stands
      this.family = new Map();  // words by their stem
      this.exact = new Map();  // names, without spaces, with the records that they name and their worth
      this.shorts = new Set(this.rows.map((row) => joined(row.short)));
      this.done = new Map();  // answers to words that are typed to their end: while one types on, they stay
      this.alarms = new Map(alarms.flatMap(([number, ...words]) => words.map((word) => [joined(word), number])));
      this.alike = new Map();  // words that people type for each other
      for (const group of alike.map((words) => words.map(filed))) {
        for (const word of group) this.alike.set(word, group.filter((other) => other !== word));
      }
      this.index = new MiniSearch({ fields: Object.keys(BOOSTS), idField: "number", tokenize: split, processTerm: filed });
      this.index.addAll(this.rows);
      for (const row of this.rows) this._note(row);
      rows.forEach((row, number) => this._name(row, number));
    }

    _note(row) {
      for (const word of new Set(Object.keys(BOOSTS).flatMap((field) => split(row[field]).map(filed)))) {
        this.seen.set(word, (this.seen.get(word) || 0) + 1);
        const family = stem(word);
        if (!this.family.has(family)) this.family.set(family, new Set());
        this.family.get(family).add(word);
      }
    }

    _name([, , , title, short, names], number) {
      const note = (text, worth) => {
        const known = this.exact.get(joined(text)) || new Map();
        this.exact.set(joined(text), known.set(number, Math.max(worth, known.get(number) || 0)));
      };
      note(title, EXACT.title);
      note(title.replace(/\s*[(:,?].*$/, ""), EXACT.names);
      for (const name of names) note(name, EXACT.names);
      if (short) note(short, EXACT.short);
    }

    /** How much a word tells: rare ones most, and those that stand nowhere as much as the rarest. */
    _worth(word) {
      return Math.log(1 + this.rows.length / (this.seen.get(word) || 1));
    }

    /** Records that answer, best first, each with its score; `sure` means that the query is its name. */
    find(query) {
      const all = typed(query).map(filed);
      const unfinished = /[\p{L}\p{N}]$/u.test(query);
      const words = this._meant(query, all);
      const boosts = words.length < MANY ? FEW : BOOSTS;
      let found = this._scored(words, unfinished, boosts);
      if (!found.size) found = this._scored(all, unfinished, boosts);
      for (const [number, worth] of [...this._exactly(query, words), ...this._alarmed(all)]) {
        found.set(number, { base: 0, words: new Set(), ...found.get(number), worth, sure: true, alarm: worth === ALARM });
      }
      const hits = [...found].map(([number, hit]) => ({ row: this.rows[number], score: hit.base + 1000 * (hit.worth || 0), ...hit }));
      return hits.sort((one, other) => other.score - one.score || one.row.number - other.row.number);
    }

    /** The words that say what is meant: the little ones are left out, unless there are no others. */
    _meant(query, all) {
      const capitals = new Set((query.match(/\b[A-Z]{2,}\b/g) || []).map((word) => joined(word)));
      const loud = query === query.toUpperCase();
      const kept = all.filter((word) => !LITTLE.has(word) || (!loud && capitals.has(word) && this.shorts.has(word)));
      if (kept.length) return kept;
      const short = all.filter((word) => this.shorts.has(word));
      return short.length ? short : all;
    }

    _exactly(query, words) {
      const found = new Map();
      const key = words.join("");
      for (const name of new Set([joined(query), key, key.replace(/s$/, "")])) {
        for (const [number, worth] of this.exact.get(name) || []) found.set(number, Math.max(worth, found.get(number) || 0));
      }
      return found;
    }

    /** What comes first whatever else is asked, since somebody may be in danger. */
    _alarmed(all) {
      const pairs = all.map((word, at) => word + (all[at + 1] || ""));
      return [...all, ...pairs].filter((word) => this.alarms.has(word)).map((word) => [this.alarms.get(word), ALARM]);
    }

    /** Number of each record that has some of the words, with its score and what it was found by. */
    _scored(words, unfinished, boosts) {
      const worths = words.map((word) => this._worth(word));
      const whole = worths.reduce((sum, worth) => sum + worth, 0);
      const hits = new Map();
      words.forEach((word, at) => {
        const last = unfinished && at === words.length - 1;
        for (const [number, { score, weight, terms }] of last ? this._word(word, true, boosts) : this._whole(word, boosts)) {
          if (!hits.has(number)) hits.set(number, { base: 0, share: 0, words: new Set() });
          const hit = hits.get(number);
          hit.base += score;
          hit.share += worths[at] * weight;
          for (const term of terms) hit.words.add(term);
        }
      });
      for (const hit of hits.values()) hit.base *= (hit.share / whole) ** 2;
      return hits;
    }

    _whole(word, boosts) {
      const key = `${word} ${boosts.asks}`;
      if (!this.done.has(key)) {
        if (this.done.size >= KEPT) this.done.clear();
        this.done.set(key, this._word(word, false, boosts));
      }
      return this.done.get(key);
    }

    /** Records for one word: by itself, by its family, as a beginning, or, if there is no such word, by what is near. */
    _word(word, last, boosts) {
      const best = new Map();
      const add = (term, weight, options = {}) => {
        const hits = this.index.search(term, { boost: boosts, tokenize: (text) => [text], processTerm: (text) => text, ...options });
        for (const hit of hits) {
          const score = hit.score * weight;
          const old = best.get(hit.id);
          if (!old || old.score < score) best.set(hit.id, { score, weight, terms: hit.terms });
        }
      };
      if (this.seen.has(word)) add(word, 1);
      for (const other of this.family.get(stem(word)) || []) if (other !== word) add(other, WORTH.family);
      for (const other of this.alike.get(word) || []) add(other, WORTH.alike);
      if (word.length >= (last ? 2 : PREFIX_FROM)) add(word, last ? WORTH.typing : WORTH.begins, { prefix: true });
      if (best.size) return best;
      for (const other of this._near(word)) add(other, WORTH.slip);
      if (!best.size && word.length >= PREFIX_FROM) add(word, WORTH.slip, { fuzzy: word.length < 7 ? 1 : 2 });
      return best;
    }

    /** Words that a slip of the finger or of the space bar has hidden. */
    _near(word) {
      const halves = [];
      for (let at = 2; at < word.length - 1; at += 1) {
        const pair = [filed(word.slice(0, at)), filed(word.slice(at))];
        if (pair.every((half) => this.seen.has(half))) halves.push(...pair);
      }
      return [word.replace(/s$/, ""), ...swapped(word).map(filed), ...halves].filter((other) => this.seen.has(other));
    }

    /** Names that begin or sound alike, where nothing was found. */
    near(query) {
      const word = joined(query);
      return this.index.autoSuggest(query, { fuzzy: 0.4, prefix: true, boost: BOOSTS, fields: ["title", "names", "short"] })
        .map((one) => one.suggestion).filter((one) => one !== word).slice(0, 5);
    }
  }

  self.HandbookSearch = HandbookSearch;
})();
