/* Small helpers. Each page reads well without them. */
"use strict";

/* Terms: the plain version shows on hover, on keyboard focus, and at the first touch. Esc closes it. */
(() => {
  const tip = document.createElement("div");
  tip.className = "hb-tip";
  tip.id = "hb-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  (document.querySelector("main") || document.body).append(tip);
  let owner = null;
  let timer = 0;

  const terms = document.querySelectorAll("a.hb-term[title]");
  for (const term of terms) {
    term.dataset.plain = term.title;
    term.removeAttribute("title");
  }

  function show(term, touched) {
    window.clearTimeout(timer);
    if (owner && owner !== term) hide();
    owner = term;
    tip.textContent = term.dataset.plain;
    if (touched) {
      const more = document.createElement("a");
      more.href = term.href;
      more.textContent = "Open the entry";
      tip.append(more);
    }
    tip.hidden = false;
    term.setAttribute("aria-describedby", tip.id);
    const box = term.getBoundingClientRect();
    const frame = (tip.offsetParent || document.documentElement).getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 12);
    tip.style.left = `${Math.max(12, left) - frame.left}px`;
    tip.style.top = `${box.bottom + 6 - frame.top}px`;
  }

  function hide() {
    window.clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  }

  function hideSoon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(hide, 250);
  }

  let touched = false;
  for (const term of terms) {
    term.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(term, false); });
    term.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hideSoon(); });
    term.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    term.addEventListener("focus", () => { if (!touched) show(term, false); });
    term.addEventListener("blur", hideSoon);
    term.addEventListener("click", (event) => {
      if (touched && (owner !== term || tip.hidden)) {
        event.preventDefault();
        show(term, true);
      }
      touched = false;
    });
  }
  tip.addEventListener("pointerenter", () => window.clearTimeout(timer));
  tip.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => {
    if (owner && !tip.contains(event.target) && event.target !== owner) hide();
  });
})();

/* The filter of a list: it works on the list that is there, and the address holds what was chosen. */
(() => {
  const form = document.querySelector("[data-hb-filter]");
  if (!form) return;
  const rows = [...document.querySelectorAll("[data-hb-row]")];
  const groups = [...document.querySelectorAll("[data-hb-group]")];
  const count = document.querySelector("[data-hb-count]");
  const none = document.querySelector("[data-hb-none]");
  const fields = [...form.elements].map((field) => field.name).filter(Boolean);

  function wanted(name, value) {
    const option = [...form.elements[name].options].find((candidate) => candidate.value === value);
    return option && option.dataset.within ? option.dataset.within.split(" ") : [value];
  }

  function fits(row, chosen) {
    return fields.every((name) => {
      if (!chosen[name]) return true;
      if (name === "find") return row.dataset.words.includes(chosen.find);
      const has = row.dataset[name].split(" ");
      return wanted(name, chosen[name]).some((value) => has.includes(value));
    });
  }

  function apply() {
    const chosen = Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim().toLowerCase()]));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, chosen);
      if (!row.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-hb-row]:not([hidden])");
    count.textContent = `${shown} ${shown === 1 ? count.dataset.one : count.dataset.many}`;
    none.hidden = shown > 0;
    const address = new URL(window.location.href);
    for (const name of fields) {
      if (chosen[name]) address.searchParams.set(name, chosen[name]);
      else address.searchParams.delete(name);
    }
    if (address.href !== window.location.href) window.history.replaceState(null, "", address);
  }

  const asked = new URL(window.location.href).searchParams;
  for (const name of fields) {
    const value = asked.get(name);
    if (value !== null) form.elements[name].value = value;
    if (form.elements[name].value !== value) form.elements[name].value ||= "";
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => window.setTimeout(apply));
  apply();
})();

/* Copy the link, print. */
(() => {
  for (const button of document.querySelectorAll("[data-hb-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-hb-copy]")) {
    if (!navigator.clipboard) continue;
    const words = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.hbCopy);
        button.textContent = "Copied";
      } catch {
        button.textContent = button.dataset.hbCopy;
      }
      window.setTimeout(() => { button.textContent = words; }, 3000);
    });
  }
})();

/* Dates that have passed: a build knows one day only, a reader's browser knows today. */
(() => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const date of document.querySelectorAll("time[data-hb-due]")) {
    if (date.dateTime < today) {
      date.classList.add("hb-past");
      date.append(" (past)");
    }
  }
  for (const date of document.querySelectorAll("time[data-hb-run]")) {
    const days = (new Date(date.dateTime) - now) / 86400000;
    if (days < 14) {
      date.classList.add("hb-past");
      date.append(days < 0 ? " (has been)" : " (soon)");
    }
  }
})();

/* Forms without an address to send them to open the reader's own email program. Nothing is kept or sent from here. */
(() => {
  for (const form of document.querySelectorAll("form[data-hb-mail]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const lines = [];
      for (const name of new Set([...form.elements].map((field) => field.name).filter(Boolean))) {
        const values = new FormData(form).getAll(name).filter((value) => value.trim());
        if (values.length) lines.push(`${name}: ${values.join(", ")}`);
      }
      const told = form.querySelector("[data-hb-told]");
      if (lines.length < 2) {
        told.textContent = "Fill in something first.";
        form.querySelector("input:not([type=hidden]), textarea").focus();
        return;
      }
      const link = document.createElement("a");
      link.href = `${form.dataset.hbMail}&body=${encodeURIComponent(lines.join("\n\n"))}`;
      link.click();
      told.textContent = "Your email program opens with what you wrote. Send it from there. If nothing opens, copy it from here.";
    });
  }
})();

/* Mends of Material: buttons that open the drawer and the search by keyboard too, and Esc that gives focus back. */
(() => {
  for (const label of document.querySelectorAll("label.md-header__button:is([for=__drawer], [for=__search])")) {
    const toggle = document.getElementById(label.htmlFor);
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} hb-opens${label.htmlFor}`;
    button.setAttribute("aria-label", label.htmlFor === "__drawer" ? "Menu" : "Search");
    button.setAttribute("aria-expanded", String(toggle.checked));
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", () => button.setAttribute("aria-expanded", String(toggle.checked)));
    label.replaceWith(button);
  }
  document.addEventListener("keydown", (event) => {
    const drawer = document.getElementById("__drawer");
    if (event.key !== "Escape" || !drawer || !drawer.checked) return;
    drawer.click();
    document.querySelector(".hb-opens__drawer").focus();
  });
})();

/* The search in the header: it opens over the page and gives focus back when it closes. Its program comes when it is reached for. */
(() => {
  const OFF = "handbook-no-single-keys";
  const root = document.querySelector("[data-hb-search=header]");
  const toggle = document.getElementById("__search");
  if (!root || !toggle) return;
  const form = root.querySelector("form");
  const input = form.elements.q;
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const off = () => { try { return Boolean(window.localStorage.getItem(OFF)); } catch { return false; } };
  let opener = null;
  let closing = false;

  function open() {
    if (!document.querySelector("script[src$='search/box.js']")) {
      const program = document.createElement("script");
      program.src = root.dataset.hbProgram;
      document.head.append(program);
    }
    if (!toggle.checked && !closing) toggle.click();
  }

  function close(goBack) {
    if (toggle.checked) toggle.click();
    if (!goBack) return;
    closing = true;
    if (opener && opener.isConnected && opener !== document.body) opener.focus();
    else document.activeElement.blur();
    closing = false;
  }

  document.addEventListener("focusin", (event) => { if (!root.contains(event.target)) opener = event.target; });
  input.addEventListener("focus", open);
  input.addEventListener("input", open);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    root.dataset.entered = "";
  });
  toggle.addEventListener("change", () => { if (toggle.checked && !root.contains(document.activeElement)) input.focus(); });
  root.querySelector("[data-hb-search-back]").addEventListener("click", () => close(true));
  root.addEventListener("focusout", (event) => { if (event.relatedTarget && !root.contains(event.relatedTarget)) close(false); });
  document.addEventListener("pointerdown", (event) => { if (toggle.checked && !root.contains(event.target)) close(false); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) {
      close(true);
    } else if ((event.key === "/" && !typing(event.target)) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      if (!root.contains(document.activeElement)) opener = document.activeElement;
      open();
      input.focus();
      input.select();
    }
  });

  /* Single keys do something here and in the theme; who works by voice can turn that off. */
  window.addEventListener("keydown", (event) => {
    const single = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (single && off() && !typing(event.target)) event.stopImmediatePropagation();
  }, { capture: true });
  const choice = document.querySelector("[data-hb-single-keys]");
  if (!choice) return;
  choice.checked = !off();
  choice.closest("[hidden]").hidden = false;
  choice.addEventListener("change", () => {
    try {
      if (choice.checked) window.localStorage.removeItem(OFF);
      else window.localStorage.setItem(OFF, "yes");
    } catch { choice.checked = true; }
  });
})();
