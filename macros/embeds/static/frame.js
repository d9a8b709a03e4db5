/* In a frame: puts the school's name in as text, and tells the page around how high the text is. It asks nobody for anything. */
"use strict";
(() => {
  const asked = new URLSearchParams(window.location.search);
  const name = (asked.get("school") || "").trim().slice(0, 200);
  if (name) for (const place of document.querySelectorAll("[data-school]")) place.textContent = name;
  const level = asked.get("heading");
  if (/^[2-6]$/.test(level || "")) {
    const heading = document.querySelector("h1");
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", level);
  }
  if (window.parent === window) return;

  /* WordPress puts a secret into the address, sometimes after this has begun, and obeys only messages that hold it. */
  const secretNow = () => (window.location.hash.match(/secret=([A-Za-z0-9]+)/) || [])[1];
  let told = -1;
  function tell() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    const secret = secretNow();
    const message = secret ? { message: "height", value: height, secret } : { connexions: "height", value: height };
    window.parent.postMessage(message, "*");
  }
  function tellAgain() {
    told = -1;
    tell();
  }
  /* The page around may begin to listen after that, and then asks. */
  window.addEventListener("message", (event) => {
    const asked = event.data;
    if (event.source === window.parent && asked && (asked.connexions === "ready" || asked.message === "ready")) tellAgain();
  });
  window.addEventListener("hashchange", tellAgain);
  new ResizeObserver(tell).observe(document.documentElement);
  /* Until WordPress has heard it, nobody sees the frame, and a browser may spare itself the work on what nobody sees. */
  window.addEventListener("load", () => [0, 300, 1000, 3000].forEach((later) => window.setTimeout(tellAgain, later)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const secret = secretNow();
    if (!link || !secret) return;
    event.preventDefault();
    window.parent.postMessage({ message: "link", value: link.href, secret }, "*");
  });
})();
