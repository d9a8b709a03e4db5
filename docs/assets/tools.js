/* The tools of single pages: the path, the hours planner, the check of words. */
"use strict";

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
