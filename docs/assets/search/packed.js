/* The words by which the records are asked for, unpacked: macros/pages/packed.py says how they are packed. */
"use strict";
(() => {
  const OFTEN = [1, 2.4, 5, 11, 21];  // about how often, by step: once, two or three times, four to seven, eight to fifteen, more
  const STEPS = OFTEN.map((_, step) => step);
  const NEAREST = STEPS.map((usual) => [...STEPS].sort((one, other) => Math.abs(one - usual) - Math.abs(other - usual) || other - one));

  /** For each word, in alphabetical order, the records that are asked for by it: number, and how often, about. */
  self.handbookUnpacked = ({ words, bits }, records) => {
    const bytes = atob(bits);
    let at = 0;
    const bit = () => { at += 1; return (bytes.charCodeAt((at - 1) >> 3) >> (7 - ((at - 1) & 7))) & 1; };
    const ones = (most = Infinity) => { let number = 0; while (number < most && bit()) number += 1; return number; };
    const digits = (size) => { let number = 0; for (let left = size; left > 0; left -= 1) number = 2 * number + bit(); return number; };

    function ofWord() {
      const size = ones();
      const number = 2 ** size + digits(size);
      const nearest = NEAREST[ones()];
      const small = Math.floor(Math.log2(records / number));
      let record = -1;
      return Array.from({ length: number }, () => {
        record += 1 + ones() * 2 ** small + digits(small);
        return [record, OFTEN[nearest[ones(STEPS.length - 1)]]];
      });
    }

    const found = new Map();
    let before = "";
    for (const piece of words.match(/[A-Z][^A-Z]*/g) ?? []) {
      before = before.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1);
      found.set(before, ofWord());
    }
    return found;
  };
})();
