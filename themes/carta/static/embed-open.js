// The door to “Embed this”: what a page loads of it. The rest comes when somebody opens the box.
(() => {
  "use strict";
  const box = document.getElementById("carta-embed");
  const add = (name, more) => document.head.append(Object.assign(document.createElement(name), more));
  box.addEventListener("toggle", () => {
    add("link", { rel: "stylesheet", href: box.dataset.style });
    add("script", { src: box.dataset.loader });
    add("script", { src: box.dataset.script });
  }, { once: true });
  if (location.hash === "#carta-embed") box.open = true;
})();
