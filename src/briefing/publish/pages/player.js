"use strict";
// Everything can be read and heard without this. It gives the sound controls of its own, lets the
// transcript follow it, and keeps the place.
(() => {
  const $ = (id) => document.getElementById(id);
  const audio = $("audio");
  const seek = $("seek");
  const total = Number(audio.dataset.seconds);
  // ---- a long transcript leaves the links of its sentences to be made here
  const { audio: file, pages } = $("words").dataset;
  const written = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  const sourceOf = ({ textContent, dataset }) => {
    const [number, first, end] = dataset.s.split(" ");
    const words = textContent.split(" ");
    const named = first?.startsWith("=")
      ? first.slice(1)
      : written(words.slice(0, first ?? 0).join(" "));
    const ending = end ? "," + written(words.slice(-end).join(" ")) : "";
    return pages.split(" ")[number] + (named && `:~:text=${named}${ending}`);
  };
  for (const span of file ? document.querySelectorAll(".turn [data-t]") : []) {
    const link = document.createElement("a");
    for (const { name, value } of span.attributes) link.setAttribute(name, value);
    link.href = `${file}#t=${span.dataset.t}`;
    link.append(...span.childNodes);
    span.replaceWith(link);
    if (link.dataset.s === undefined) continue;
    const source = document.createElement("a");
    source.className = "s";
    source.href = sourceOf(link);
    source.textContent = "source";
    link.after(source);
  }
  const seconds = (link) => Number(link.dataset.t ?? /#t=([\d.]+)$/.exec(link.href)[1]);
  const listed = (selector) =>
    [...document.querySelectorAll(selector)].map((node) => ({ node, start: seconds(node) }));
  const chapters = listed("#chapters a");
  const sentences = listed("#words .turn p a:not(.s), #words summary span");

  // ---- what is kept in this browser, if it keeps anything
  const kept = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(`briefing:${name}`);
      if (value === null) localStorage.removeItem(`briefing:${name}`);
      else localStorage.setItem(`briefing:${name}`, value);
    } catch {
      // private windows and blocked storage: the place is not kept
    }
    return null;
  };
  const mine = `at:${audio.dataset.guid}`;

  // ---- the place: the sound's own, or where it will begin once it is loaded
  let cued = null;
  const at = () => cued ?? audio.currentTime;
  const go = (to) => {
    const place = Math.min(Math.max(0, to), Math.max(0, total - 0.1));
    if (audio.readyState > 0) audio.currentTime = place;
    else cued = place;
    show();
  };
  audio.addEventListener("loadedmetadata", () => {
    if (cued === null) return;
    audio.currentTime = cued;
    cued = null;
  });
  const play = () => audio.play().catch((error) => {
    if (error.name !== "AbortError") tell("The sound cannot be played.");
  });
  const toggle = () => (audio.paused ? play() : audio.pause());
  const playFrom = (to) => {
    go(to);
    play();
  };
  const tell = (text) => {
    $("status").textContent = text;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => { $("status").textContent = ""; }, 4000);
  };

  // ---- what is shown of it
  const clock = (time) => {
    const whole = Math.floor(time);
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor(whole / 60) % 60;
    return (hours ? `${hours}:${two(minutes)}` : minutes) + ":" + two(whole % 60);
  };
  const spoken = (time) => {
    const whole = Math.floor(time);
    return (whole >= 60 ? `${Math.floor(whole / 60)} min ` : "") + `${whole % 60} s`;
  };
  const last = (list, time) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].start <= time + 0.05) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  let chapter = -1;
  let sentence = -1;
  const show = () => {
    const time = at();
    const now = last(chapters, time);
    if (now !== chapter) {
      chapters[chapter]?.node.classList.remove("now");
      chapters[chapter]?.node.removeAttribute("aria-current");
      chapters[now]?.node.classList.add("now");
      chapters[now]?.node.setAttribute("aria-current", "true");
      $("chapter").textContent = chapters[now]?.node.lastElementChild.textContent ?? "";
      chapter = now;
      if (!audio.paused) session();
    }
    if (document.activeElement !== seek || Math.abs(seek.value - time) >= 1) seek.value = time;
    seek.style.setProperty("--done", `${(100 * time) / (total || 1)}%`);
    seek.setAttribute("aria-valuetext", `${spoken(time)} of ${spoken(total)}`);
    $("now").textContent = clock(time);
    follow(time);
  };

  // ---- the transcript: the sentence, and in it the word where its time is known
  const marked = "highlights" in CSS ? new Highlight() : null;
  if (marked) CSS.highlights.set("word", marked);
  const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const wordsOf = (entry) => {
    if (entry.words) return entry.words;
    let start = entry.start;
    let offset = 0;
    const ticks = entry.node.dataset.w ?? "";
    const parts = entry.node.textContent.split(" ");
    entry.words = ticks.length !== parts.length ? [] : parts.map((part, number) => {
      start += letters.indexOf(ticks[number]) / 20;
      const word = { start, offset, end: offset + part.length };
      offset = word.end + 1;
      return word;
    });
    return entry.words;
  };
  let following = false;
  let scrolledByUs = 0;
  const setFollowing = (value) => {
    following = value;
    $("follow")?.setAttribute("aria-pressed", String(value));
  };
  const top = () => $("player").getBoundingClientRect().bottom;
  const inView = (node) => {
    const box = node.getBoundingClientRect();
    return box.bottom > top() && box.top < innerHeight;
  };
  const bring = (node) => {
    const closed = node.closest("details:not([open])");
    if (closed) closed.open = true;
    scrolledByUs = performance.now();
    const box = node.getBoundingClientRect();
    if (box.top > top() + 8 && box.bottom < innerHeight * 0.8) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({
      top: scrollY + box.top - top() - (innerHeight - top()) * 0.3,
      behavior: still ? "instant" : "smooth",
    });
  };
  const follow = (time) => {
    const begun = time > 0 || !audio.paused;
    const now = begun ? last(sentences, time) : -1;
    const entry = sentences[now];
    if (now !== sentence) {
      sentences[sentence]?.node.classList.remove("now");
      entry?.node.classList.add("now");
      sentence = now;
      marked?.clear();
      if (entry && following) bring(entry.node);
    }
    if (!marked || !entry) return;
    const words = wordsOf(entry);
    const word = words[last(words, time)];
    if (word === entry.word && marked.size) return;
    entry.word = word;
    marked.clear();
    if (!word || audio.paused) return;
    const range = new Range();
    range.setStart(entry.node.firstChild, word.offset);
    range.setEnd(entry.node.firstChild, word.end);
    marked.add(range);
  };
  addEventListener("scroll", () => {
    if (following && !audio.paused && performance.now() - scrolledByUs > 1200) setFollowing(false);
  }, { passive: true });
  addEventListener("scrollend", () => { scrolledByUs -= 1100; });
  $("follow")?.addEventListener("click", () => {
    setFollowing(!following);
    const entry = sentences[Math.max(0, sentence)];
    if (following && entry) bring(entry.node);
  });

  // ---- a click on a chapter, a sentence or a question plays from it
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#chapters a, #words a:not(.s, .here, .there)");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!String(getSelection())) {
      setFollowing(true);
      playFrom(seconds(link));
    }
  });
  // a source opens beside the page: the sound goes on
  for (const link of document.querySelectorAll(".s, .there, .about a[rel]")) {
    link.target = "_blank";
    link.rel = "noopener";
  }

  // ---- the controls
  const jump = (by) => go(at() + by);
  const toChapter = (by) => {
    const now = last(chapters, at());
    const back = by < 0 && at() - (chapters[now]?.start ?? 0) > 3 ? 0 : by;
    const to = chapters[Math.max(0, now + back)];
    if (to) go(to.start);
  };
  const speed = $("speed");
  const setSpeed = (value) => {
    speed.value = value;
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
    kept("speed", speed.value);
  };
  const stepSpeed = (by) => {
    const to = speed.options[speed.selectedIndex + by];
    if (!to) return;
    setSpeed(to.value);
    tell(`Speed ${to.text}`);
  };
  const faces = {
    Play: "M8 4.5v15l12-7.5z",
    Pause: "M6.5 5H10v14H6.5zM14 5h3.5v14H14z",
  };
  const face = () => {
    const name = audio.paused ? "Play" : "Pause";
    $("play").setAttribute("aria-label", name);
    $("play").querySelector("path").setAttribute("d", faces[name]);
  };
  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => jump(-15));
  $("forward").addEventListener("click", () => jump(15));
  $("previous")?.addEventListener("click", () => toChapter(-1));
  $("next")?.addEventListener("click", () => toChapter(1));
  seek.addEventListener("input", () => go(Number(seek.value)));
  speed.addEventListener("change", () => setSpeed(speed.value));
  $("share").addEventListener("click", async () => {
    const link = new URL(location.href);
    link.hash = `t=${Math.floor(at())}`;
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link.href);
      tell(`Link to ${clock(at())} copied`);
    } catch {
      tell(`The address now leads to ${clock(at())}`);
    }
  });

  // ---- the keyboard; whoever needs single keys for something else can switch them off
  const single = $("single");
  single.checked = kept("keys") !== "off";
  single.addEventListener("change", () => kept("keys", single.checked ? null : "off"));
  const help = () => ($("keys").open ? $("keys").close() : $("keys").showModal());
  $("help").addEventListener("click", help);
  const actions = {
    " ": toggle, k: toggle, j: () => jump(-15), l: () => jump(15),
    ArrowLeft: () => jump(-15), ArrowRight: () => jump(15),
    "[": () => toChapter(-1), "]": () => toChapter(1),
    "<": () => stepSpeed(-1), ">": () => stepSpeed(1), "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!single.checked || ($("keys").open && event.key !== "?")) return;
    const own = event.target.closest("input, select, textarea, audio, button, summary, [contenteditable]");
    const letters = own?.matches("select, textarea, audio, [contenteditable], input:not([type=range])");
    if (letters || (own && (event.key === " " || event.key.startsWith("Arrow")))) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // ---- the lock screen and the keys of headphones
  const media = navigator.mediaSession;
  const session = () => {
    if (!media || !globalThis.MediaMetadata) return;
    const cover = document.querySelector(".title img");
    media.metadata = new MediaMetadata({
      title: $("title").textContent,
      artist: document.querySelector(".home").textContent,
      album: $("chapter").textContent,
      artwork: location.protocol === "file:" ? [] : [{ src: cover.src, sizes: "600x600" }],
    });
  };
  const handlers = {
    play, pause: () => audio.pause(),
    seekbackward: (event) => jump(-(event.seekOffset ?? 15)),
    seekforward: (event) => jump(event.seekOffset ?? 15),
    previoustrack: chapters.length ? () => toChapter(-1) : null,
    nexttrack: chapters.length ? () => toChapter(1) : null,
    seekto: (event) => go(event.seekTime),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    try {
      media?.setActionHandler(name, handler);
    } catch {
      // a browser that does not know this one
    }
  }

  // ---- the sound's own events
  const save = () => kept(mine, at() > 5 && at() < total - 5 ? at().toFixed(1) : null);
  const tick = () => {
    if (audio.paused) return;
    show();
    requestAnimationFrame(tick);
  };
  let saved = 0;
  audio.addEventListener("play", () => {
    const entry = sentences[Math.max(0, last(sentences, at()))];
    if (entry && inView(entry.node)) setFollowing(true);
    face();
    session();
    tick();
  });
  for (const name of ["pause", "ended"]) {
    audio.addEventListener(name, () => {
      face();
      show();
      save();
    });
  }
  audio.addEventListener("timeupdate", () => {
    show();
    if (Math.abs(at() - saved) < 5) return;
    saved = at();
    save();
    if (media?.setPositionState && audio.duration) {
      const position = Math.min(audio.currentTime, audio.duration);
      media.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position });
    }
  });
  audio.addEventListener("error", () => tell("The sound cannot be loaded."));
  addEventListener("pagehide", save);

  // ---- where it begins: at the address's place, else where it was left
  const fromAddress = (first) => {
    const place = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
    const asked = /^#q\d+$/.test(location.hash) && $(location.hash.slice(1));
    if (asked) asked.open = true;
    const left = first && !asked ? Number(kept(mine)) : 0;
    if (!place && !left) return;
    go(place ? Number(place[1]) : left);
    const entry = sentences[sentence];
    if (place && entry) {
      bring(entry.node);
    } else if (left) {
      tell(`Goes on at ${clock(left)}`);
    }
  };
  for (const { start } of chapters.slice(1)) {
    const mark = document.createElement("i");
    mark.style.left = `${(100 * start) / (total || 1)}%`;
    $("marks").append(mark);
  }
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  addEventListener("hashchange", () => fromAddress(false));
  audio.controls = false;
  audio.hidden = true;
  $("controls").hidden = false;
  setSpeed(kept("speed") ?? "1");
  if (!speed.value) setSpeed("1");
  show();
  fromAddress(true);
})();
