/* On a page that shows our texts in frames: makes each frame as high as its text. It obeys our own frames only. */
"use strict";
(() => {
  const script = document.currentScript;
  if (!script || window.connexionsFrames) return;
  window.connexionsFrames = true;
  const home = new URL(".", script.src);
  window.addEventListener("message", (event) => {
    if (event.origin !== home.origin || !event.data || event.data.connexions !== "height") return;
    const height = event.data.value;
    if (typeof height !== "number" || !Number.isFinite(height) || height < 20 || height > 5000) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source && frame.src.startsWith(home.href)) frame.height = String(Math.ceil(height));
    }
  });
})();
