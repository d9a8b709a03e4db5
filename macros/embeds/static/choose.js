/* Choosing a text: puts the reader's choices into the forms that the site has written, each escaped for its form. */
"use strict";
(() => {
  const form = document.querySelector("[data-hb-chooser]");
  if (!form) return;
  if (window.location.protocol === "file:") {  // a page on a disk may not fetch; the texts stand below
    form.remove();
    return;
  }
  const base = new URL(form.dataset.hbChooser, window.location.href);
  const [output, told, preview] = ["output", "told", "preview"].map((part) => form.querySelector(`[data-hb-${part}]`));
  const SIGNS = { school: "\ue000", first: "\ue001", level: "\ue002", hashes: "\ue003", name: "\ue004" };
  const FIELDS = { for: "", text: form.elements.text.value, size: "paragraph", school: "", form: "html", heading: "2", width: "640" };
  const ABOUT = {
    html: "Paste it into your page's HTML: in WordPress into a block “Custom HTML”, elsewhere where your site takes HTML.",
    word: "Paste it into Word, an email or a newsletter: headings and lists come along.",
    address: "Paste the address on a line of its own into a WordPress page: the text appears, and stays up to date. It says “our school”.",
    text: "Plain text, for a school app or a text message.",
    markdown: "For sites and apps that take Markdown.",
    frame: "It stays up to date by itself. Most editors may not paste frames and scripts; ask whoever looks after your website.",
    json: "For programmers: the text in three lengths, with its version. Any site may ask for it.",
  };
  const texts = new Map();
  const allTexts = [...form.elements.text.querySelectorAll("optgroup")].map((group) => ({ group, options: [...group.children] }));
  let current = null;
  let shown = null;
  let round = 0;

  /* A name is words: no line ends, no signs that steer the text around it, none of our own signs. */
  function clean(name) {
    const words = name.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Co}\p{Cs}]/gu, "")
      .replace(/\s+/gu, " ").trim();
    return [...words].slice(0, 200).join("");
  }
  const forHtml = (words) => words.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const forMarkdown = (words) => words.replace(/[\\`*_{}[\]<>()#+\-.!|&~:@/]/g, "\\$&");

  function filled(text, kind) {
    const name = clean(form.elements.school.value);
    const level = form.elements.heading.value;
    const escape = { html: forHtml, word: forHtml, frame: forHtml, markdown: forMarkdown }[kind] || ((words) => words);
    const asked = new URLSearchParams();
    if (name) asked.set("school", name);
    if (level !== "2") asked.set("heading", level);
    const query = asked.size ? forHtml(`?${asked}`) : "";
    const values = {
      [SIGNS.school]: name ? escape(name) : "our school",
      [SIGNS.first]: name ? escape(name) : "Our school",
      [SIGNS.level]: level,
      [SIGNS.hashes]: "#".repeat(Number(level)),
      [SIGNS.name]: kind === "frame" ? query : name ? ` data-school="${forHtml(name)}"` : "",
    };
    return text.replace(/[\ue000-\ue004]/g, (sign) => values[sign]);
  }

  async function load(name) {
    if (!texts.has(name)) {
      const answer = await fetch(new URL(`${name}.json`, base));
      if (!answer.ok) throw new Error(String(answer.status));
      texts.set(name, await answer.json());
    }
    return texts.get(name);
  }

  function offer() {
    const chosen = form.elements.for.selectedOptions[0];
    const within = (chosen.dataset.within || "").split(" ");
    const fits = (option) => !chosen.value || option.dataset.audience.split(" ").some((audience) => within.includes(audience));
    const before = form.elements.text.value;
    form.elements.text.replaceChildren(...allTexts.flatMap(({ group, options }) => {
      const some = options.filter(fits);
      group.replaceChildren(...some);
      return some.length ? [group] : [];
    }));
    const option = [...form.elements.text.options].find((one) => one.value === before);
    if (option) option.selected = true;
    else form.elements.text.selectedIndex = 0;
  }

  function look(kind, html) {
    const frame = document.createElement("iframe");
    frame.title = "How it will look";
    frame.width = form.elements.width.value;
    if (kind === "address" || kind === "frame" || kind === "json") {
      const length = form.elements.size.value;
      const asked = new URLSearchParams(kind === "frame" ? { school: clean(form.elements.school.value) } : {});
      frame.src = new URL(`${form.elements.text.value}/${length === "paragraph" ? "" : `${length}/`}?${asked}`, base);
      frame.height = "330";
    } else {
      frame.setAttribute("sandbox", "allow-same-origin");  // no scripts: nothing in it can run
      const page = html.replaceAll(form.dataset.site, base.href).replace(/ style="[^"]*"/g, "");  // the site's policy allows none
      frame.srcdoc = `<!doctype html><html lang="en-GB"><head><link rel="stylesheet" href="${forHtml(new URL("preview.css", base).href)}"></head><body>${page}</body></html>`;
    }
    frame.addEventListener("load", () => {
      frame.height = String(Math.ceil(frame.contentDocument.documentElement.getBoundingClientRect().height) + 2);
    });
    preview.replaceChildren(frame);
  }

  async function show() {
    const asked = ++round;
    const kind = form.elements.form.value;
    form.querySelector("[data-hb-level]").hidden = !["html", "word", "markdown", "frame"].includes(kind);
    form.querySelector("[data-hb-about]").textContent = ABOUT[kind];
    if (["text", "markdown", "frame", "json"].includes(kind)) form.querySelector("details").open = true;
    told.textContent = "";
    const address = new URL(window.location.href);
    for (const [name, usual] of Object.entries(FIELDS)) {
      if (form.elements[name].value && form.elements[name].value !== usual) address.searchParams.set(name, form.elements[name].value);
      else address.searchParams.delete(name);
    }
    if (address.href !== window.location.href) window.history.replaceState(null, "", address);
    let data;
    try {
      data = await load(form.elements.text.value);
    } catch {
      told.textContent = "This text can't be loaded. Take it from the list below.";
      return;
    }
    if (asked !== round) return;
    const forms = data.forms[form.elements.size.value];
    current = { html: filled(forms.word, "word"), plain: filled(forms.text, "text"), kind };
    output.value = kind === "word" ? current.plain : filled(forms[kind], kind);
    output.lang = ["html", "word", "text", "markdown"].includes(kind) ? data.language : "en-GB";
    output.dir = kind === "text" || kind === "word" ? data.direction : "ltr";
    const entry = form.querySelector("[data-hb-entry]");
    entry.hidden = !data.name.startsWith("snippets/");
    entry.href = new URL(`../${data.name.split("/").slice(0, 2).join("/")}/`, base);
    look(kind, filled(forms.html, "html"));
  }

  async function take() {
    await shown;
    try {
      if (current.kind === "word") {
        const pieces = { "text/html": current.html, "text/plain": current.plain };
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(
          Object.entries(pieces).map(([type, words]) => [type, new Blob([words], { type })])))]);
      } else {
        await navigator.clipboard.writeText(output.value);
      }
      told.textContent = "Copied. Paste it where it should stand.";
    } catch {
      output.focus();
      output.select();
      told.textContent = "Your browser doesn't let the page copy. The text is marked: press Ctrl and C (on a Mac, Command and C).";
    }
  }

  const given = new URL(window.location.href).searchParams;
  for (const name of Object.keys(FIELDS)) {
    const value = given.get(name);
    const field = form.elements[name];
    const allowed = field instanceof RadioNodeList ? [...field].map((one) => one.value) : field.options ? [...field.options].map((one) => one.value) : null;
    if (value !== null && (!allowed || allowed.includes(value))) field.value = value;
  }
  form.hidden = false;
  offer();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "for") offer();
    shown = show();
  });
  form.querySelector("[data-hb-take]").addEventListener("click", take);
  shown = show();
})();
