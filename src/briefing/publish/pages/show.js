"use strict";
// The page is whole without this: it copies the feed's address, and sets right an address that was
// written for another place than the page is read at.
(() => {
  const feed = document.getElementById("feed");
  const copy = document.getElementById("copy");
  const served = location.protocol === "http:" || location.protocol === "https:";
  if (served && feed.textContent !== feed.href) {
    feed.textContent = feed.href;
    for (const link of document.querySelectorAll("[data-scheme]")) {
      const scheme = link.dataset.scheme;
      link.href = scheme + (scheme === "feed:" ? feed.href : feed.href.replace(/^https?:[/][/]/, ""));
    }
    document.getElementById("qr")?.remove();
  }
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(feed.textContent);
    } catch {
      getSelection().selectAllChildren(feed);
      copied = document.execCommand("copy");
    }
    const told = copied ? "Copied" : "Marked, to be copied";
    copy.textContent = told;
    document.getElementById("status").textContent = told;
  });
})();
