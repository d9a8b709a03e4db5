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

/* The path: ticks and the day of the start stay in this browser; what is past is shown from that day. */
(() => {
  const tools = document.querySelector("[data-hb-path]");
  if (!tools) return;
  const key = `handbook-path-${tools.dataset.hbPath}`;
  const ticks = [...document.querySelectorAll("[data-hb-tick]")];
  const start = tools.querySelector("[data-hb-start]");
  const left = tools.querySelector("[data-hb-left]");
  const months = (date) => (date.getMonth() + 4) % 12;  // September is the first month of a school year

  function read() {
    try { return JSON.parse(window.localStorage.getItem(key)) || {}; } catch { return {}; }
  }

  function keep(state) {
    try { window.localStorage.setItem(key, JSON.stringify(state)); } catch { left.textContent = "This browser keeps nothing, so your ticks last until you close the page."; }
  }

  function state() {
    return { start: start.value, done: ticks.filter((tick) => tick.checked).map((tick) => tick.dataset.hbTick) };
  }

  function show() {
    const begun = start.value ? new Date(`${start.value}T12:00`) : null;
    for (const by of document.querySelectorAll("[data-hb-by]")) {
      const day = begun && new Date(begun.getTime() + by.dataset.days * 86400000);
      by.textContent = day ? `By ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}` : "";
    }
    for (const step of document.querySelectorAll("[data-hb-step][data-month]")) {
      const past = begun && months(new Date(2027, step.dataset.month - 1, 1)) < months(begun);
      step.classList.toggle("hb-step-past", Boolean(past));
      const late = step.querySelector("[data-hb-late]");
      if (late) late.hidden = Boolean(begun) && !past;
    }
    const open = ticks.filter((tick) => !tick.checked).length;
    left.textContent = open ? `${open} of ${ticks.length} steps are left.` : "All steps are done.";
  }

  const kept = read();
  start.value = kept.start || "";
  for (const tick of ticks) tick.checked = (kept.done || []).includes(tick.dataset.hbTick);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-hb-tick], [data-hb-start]")) { keep(state()); show(); }
  });
  tools.querySelector("[data-hb-today]").addEventListener("click", () => {
    const now = new Date();
    start.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
    keep(state());
    show();
  });
  tools.querySelector("[data-hb-clear]").addEventListener("click", () => {
    for (const tick of ticks) tick.checked = false;
    keep(state());
    show();
  });
  tools.querySelector("[data-hb-export]").addEventListener("click", () => {
    const lines = ticks.map((tick) => `${tick.checked ? "[x]" : "[ ]"} ${tick.parentElement.textContent.trim()}`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${document.querySelector("h1").textContent.trim()}\n\n${lines.join("\n")}\n`], { type: "text/plain" }));
    link.download = `${tools.dataset.hbPath}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  tools.hidden = false;
  show();
})();

/* The hours planner: adds up and compares what is typed. Nothing of it is kept or sent. */
(() => {
  const form = document.querySelector("[data-hb-hours]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input")];
  const told = form.querySelector("[data-hb-hours-told]");
  const most = Number(form.dataset.most);

  function words(difference) {
    if (difference === 0) return "the same";
    return `${Math.abs(difference)} ${difference > 0 ? "more" : "fewer"}`;
  }

  function show() {
    const filled = boxes.filter((box) => box.value !== "" && box.validity.valid);
    const wrong = boxes.filter((box) => !box.validity.valid);
    for (const box of boxes) {
      const row = box.closest("tr");
      const hours = filled.includes(box) ? Number(box.value) : null;
      box.setAttribute("aria-invalid", String(wrong.includes(box)));
      row.querySelector("output").textContent = hours === null ? "" : words(hours - box.dataset.guideline);
      row.querySelector(".hb-bar-school").setAttribute("width", String(Math.min(200, 150 * (hours || 0) / most)));
    }
    const sum = filled.reduce((all, box) => all + Number(box.value), 0);
    const guideline = filled.reduce((all, box) => all + Number(box.dataset.guideline), 0);
    form.querySelector("[data-hb-sum]").textContent = filled.length ? `${sum} hours` : "";
    form.querySelector("[data-hb-sum-difference]").textContent = filled.length === boxes.length ? words(sum - guideline) : "";
    told.textContent = wrong.length
      ? `${wrong.map((box) => box.dataset.label).join(", ")}: type a number of hours from 0 to 200, in halves.`
      : filled.length ? `${filled.length} of ${boxes.length} year groups filled in: ${sum} hours, the guideline for these has ${guideline}.` : "";
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => window.setTimeout(show));
  form.querySelector("[data-hb-hours-reset]").hidden = false;
  show();
})();

/* The check of words: the verdict and the explanation come with each answer. */
(() => {
  const quiz = document.querySelector("[data-hb-quiz]");
  if (!quiz) return;
  const questions = [...quiz.querySelectorAll("fieldset")];
  for (const details of quiz.querySelectorAll("details")) details.hidden = true;
  quiz.addEventListener("submit", (event) => event.preventDefault());
  quiz.addEventListener("change", (event) => {
    const question = event.target.closest("fieldset");
    const right = event.target.value === question.dataset.right;
    question.querySelector("[data-hb-verdict]").textContent = right ? "Right." : "Not this one.";
    const details = question.querySelector("details");
    details.hidden = false;
    details.open = true;
    const answered = questions.filter((one) => one.querySelector("input:checked"));
    const score = answered.filter((one) => one.querySelector("input:checked").value === one.dataset.right).length;
    quiz.querySelector("[data-hb-score]").textContent = `${score} right of ${answered.length} answered, ${questions.length} in all.`;
  });
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

/* Mends of Material: what opens the drawer and the search by keyboard too, and Esc that gives focus back. */
(() => {
  for (const label of document.querySelectorAll("label.md-header__button:is([for=__drawer], [for=__search])")) {
    const toggle = document.getElementById(label.htmlFor);
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} hb-opens${label.htmlFor}`;
    button.setAttribute("aria-label", label.htmlFor === "__drawer" ? "Menu" : "Search");
    button.setAttribute("aria-expanded", String(toggle.checked));
    button.append(...label.childNodes);
    button.addEventListener("click", () => {
      toggle.click();
      if (label.htmlFor === "__search") window.setTimeout(() => document.querySelector(".md-search__input").focus(), 300);
    });
    toggle.addEventListener("change", () => button.setAttribute("aria-expanded", String(toggle.checked)));
    label.replaceWith(button);
  }
  const search = document.querySelector(".md-search");
  if (search) search.setAttribute("aria-label", "Search");
  let opener = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".md-search")) opener = event.target;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const drawer = document.getElementById("__drawer");
    if (drawer && drawer.checked) {
      drawer.click();
      document.querySelector(".hb-opens__drawer").focus();
    } else if (event.target.closest(".md-search")) {
      window.setTimeout(() => { if (opener && opener.isConnected) opener.focus(); }, 50);
    }
  });
})();
