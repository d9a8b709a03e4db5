/* What is asked about each record: by which words, and what each is worth (BM25). Words are the stems under which queries are filed. */
"use strict";
(() => {
  const SATURATION = 6;  // how soon more of a word adds less
  const LENGTH = 0.5;  // how much a record is held back about which much is asked
  const COMMON = 3;  // how much words tell that stand everywhere: who asks, and what sort of answer is wanted
  const AS_IT_IS = { tokenize: (text) => [text], processTerm: (text) => text };

  /** A list of words in which to look: gives a function from a word and the library's options to those that are near, nearest first. */
  self.handbookLexicon = (MiniSearch, words) => {
    const index = new MiniSearch({ fields: ["word"], idField: "word", ...AS_IT_IS });
    index.addAll([...words].map((word) => ({ word })));
    return (word, options) => index.search(word, options).map(({ id }) => id);
  };

  self.HandbookAsked = class {
    /** `found`: for each word the records that are asked for by it, each with how often; `records`: how many there are in all. */
    constructor(MiniSearch, found, records) {
      this.found = found;
      this.records = records;
      this.length = Array.from({ length: records }, () => 0);
      for (const hits of found.values()) for (const [number, times] of hits) this.length[number] += times;
      this.mean = this.length.reduce((sum, length) => sum + length, 0) / records || 1;
      /** The words that begin so (`prefix`), or differ by so many slips (`fuzzy`). */
      this.near = self.handbookLexicon(MiniSearch, found.keys());
    }

    has(word) {
      return this.found.has(word);
    }

    /** The records that are asked for by a word: number and score. */
    by(word) {
      const hits = this.found.get(word) || [];
      const tells = Math.log(COMMON + this.records / hits.length);
      return hits.map(([number, times]) => {
        const held = SATURATION * (1 - LENGTH + LENGTH * this.length[number] / this.mean);
        return [number, tells * times * (SATURATION + 1) / (times + held)];
      });
    }
  };
})();
