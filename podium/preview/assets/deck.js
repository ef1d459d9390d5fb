// The slides: one element for each page, which keeps its place on the screen when others change.

import {$, make, clock} from "./dom.js";

const CALM = 4000; // ms for which the reader's own scrolling wins
const deck = $("deck");
const made = new Map(); // by page id: {element, page}
let state = null, touched = -CALM, focused = null;

export const pageOf = element => made.get(element?.closest?.(".slide")?.dataset.id)?.page ?? null;
export const elementOf = id => made.get(id)?.element ?? null;
export const current = () => focused && made.get(focused) ? made.get(focused).page : nearest();
export const isOver = () => document.documentElement.classList.contains("over");
export const now = () => state;

for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
  addEventListener(kind, e => { if (e.isTrusted && !e.target.closest?.("aside, #bar, dialog")) touched = performance.now(); }, {passive: true, capture: true});

/** Shows a new state. */
export function show(next) {
  const before = state, svgs = new Map(Object.entries(next.svgs));
  state = next;
  if (next.look.style && next.look.style !== before?.look.style) $("look").textContent = next.look.style;
  document.documentElement.style.setProperty("--ratio", next.look.ratio || 1.778);
  document.documentElement.style.setProperty("--ground", next.look.ground || "#fff");
  document.documentElement.classList.toggle("stale", next.stale);
  const old = new Map(before?.pages.map(page => [page.id, page]) || []);
  const changed = next.pages.filter(page => old.get(page.id)?.core !== page.core);
  const first = keepPlace();
  arrange(next);
  next.pages.forEach((page, n) => fill(page, n + 1, svgs));
  first?.();
  hold();
  if (before?.pages.length) follow(changed.filter(page => !page.waiting || !old.has(page.id)));
}

/** Elements for all pages, in order, in the parts of their sections. */
function arrange(next) {
  const groups = [];
  for (const page of next.pages) {
    const last = groups.at(-1);
    if (last && last.section === page.section) last.pages.push(page);
    else groups.push({section: page.section, pages: [page]});
  }
  const ids = new Set(next.pages.map(page => page.id));
  for (const [id, {element}] of made) if (!ids.has(id)) { element.remove(); made.delete(id); }
  while (deck.children.length > groups.length) {
    for (const slide of [...deck.lastChild.querySelectorAll(".slide")]) deck.firstChild.lastChild.append(slide);
    deck.lastChild.remove();
  }
  groups.forEach(({section, pages}, n) => {
    const part = deck.children[n] ?? deck.appendChild(make("section.part", {}, make("h2"), make("div.slides")));
    const minutes = pages.reduce((sum, page) => sum + (page.hidden ? 0 : page.seconds), 0) / 60;
    const title = section >= 0 ? next.sections[section] : n === 0 ? "Opening" : "Close";
    part.dataset.section = section;
    part.firstChild.replaceChildren(title, make("span", {}, `${Math.max(1, Math.round(minutes))} min`));
    pages.forEach((page, m) => {
      const element = made.get(page.id)?.element ?? create(page);
      const there = part.lastChild.children[m] ?? null;
      if (there !== element) part.lastChild.insertBefore(element, there);
    });
  });
}

function create(page) {
  const paper = make("div.paper"), foot = make("footer"), element = make("article.slide", {tabIndex: 0}, paper, foot);
  element.dataset.id = page.id;
  made.set(page.id, {element, paper, foot, page: null});
  return element;
}

/** A page's drawing, if it is another, and what is said of it. */
function fill(page, number, svgs) {
  const entry = made.get(page.id), {element} = entry, svg = svgs.get(page.digest);
  if (entry.digest !== page.digest && svg !== undefined) {
    entry.paper.innerHTML = svg;
    entry.digest = page.digest;
  }
  const about = JSON.stringify([page.title, page.hidden, page.seconds, page.part, page.waiting, number, page.at?.[2]]);
  entry.page = page;
  if (entry.about === about) return;
  entry.about = about;
  element.setAttribute("aria-label", `${number}. ${page.title}${page.hidden ? ", hidden" : ""}`);
  element.classList.toggle("hidden", page.hidden);
  element.classList.toggle("waiting", page.waiting);
  const [n, of] = page.part;
  entry.foot.replaceChildren(...[
    make("b", {}, String(number)),
    make("span", {title: "How long this slide takes, from its notes"}, clock(page.seconds)),
    of > 1 && make("span.mark.over", {title: "What stands on this slide needs several pages"}, `${n} of ${of}`),
    page.hidden && make("span.mark", {title: "Not shown in the lecture"}, "hidden"),
    page.waiting && make("span.mark.busy", {}, "drawing"),
    page.at?.[2] && make("span.mark", {title: "This slide comes from another file"}, page.at[2]),
    make("button.warn"),
  ].filter(Boolean));
  entry.warned = null;
}

/** Marks the slides that findings are about; `of` gives the findings of a page, `open` shows one of them. */
export function mark(of, open) {
  for (const entry of made.values()) {
    const found = of(entry.page), key = found.map(f => f.message).join("\n");
    if (entry.warned === key) continue;
    entry.warned = key;
    const place = entry.element.querySelector(".warn");
    const overflow = found.some(f => f.code === "continued" || f.code === "overflow");
    const waits = found.find(f => f.code === "missing-picture"), more = found.length - 1;
    place.textContent = waits ? `${waits.message}: drop it here${more ? ` (and ${more} more)` : ""}`
      : more > 0 ? `${found.length} remarks` : overflow ? "too much text" : found[0]?.message ?? "";
    place.title = key;
    place.onclick = () => open(waits ?? found[0]);
  }
}

// ---- where the reader is

let anchor = null; // the slide in the middle, the place on it that is there, and for which size of the window
const size = () => `${deck.clientWidth} ${deck.clientHeight}`;
const middle = () => deck.getBoundingClientRect().top + deck.clientHeight * 0.4;

/** Notes what stands in the middle. */
function hold() {
  const entry = isOver() ? null : made.get(nearest()?.id);
  if (!entry) return;
  const box = entry.element.getBoundingClientRect();
  anchor = {entry, share: (middle() - box.top) / box.height, size: size()};
}

/** After the room for the slides has changed, the same place stands in the middle. */
function settle() {
  if (isOver() || !anchor?.entry.element.isConnected || anchor.size === size()) return;
  const box = anchor.entry.element.getBoundingClientRect();
  deck.scrollTop += box.top + box.height * anchor.share - middle();
  anchor.size = size();
}

let later = 0;
deck.addEventListener("scroll", () => {
  cancelAnimationFrame(later);
  later = requestAnimationFrame(() => { if (!anchor || anchor.size === size()) hold(); });
}, {passive: true});
new ResizeObserver(settle).observe(deck);

/** Keeps the slide that is read where it is while others above it change; returns what does so. */
function keepPlace() {
  const entry = isOver() ? null : made.get(nearest()?.id);
  if (!entry) return null;
  const top = entry.element.getBoundingClientRect().top;
  return () => { if (entry.element.isConnected) deck.scrollTop += entry.element.getBoundingClientRect().top - top; };
}

export function nearest() {
  const at = middle();
  let best = null, least = Infinity;
  for (const {element, page} of made.values()) {
    const box = element.getBoundingClientRect();
    const away = at < box.top ? box.top - at : at > box.bottom ? at - box.bottom : 0;
    if (away < least) { least = away; best = page; }
  }
  return best;
}

/** Brings the slide that changed into view, unless it is, or many did, or the reader has just scrolled. */
function follow(changed) {
  const own = changed.filter(page => !page.generated);
  const wanted = own.length ? own : changed;
  if (!wanted.length || wanted.length > Math.max(3, state.pages.length / 3)) return hideAway();
  for (const page of wanted) flash(made.get(page.id).element);
  if (wanted.some(page => isSeen(made.get(page.id).element))) return hideAway();
  const page = wanted[0];
  if (performance.now() - touched > CALM) { go(page.id); hideAway(); } else away(page);
}

function isSeen(element) {
  const box = element.getBoundingClientRect(), room = deck.getBoundingClientRect();
  return Math.min(box.bottom, room.bottom) - Math.max(box.top, room.top) > box.height * 0.6;
}

function flash(element) {
  element.classList.remove("changed");
  void element.offsetWidth;
  element.classList.add("changed");
}

function away(page) {
  const number = state.pages.indexOf(page) + 1;
  $("away").textContent = `Slide ${number} changed`;
  $("away").onclick = () => { go(page.id); hideAway(); };
  $("away").hidden = false;
}

const hideAway = () => { $("away").hidden = true; };

/** Shows a slide, and makes it the one that keys are about. */
export function go(id, focus = false) {
  const entry = made.get(id);
  if (!entry) return;
  focused = id;
  entry.element.scrollIntoView({block: isOver() ? "nearest" : "center"});
  if (focus) entry.element.focus({preventScroll: true});
  hold();
}

/** To the slide so many further on. */
export function step(by) {
  const page = current(), n = state.pages.findIndex(p => p.id === page?.id);
  const next = state.pages[Math.max(0, Math.min(state.pages.length - 1, n + by))];
  if (next) go(next.id, true);
}

/** How many slides stand beside one another. */
export function across() {
  const all = [...document.querySelectorAll(".slide")].filter(e => e.parentElement === elementOf(current()?.id)?.parentElement);
  const top = all[0]?.getBoundingClientRect().top;
  return Math.max(1, all.filter(e => Math.abs(e.getBoundingClientRect().top - top) < 4).length);
}

deck.addEventListener("focusin", e => { const page = pageOf(e.target); if (page) focused = page.id; });
deck.addEventListener("scroll", () => { if (!isOver() && performance.now() - touched < 400) focused = null; }, {passive: true});
