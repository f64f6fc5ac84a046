
(function () {
  "use strict";
  if (parent === window) return;
  /* In WordPress the frame's address ends with a secret, which goes back with every message. */
  var secret = (/[#?&]secret=([a-zA-Z0-9]+)/.exec(location.hash) || [])[1];
  var sent = 0, wait = 50, later;
  function say(message) { parent.postMessage(message, "*"); }
  function tell() {
    /* The element's own height: what a document could scroll is never less than its frame. */
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    /* A hidden frame may be loaded before it is laid out, and then no event says when it is: browsers leave
       alone what nobody sees. WordPress hides a frame until it has said its height. So it looks again. */
    clearTimeout(later);
    if (!height) {
      later = setTimeout(tell, wait);
      wait = Math.min(2 * wait, 2000);
      return;
    }
    if (height === sent) return;
    sent = height;
    say({ type: "carta:height", height: height });
    if (secret) say({ message: "height", value: height, secret: secret });
  }
  function again() { sent = 0; tell(); }
  addEventListener("message", function (event) {
    var data = event.data;
    if (event.source !== parent || !data) return;
    if (data.type === "carta:ready" || (secret && data.message === "ready" && data.secret === secret)) again();
  });
  /* A host whose script comes late, and does not ask, hears it all the same. */
  addEventListener("load", function () {
    again();
    setTimeout(again, 300);
    setTimeout(again, 1200);
  });
  addEventListener("resize", tell);
  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.documentElement);
  tell();
  /* A frame without an origin may not lead its window elsewhere: it asks WordPress to. */
  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[target=_top]");
    if (!link || !secret || self.origin !== "null") return;
    event.preventDefault();
    say({ message: "link", value: link.href, secret: secret });
  });
})();
