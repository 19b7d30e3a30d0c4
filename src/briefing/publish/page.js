"use strict";
// Everything works without this: it seeks in place, marks what is being said, and copies the address.
for (const article of document.querySelectorAll("article")) {
  const audio = article.querySelector("audio");
  const lists = [".chapters a", ".transcript a"].map((name) => [...article.querySelectorAll(name)]);
  article.addEventListener("click", (event) => {
    const link = event.target.closest("[data-start]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const seek = () => { audio.currentTime = Number(link.dataset.start); };
    if (audio.readyState > 0) seek();
    else audio.addEventListener("loadedmetadata", seek, { once: true });
    audio.play();
  });
  audio.addEventListener("timeupdate", () => {
    for (const links of lists) {
      const now = links.findLast((link) => Number(link.dataset.start) <= audio.currentTime + 0.05);
      for (const link of links) {
        const row = link.closest(".transcript p") || link;
        row.classList.toggle("now", link === now && !audio.paused);
      }
    }
  });
}
const feed = document.getElementById("feed");
const copy = document.getElementById("copy");
if (location.protocol.startsWith("http")) feed.textContent = feed.href;
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(feed.textContent);
    copy.textContent = "Copied";
  });
}
