// The door to “Embed this”: what a page loads of it. The rest comes when somebody opens the box, and again
// when the preview has put a new one in its place.
(() => {
  "use strict";
  const add = (name, more) => document.head.append(Object.assign(document.createElement(name), more));
  document.addEventListener("toggle", ({ target }) => {
    if (target.id !== "carta-embed" || !target.open || target.querySelector("select")) return;
    add("link", { rel: "stylesheet", href: target.dataset.style });
    add("script", { src: target.dataset.loader });
    add("script", { src: target.dataset.script });
  }, true);
  const box = document.getElementById("carta-embed");
  if (box && location.hash === "#carta-embed") box.open = true;
})();
