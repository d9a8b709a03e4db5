/* On a page that shows our texts in frames: makes each frame as high as its text. It obeys our own frames only. */
"use strict";
(() => {
  const script = document.currentScript;
  if (!script || window.connexionsFrames) return;
  window.connexionsFrames = true;
  const home = new URL(".", script.src);
  const ours = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(home.href));
  window.addEventListener("message", (event) => {
    if (event.origin !== home.origin || !event.data || event.data.connexions !== "height") return;
    const height = event.data.value;
    if (typeof height !== "number" || !Number.isFinite(height) || height < 20 || height > 5000) return;
    for (const frame of ours()) if (frame.contentWindow === event.source) frame.height = String(Math.ceil(height));
  });
  /* Frames that spoke before anybody listened speak again. */
  for (const frame of ours()) frame.contentWindow.postMessage({ connexions: "ready" }, "*");
})();
