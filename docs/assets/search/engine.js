/* The search: which records answer a query, best first. It knows no page and no worker.

   Records come in columns: address (0 where it follows from kind and title), numbers of the shelf and the kind, title, abbreviation
   (`short`), other names, words shown, other words (`body`). Beside them come the words of queries (asked.js). */
"use strict";
(() => {
  const { LITTLE, filed, joined, slug, split, stem, swapped, typed } = self.handbookWords;
  const lexicon = self.handbookLexicon;
  const FIELDS = ["title", "short", "names", "shown", "body"];
  const MANY = 3;
  const LONG = 4;
  /* What a word is worth in each field, and in queries; how much it counts that all words are there; below which part of the best
     score there is noise, and how many answers are enough. Whoever types a word or two means a name. A question is answered by what
     is asked about each record, little words included: they tell who asks, and whether for a word's meaning, for what to do, or for
     whom to see. */
  const NAME = { boost: { title: 6, short: 8, names: 4, shown: 1.5, body: 1 }, asked: 5, share: 2, least: 0.08, most: Infinity };
  const QUESTION = { boost: { title: 0.7, short: 2, names: 0.5, shown: 0, body: 0.3 }, asked: 16, share: 0, least: 0.05, most: 24 };
  const LIKE = 600;  // what a name is worth that has all the words of the query and no other
  const LIKENESS = 8;
  /* What a name is worth that is typed with slips; how long it has to be for one, two, three of them; and for being looked for beside
     what is found otherwise. */
  const NEARLY = 500;
  const SLIPS = [3, 8, 11];
  const SHORT = 5;
  const TWO_SLIPS = 9;  // letters of an alarm that is looked for with two
  const BEGUN = 400;  // what a name is worth of which all that is typed is the beginning, and hardly anything is missing
  /* What comes before all else: a danger, and what is called just so; a little less, if little words were left out for that. Where
     several are called so, they stand in the order of the shelves. */
  const ALARM = 9;
  const EXACT = { title: 4, short: 5, names: 3 };
  const NO_LITTLE = 0.5;
  const [FIRST, SHELF] = [1e6, 1e4];
  const PREFIX_FROM = 4;
  /* How good a find is that isn't the word itself: another of its family, one typed for it, one that begins with it (the word that is
     being typed, or any), one that a slip has hidden. */
  const WORTH = { family: 0.7, alike: 0.2, typing: 1, begins: 0.3, slip: 0.8 };
  const KEPT = 200;
  const AS_IT_IS = { tokenize: (text) => [text], processTerm: (text) => text };

  /** A field of a row as one text. */
  const content = (row, field) => (field === "names" ? row.names.join(", ") : row[field]);

  /** How many slips of the finger a word may hold. */
  const fuzzy = (word) => (word.length < 7 ? 1 : 2);

  function keepBest(found, number, hit) {
    if (!found.has(number) || found.get(number).score < hit.score) found.set(number, hit);
  }

  class HandbookSearch {
    constructor(MiniSearch, { columns, kinds, asked, alike, alarms, harmless }) {
      const [addresses, titles, shorts, names, shown, bodies] = ["address", "title", "short", "names", "shown", "body"]
        .map((column) => columns[column].split("\n"));
      this.rows = columns.kind.map((kind, number) => ({
        number, kind, shelf: columns.shelf[number],
        address: addresses[number] === "0" ? kinds[kind][1] + slug(titles[number]) + kinds[kind][2] : addresses[number],
        title: titles[number], short: shorts[number], names: names[number].split("|").filter(Boolean), shown: shown[number], body: bodies[number],
      }));
      this.named = new Set();  // the words of all fields
      this.family = new Map();  // these by their stem
      this.names = new Map();  // by the stems of their words: names, each with its record and how much it tells
      this.exact = new Map();  // names, without spaces, with the records that they name and their worth
      this.shorts = new Set(this.rows.map((row) => joined(row.short)));
      this.done = new Map();  // answers to words that are typed to their end: while one types on, they stay
      const phrases = alarms.flatMap(([number, ...texts]) => texts.map((text) => ({ number, words: typed(text).map(filed) })));
      this.alarms = new Map(phrases.map(({ number, words }) => [words.join(""), number]));
      this.harmless = harmless.map((text) => typed(text).map(filed));  // what looks like an alarm and is none
      /* Words that are meant as they are typed, though no record may have them: those of alarms, and single harmless ones. */
      this.asTyped = new Set([...phrases.flatMap(({ words }) => words), ...this.harmless.filter(({ length }) => length === 1).flat()]);
      this.longest = Math.max(0, ...phrases.map(({ words }) => words.length));  // in words
      this.worries = lexicon(MiniSearch, [...this.alarms.keys()]);
      this.alike = new Map();  // words that people type for each other
      for (const group of alike.map((words) => words.map(filed))) {
        for (const word of group) this.alike.set(word, group.filter((other) => other !== word));
      }
      this.index = new MiniSearch({ fields: FIELDS, idField: "number", extractField: content, tokenize: split, processTerm: filed });
      this.index.addAll(this.rows);
      this.asked = new self.HandbookAsked(MiniSearch, self.handbookUnpacked(asked, this.rows.length), this.rows.length);
      this._count();
      this.words = lexicon(MiniSearch, [...this.named]);
      for (const row of this.rows) this._name(row);
      this.wholes = lexicon(MiniSearch, [...this.exact.keys()]);
    }

    /** In how many records each family of words stands. */
    _count() {
      const of = this.rows.map(() => new Set());
      for (const row of this.rows) {
        for (const word of new Set(FIELDS.flatMap((field) => split(content(row, field)).map(filed)))) {
          const family = stem(word);
          this.named.add(word);
          of[row.number].add(family);
          if (!this.family.has(family)) this.family.set(family, new Set());
          this.family.get(family).add(word);
        }
      }
      for (const [word, found] of this.asked.found) for (const [number] of found) of[number].add(word);
      this.spread = new Map();
      for (const families of of) for (const family of families) this.spread.set(family, (this.spread.get(family) || 0) + 1);
    }

    _name({ number, title, short, names }) {
      for (const name of [title, ...names]) {
        const words = new Set(typed(name).map(filed).filter((word) => !LITTLE.has(word)).map(stem));
        const known = { number, weight: [...words].reduce((sum, word) => sum + this._worth(word), 0) };
        for (const word of words) this.names.set(word, [...this.names.get(word) || [], known]);
      }
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
      return Math.log(1 + this.rows.length / (this.spread.get(stem(word)) || 1));
    }

    _isKnown(word) {
      return this.named.has(word) || this.asked.has(stem(word));
    }

    /** Records that answer, best first, each with its score; `sure` means that the query is its name; `sort` says how many
        are worth showing. */
    find(query) {
      const given = this._given(query);
      const { all, words, mended, sort } = given;
      const exactly = this._exactly([all, mended.all], [words, mended.words]);
      const found = this._byWords(given);
      for (const [number, worth] of this._byPartOfAName(given, exactly.size > 0, found.size > 0)) {
        const hit = found.get(number) || { base: 0, words: new Set() };
        found.set(number, { ...hit, base: hit.base + worth });
      }
      for (const [number, worth] of [...exactly, ...this._alarmed(all)]) {
        found.set(number, { base: 0, words: new Set(), ...found.get(number), worth, sure: true, alarm: worth === ALARM });
      }
      const hits = [...found].map(([number, hit]) => ({
        row: this.rows[number], score: hit.base + (hit.worth ? FIRST * hit.worth - SHELF * this.rows[number].shelf : 0), sort, ...hit,
      }));
      return hits.sort((one, other) => other.score - one.score || one.row.number - other.row.number);
    }

    /** What a query says: `all` its words, and the `words` that say what is meant, both as they are filed and `mended`; whether it is
        `unfinished`, since its last word may go on; and which `sort` of query it is. */
    _given(query) {
      const unfinished = /[\p{L}\p{N}]$/u.test(query);
      const all = typed(query).map((word, at, { length }) => (unfinished && at === length - 1 ? this._filedBeginning(word) : filed(word)));
      const words = this._meant(query, all);
      const mend = (list) => list.flatMap((word, at) => this._mended(word, unfinished && at === list.length - 1));
      const sort = words.length >= MANY || all.length >= LONG ? QUESTION : NAME;
      return { all, words, mended: { all: mend(all), words: mend(words) }, unfinished, sort };
    }

    /** Records that have the words, or are asked for by them; those whose names have much in common with the query stand higher. */
    _byWords({ all, words, mended, unfinished, sort }) {
      let found = this._scored(sort === QUESTION ? all : words, unfinished, sort);
      if (!found.size) found = this._scored(all, unfinished, NAME);
      for (const [number, likeness] of this._alike(mended.words)) {
        if (found.has(number)) found.get(number).base += LIKE * likeness ** LIKENESS;
      }
      return found;
    }

    /** Records whose name is begun or, if there are none and nothing is called just so, nearly typed, each with what that is worth. */
    _byPartOfAName({ all, mended }, isExact, isFound) {
      const begun = this._begun(all, mended.all);
      if (begun.size) return [...begun].map(([number, share]) => [number, BEGUN * share]);
      if (isExact || (isFound && all.join("").length < SHORT)) return [];
      return this._nearly(all).map(([number, right]) => [number, NEARLY * right]);
    }

    /** What the beginning of a word is filed under: "citize" is no "citise". */
    _filedBeginning(word) {
      return !this._begins(filed(word)) && this._begins(word) ? word : filed(word);
    }

    _begins(word) {
      return [...this.named].some((known) => known.startsWith(word));
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

    /** The records that are called so, in any of these wordings; `meant` are those without little words, which count for less. */
    _exactly(wordings, meant) {
      const found = new Map();
      for (const words of [...wordings, ...meant]) {
        const name = words.join("");
        const less = meant.includes(words) ? NO_LITTLE : 0;
        for (const known of [name, name.replace(/s$/, "")]) {
          for (const [number, worth] of this.exact.get(known) || []) found.set(number, Math.max(worth - less, found.get(number) || 0));
        }
      }
      return found;
    }

    /** The records of whose names one of these wordings is the beginning, each with which part of the name is there. */
    _begun(...wordings) {
      const found = new Map();
      const beginnings = wordings.map((words) => words.join("")).filter((beginning) => beginning.length >= PREFIX_FROM);
      for (const [name, records] of beginnings.length ? this.exact : []) {
        const begun = beginnings.find((beginning) => name.startsWith(beginning));
        if (!begun) continue;
        for (const number of records.keys()) found.set(number, Math.max(begun.length / name.length, found.get(number) || 0));
      }
      return found;
    }

    /** The records whose name is typed but for the fewest slips, each with how much of it is right. A slip may make another word; two
        letters that have changed places are one. */
    _nearly(all) {
      const name = all.join("");
      const may = SLIPS.filter((length) => name.length >= length).length;
      const most = all.every((word) => this._isKnown(word)) ? Math.min(may, 1) : may;
      for (let slips = 1; slips <= most; slips += 1) {
        const near = [name, name.replace(/s+$/, "")].flatMap((one) => this.wholes(one, { fuzzy: slips }));
        const known = [...near, ...swapped(name)].flatMap((one) => [...(this.exact.get(one) || new Map()).keys()]);
        if (known.length) return known.map((number) => [number, 1 - slips / name.length]);
      }
      return [];
    }

    /** What comes first whatever else is asked, since somebody may be in danger; after a slip as well, but for one in the first letter.
        Two slips make other words of most short ones: "seeking" of "sexting". */
    _alarmed(all) {
      const left = this._withoutHarmless(all);
      const runs = left.flatMap((_, from) => left.slice(from, from + this.longest).map((_, more) => left.slice(from, from + more + 1)));
      const slips = runs.filter((words) => words.some((word) => !this._isKnown(word) && !this.asTyped.has(word))).map((words) => words.join(""));
      const meant = slips.filter((word) => word.length >= SHORT).flatMap((word) => {
        const near = this.worries(word, { fuzzy: word.length < TWO_SLIPS ? 1 : 2 });
        return [...near.filter((worry) => worry[0] === word[0]), ...swapped(word)];
      });
      return [...runs.map((words) => words.join("")), ...meant].filter((word) => this.alarms.has(word))
        .map((word) => [this.alarms.get(word), ALARM]);
    }

    /** The words without those that stand in a row that looks like an alarm and is none: "in danger of exclusion". */
    _withoutHarmless(all) {
      const taken = this.harmless.flatMap((words) => all.flatMap((_, from) => (
        words.every((word, at) => word === all[from + at]) ? words.map((_, at) => from + at) : []
      )));
      return all.filter((_, at) => !taken.includes(at));
    }

    /** A word as it was meant, where there is none as it was typed; `last`: more of it may follow. */
    _mended(word, last) {
      if (this._isKnown(word) || this.asTyped.has(word) || word.length < PREFIX_FROM) return [word];
      if (last && this._begins(word)) return [word];
      const near = this._near(word);
      if (near.length) return near;
      return [...this.words(word, { fuzzy: fuzzy(word) }), word].slice(0, 1);
    }

    /** How much each record's name has in common with the words (Dice's coefficient, by what words tell). */
    _alike(words) {
      const common = new Map();
      let whole = 0;
      for (const word of new Set(words.map(stem))) {
        const worth = this._worth(word);
        whole += worth;
        for (const name of this.names.get(word) || []) common.set(name, (common.get(name) || 0) + worth);
      }
      const found = new Map();
      for (const [{ number, weight }, worth] of common) {
        found.set(number, Math.max(found.get(number) || 0, 2 * worth / (whole + weight)));
      }
      return found;
    }

    /** Number of each record that has some of the words, with its score and what it was found by. */
    _scored(words, unfinished, sort) {
      const worths = words.map((word) => this._worth(word));
      const whole = worths.reduce((sum, worth) => sum + worth, 0);
      const hits = new Map();
      words.forEach((word, at) => {
        const last = unfinished && at === words.length - 1;
        for (const [number, { score, weight, terms }] of last ? this._word(word, true, sort) : this._whole(word, sort)) {
          if (!hits.has(number)) hits.set(number, { base: 0, share: 0, words: new Set() });
          const hit = hits.get(number);
          hit.base += score;
          hit.share += worths[at] * weight;
          for (const term of terms) hit.words.add(term);
        }
      });
      for (const hit of hits.values()) hit.base *= (hit.share / whole) ** sort.share;
      return hits;
    }

    _whole(word, sort) {
      const key = `${word} ${sort.asked}`;
      if (!this.done.has(key)) {
        if (this.done.size >= KEPT) this.done.clear();
        this.done.set(key, this._word(word, false, sort));
      }
      return this.done.get(key);
    }

    /** Records for one word, each with its score, how good a find it is, and by which words of the record. */
    _word(word, last, sort) {
      const asked = this._asked(word, last, sort);
      if (sort === QUESTION && LITTLE.has(word)) return asked;
      const named = this._named(word, last, sort);
      if (!named.size && !asked.size) this._slips(word, sort, named, asked);
      for (const [number, hit] of asked) {
        const { score, weight, terms } = named.get(number) || { score: 0, weight: 0, terms: [] };
        named.set(number, { score: score + hit.score, weight: Math.max(weight, hit.weight), terms: [...terms, ...hit.terms] });
      }
      return named;
    }

    /** Records in whose fields the word stands: by itself, as another of its family, as one that is typed for it, as a beginning. */
    _named(word, last, sort) {
      const found = new Map();
      if (this.named.has(word)) this._addNamed(found, word, 1, sort);
      for (const other of this.family.get(stem(word)) || []) if (other !== word) this._addNamed(found, other, WORTH.family, sort);
      for (const other of this.alike.get(word) || []) this._addNamed(found, other, WORTH.alike, sort);
      if (word.length >= (last ? 2 : PREFIX_FROM)) this._addNamed(found, word, last ? WORTH.typing : WORTH.begins, sort, { prefix: true });
      return found;
    }

    /** Records that are asked for by the word: by itself, by one that is typed for it, as a beginning if more of it may follow. */
    _asked(word, last, sort) {
      const found = new Map();
      const terms = LITTLE.has(word) ? [] : [word];
      this._addAsked(found, stem(word), 1, sort, terms);
      for (const other of this.alike.get(word) || []) this._addAsked(found, stem(other), WORTH.alike, sort, terms);
      if (last && word.length >= 2 && !found.size) {
        for (const other of this.asked.near(word, { prefix: true })) this._addAsked(found, other, WORTH.typing, sort, terms);
      }
      return found;
    }

    /** Records for what was meant, if nobody knows the word. */
    _slips(word, sort, named, asked) {
      if (this.asTyped.has(word)) return;
      for (const other of this._near(word)) {
        this._addNamed(named, other, WORTH.slip, sort);
        this._addAsked(asked, stem(other), WORTH.slip, sort, [word]);
      }
      if (named.size || asked.size || word.length < PREFIX_FROM) return;
      const slips = { fuzzy: fuzzy(word) };
      this._addNamed(named, word, WORTH.slip, sort, slips);
      for (const other of this.asked.near(stem(word), slips)) this._addAsked(asked, other, WORTH.slip, sort, [word]);
    }

    _addNamed(found, term, weight, sort, options = {}) {
      for (const { id, score, terms } of this.index.search(term, { boost: sort.boost, ...AS_IT_IS, ...options })) {
        keepBest(found, id, { score: score * weight, weight, terms });
      }
    }

    _addAsked(found, word, weight, sort, terms) {
      for (const [number, score] of this.asked.by(word)) keepBest(found, number, { score: sort.asked * score * weight, weight, terms });
    }

    /** Words that a slip of the finger or of the space bar has hidden. */
    _near(word) {
      const halves = [];
      for (let at = 2; at < word.length - 1; at += 1) {
        const pair = [filed(word.slice(0, at)), filed(word.slice(at))];
        if (pair.every((half) => this._isKnown(half))) halves.push(...pair);
      }
      return [word.replace(/s$/, ""), ...swapped(word).map(filed), ...halves].filter((other) => this._isKnown(other));
    }

    /** Names that begin or sound alike, where nothing was found. */
    near(query) {
      const word = joined(query);
      return this.index.autoSuggest(query, { fuzzy: 0.4, prefix: true, boost: NAME.boost, fields: ["title", "names", "short"] })
        .map((one) => one.suggestion).filter((one) => one !== word).slice(0, 5);
    }
  }

  self.HandbookSearch = HandbookSearch;
})();
