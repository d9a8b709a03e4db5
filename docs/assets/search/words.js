/* From what people type to the words under which things are filed: spelling, plurals, hyphens, little words. The rules are a file of
   their own, since the build files the words of queries by them as well. */
"use strict";
(() => {
  const rules = self.handbookRules;
  const FILED = rules.filed.map(([pattern, instead]) => [new RegExp(pattern), instead]);
  const DOUBLED = new RegExp(rules.doubled);

  /** Small letters without accents and apostrophes; abbreviations without their dots. */
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f'’‘ʼ]/g, "").toLowerCase()
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (dotted) => dotted.replaceAll(".", ""));
  }

  const known = new Map();

  /** One of a thing, in British spelling: what a word is filed under. */
  function filed(word) {
    if (!known.has(word)) known.set(word, FILED.reduce((one, [pattern, instead]) => one.replace(pattern, instead), word));
    return known.get(word);
  }

  /** The words of a text as they stand, hyphened ones in parts and joined: "drop-in" gives drop, in, dropin. */
  function split(text) {
    return fold(text).match(/[\p{L}\p{N}]+(?:[-‐‑–/][\p{L}\p{N}]+)*/gu)?.flatMap((word) => {
      const parts = word.split(/[-‐‑–/]/);
      return parts.length === 2 && /[-‐‑]/.test(word) ? [...parts, parts.join("")] : parts;
    }) ?? [];
  }

  /** The same for a query, where a joined form would count as a word more: its parts only. */
  function typed(text) {
    return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []);
  }

  /** What a word has in common with others of its family: referring, referral and refer give "refer". */
  function stem(word) {
    for (const [ending, least] of rules.endings) {
      if (word.endsWith(ending) && word.length - ending.length >= least) return word.slice(0, -ending.length).replace(DOUBLED, "$1");
    }
    return word;
  }

  /** A title as it mostly stands in an address. */
  function slug(title) {
    return (title.toLowerCase().replace(/['’]/g, "").match(/[a-z0-9]+/g) ?? []).join("-");
  }

  /** Words that differ by two neighbours that have changed places. */
  function swapped(word) {
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  }

  const LITTLE = new Set(rules.little.flatMap((word) => [word, filed(word)]));
  self.handbookWords = { LITTLE, filed, slug, split, stem, swapped, typed, joined: (text) => typed(text).map(filed).join("") };
})();
