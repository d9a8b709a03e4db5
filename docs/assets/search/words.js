/* From what people type to the words under which things are filed: spelling, plurals, hyphens, little words. */
"use strict";
(() => {
  const LITTLE = new Set(self.handbookRecords.little);
  const BRITISH = [
    [/yz(e|ed|er|ing)$/, "ys$1"],
    [/iz(e|ed|er|ing|ation|ational)$/, "is$1"],
    [/^(behavi|col|endeav|fav|hon|hum|lab|neighb)or(?=$|ed|ing|al|able|ite|hood)/, "$1our"],
    [/^(cent|theat|lit|met)er(?=$|ed)/, "$1re"],
    [/^program$/, "programme"],
    [/^(counsel|travel|label|model|cancel|signal)(or|er|ed|ing)$/, "$1l$2"],
    [/^(enrol|fulfil|instal|distil)l(?=$|ment)/, "$1"],
    [/^(ski|wi)llful/, "$1lful"],
    [/^advisor/, "adviser"],
    [/^licens/, "licenc"],
    [/^practis/, "practic"],
    [/^(def|off|pret)ens(?=e|es)/, "$1enc"],
    [/^(judg|acknowledg)ement/, "$1ment"],
    [/^catalog$/, "catalogue"],
    [/^dialog$/, "dialogue"],
  ];
  const ENDINGS = [["ation", 5], ["ing", 4], ["ed", 4], ["ment", 4], ["er", 5], ["or", 5], ["al", 5], ["ion", 5], ["e", 4], ["y", 5]];

  /** Small letters without accents and apostrophes; abbreviations without their dots. */
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f'’‘ʼ]/g, "").toLowerCase()
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (dotted) => dotted.replaceAll(".", ""));
  }

  const known = new Map();

  /** One of a thing, in British spelling: what a word is filed under. */
  function filed(word) {
    if (!known.has(word)) known.set(word, british(singular(word)));
    return known.get(word);
  }

  const british = (word) => BRITISH.reduce((one, [pattern, instead]) => one.replace(pattern, instead), word);

  function singular(word) {
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && /[^aisu]s$/.test(word) ? word.slice(0, -1) : word;
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
    for (const [ending, least] of ENDINGS) {
      if (word.endsWith(ending) && word.length - ending.length >= least) {
        const rest = word.slice(0, -ending.length);
        return /([^aeiousl])\1$/.test(rest) ? rest.slice(0, -1) : rest;
      }
    }
    return word;
  }

  /** Words that differ by two neighbours that have changed places. */
  function swapped(word) {
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  }

  self.handbookWords = { LITTLE, filed, split, stem, swapped, typed, joined: (text) => typed(text).map(filed).join("") };
})();
