/* On each page of the preview: shows what is wrong, and loads the page anew when there is a new state of the site. */
"use strict";
(() => {
  let known = null;
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;max-height:50vh;overflow:auto;padding:1rem;margin:0;" +
    "background:#7a1020;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap";

  function show(told) {
    box.textContent = `Something has to be put right. Until then you see the pages as they were before it.\n\n${told.problems}`;
    if (told.problems) document.body.append(box); else box.remove();
    if (known && (told.version !== known.version || told.start !== known.start)) window.location.reload();
    known = told;
  }

  /* A page that nobody sees asks for nothing: browsers allow few connections to one server. */
  function seen() {
    return new Promise((done) => {
      if (!document.hidden) done();
      else document.addEventListener("visibilitychange", done, {once: true});
    });
  }

  async function follow() {
    for (;;) {
      await seen();
      try {
        const asked = known ? `?${new URLSearchParams(known)}` : "";
        show(await (await fetch(`/__preview.json${asked}`, {cache: "no-store"})).json());
      } catch {
        box.remove();
        await new Promise((done) => window.setTimeout(done, 500));
      }
    }
  }
  follow();
})();
