"use strict";
(() => {
  const label = document.getElementById("kg-search");
  const field = label.querySelector("input");
  const found = document.getElementById("kg-found");
  const hits = Array.from(document.querySelectorAll(".kg-hit"), (node) => [node, node.textContent.toLowerCase()]);
  label.hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [node, text] of hits) {
      node.hidden = !words.every((word) => text.includes(word));
      shown += node.hidden ? 0 : 1;
    }
    found.textContent = words.length ? `${shown} of ${hits.length} articles and statements` : "";
  });
})();
