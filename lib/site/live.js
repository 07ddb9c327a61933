// Shows what is new without a reload, and how old what is shown is.
"use strict";
(() => {
  const main = () => document.getElementById("main");
  const status = document.getElementById("fresh");
  let timer = 0;
  let asked = false;

  const ago = (then) => {
    const minutes = Math.max(0, Math.round((Date.now() - then) / 60000));
    if (minutes < 1) return "just now";
    if (minutes < 60) return minutes + " min ago";
    const hours = Math.round(minutes / 60);
    return hours < 48 ? hours + " h ago" : Math.round(hours / 24) + " days ago";
  };
  let loaded = Date.now();
  const say = (text) => {
    if (status) status.textContent = text;
  };
  const tell = () => say("Up to date " + ago(loaded));

  // The same page again; only what differs is put in place, so that focus and scrolling stay.
  const renew = async () => {
    asked = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      loaded = Date.now();
      if (!fresh || fresh.innerHTML === main().innerHTML) return tell();
      const focused = document.activeElement && document.activeElement.getAttribute("href");
      main().replaceWith(document.adoptNode(fresh));
      if (focused) {
        for (const link of main().querySelectorAll("a[href]")) {
          if (link.getAttribute("href") === focused) {
            link.focus({ preventScroll: true });
            break;
          }
        }
      }
      tell();
    } catch {
      say("The server does not answer");
    }
  };
  const soon = () => {
    if (asked) return;
    asked = true;
    clearTimeout(timer);
    timer = setTimeout(renew, 700);
  };

  const source = new EventSource("/v1/stream");
  source.addEventListener("change", soon);
  source.addEventListener("reset", soon);
  source.addEventListener("open", tell);
  source.addEventListener("error", () => say("Waiting for the server"));
  setInterval(tell, 30000);
})();
