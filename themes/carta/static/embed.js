/* Pages of this site on yours: gives iframe[data-carta] the height of what is in it, and makes one of <carta-embed src>. */
(() => {
  "use strict";
  if (customElements.get("carta-embed")) return;
  const frames = () => document.querySelectorAll("iframe[data-carta]");
  addEventListener("message", ({ data, source }) => {
    if (!source || !data || data.type !== "carta:height" || !(data.height > 0 && data.height < 1e5)) return;
    for (const frame of frames()) {
      if (frame.contentWindow !== source) continue;
      frame.style.boxSizing = "content-box";
      frame.style.height = `${Math.ceil(data.height)}px`;
    }
  });
  customElements.define("carta-embed", class extends HTMLElement {
    connectedCallback() {
      if (this.frame) return;
      const url = new URL(this.getAttribute("src") || "", document.baseURI);
      if (!/^https?:$/.test(url.protocol)) return;
      url.pathname = url.pathname.replace(/(\/embed)?\/?(index\.html)?$/, "/embed/");
      const frame = this.frame = document.createElement("iframe");
      frame.src = url.href;
      frame.title = this.title || this.textContent.trim();
      frame.dataset.carta = "";
      frame.loading = "lazy";
      frame.style.cssText = "border:0;width:100%;height:420px";
      this.style.display = "block";
      this.prepend(frame);
    }
  });
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "carta:ready" }, "*");
})();
