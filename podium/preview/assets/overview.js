// The overview: slides are dragged to another place, hidden, duplicated, deleted.

import {$, forget, make, note} from "./dom.js";
import {post} from "./net.js";
import * as deck from "./deck.js";
import * as drawer from "./drawer.js";

const root = document.documentElement;
let dragged = null, target = null, waiting = false;

export function toggle() {
  const page = deck.current(), over = root.classList.toggle("over");
  $("to-overview").setAttribute("aria-pressed", over);
  for (const slide of document.querySelectorAll(".slide")) slide.draggable = over;
  $("hover").hidden = true;
  if (over) drawer.close();
  if (page) deck.go(page.id, true);
}

new MutationObserver(() => {
  if (deck.isOver()) for (const slide of document.querySelectorAll(".slide")) slide.draggable = true;
}).observe($("deck"), {childList: true, subtree: true});

/** The line of a page's slide in the outline itself, or why it cannot be edited here. */
function lineOf(page) {
  if (page?.at && !page.at[2]) return page.at[0];
  if (page?.at) note(`This slide is in ${page.at[2]}; edit it there.`);
  else note("podium makes this page by itself.");
  return null;
}

/** The line that stands for a page as a target: of its slide, or of the section that it opens. */
function targetOf(page) {
  if (page?.at) return page.at[2] ? null : page.at[0];
  const own = page?.section >= 0 && page.places.find(place => place.length === 2);
  const section = own && deck.now().places.find(([start, end]) => own[0] >= start && own[0] <= end);
  return section ? section[0] : null;
}

async function apply(operation, page, how = {}, said = "") {
  const line = lineOf(page);
  if (line === null || waiting) return false;
  waiting = true;
  const answer = await post("edit", {operation, line, digest: deck.now().digest, ...how});
  waiting = false;
  if (answer.changed) forget();
  if (!answer.ok) note(answer.why.charAt(0).toUpperCase() + answer.why.slice(1) + ".", null, true);
  else if (said && answer.changed) note(said, ["Undo", () => $("undo").click()]);
  return answer.ok;
}

const short = page => `“${page.title.length > 50 ? page.title.slice(0, 48) + "…" : page.title}”`;

export function move(page, to, after) {
  const line = targetOf(to);
  if (line === null) return note("Slides stand among slides or in sections.");
  return apply("move", page, {target: line, after}, `Moved ${short(page)}.`);
}

const hide = page => apply("hide", page, {hide: !page.hidden}, page.hidden ? `${short(page)} is shown again.` : `Hidden: ${short(page)}.`);
const duplicate = page => apply("duplicate", page, {}, `Duplicated ${short(page)}.`);
const remove = page => apply("delete", page, {}, `Deleted ${short(page)}.`);

// ---- by keyboard

/** The slide before or behind a page which is not part of the same slide. */
function neighbour(page, by) {
  const pages = deck.now().pages;
  let n = pages.indexOf(page);
  do n += Math.sign(by); while (pages[n] && String(pages[n].at) === String(page.at));
  return pages[n + (Math.abs(by) - 1) * Math.sign(by)] ?? pages[n];
}

/** Whether a key was for the overview. */
export function key(e) {
  if (!deck.isOver()) return false;
  const page = deck.pageOf(document.activeElement) ?? deck.current();
  if (e.altKey && e.key.startsWith("Arrow")) {
    const by = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -deck.across(), ArrowDown: deck.across()}[e.key];
    const to = page && neighbour(page, by);
    if (to) move(page, to, by > 0);
    return true;
  }
  const act = !e.ctrlKey && !e.metaKey && !e.altKey && {h: hide, d: duplicate, Delete: remove, Backspace: remove}[e.key];
  if (act && page) act(page);
  return Boolean(act);
}

// ---- by mouse

const clear = () => {
  for (const element of document.querySelectorAll(".before, .after, .into")) element.classList.remove("before", "after", "into");
  target = null;
};

$("deck").addEventListener("dragstart", e => {
  const page = deck.pageOf(e.target);
  if (!deck.isOver() || !page || lineOf(page) === null) return e.preventDefault();
  dragged = page;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", page.title);
  requestAnimationFrame(() => deck.elementOf(page.id)?.classList.add("dragged"));
});

$("deck").addEventListener("dragover", e => {
  if (!dragged) return;
  const slide = e.target.closest(".slide"), heading = e.target.closest(".part > h2");
  clear();
  if (slide) {
    const page = deck.pageOf(slide), box = slide.getBoundingClientRect();
    if (targetOf(page) === null) return;
    const after = !page.at || e.clientX > box.left + box.width / 2;
    slide.classList.add(after ? "after" : "before");
    target = {page, after};
  } else if (heading) {
    const first = deck.pageOf(heading.parentElement.querySelector(".slide"));
    if (targetOf(first) === null) return;
    heading.classList.add("into");
    target = {page: first, after: !first.at};
  } else return;
  e.preventDefault();
  e.dataTransfer.dropEffect = "move";
});

$("deck").addEventListener("drop", e => {
  if (!dragged || !target) return;
  e.preventDefault();
  move(dragged, target.page, target.after);
});

$("deck").addEventListener("dragend", () => {
  if (dragged) deck.elementOf(dragged.id)?.classList.remove("dragged");
  dragged = null;
  clear();
});

$("deck").addEventListener("dblclick", e => { if (deck.isOver() && deck.pageOf(e.target)) { deck.go(deck.pageOf(e.target).id); toggle(); } });

// Buttons on the slide that the mouse is on, or the focus.
const tools = make("div.tools", {role: "group", "aria-label": "This slide"},
  make("button", {title: "Hide or show (h)", onclick: () => use(hide)}, "Hide"),
  make("button", {title: "Duplicate (d)", onclick: () => use(duplicate)}, "Duplicate"),
  make("button", {title: "Delete (Delete)", onclick: () => use(remove)}, "Delete"));

function use(act) {
  const page = deck.pageOf(tools);
  if (page) act(page);
}

for (const kind of ["pointerover", "focusin"]) {
  $("deck").addEventListener(kind, e => {
    const slide = deck.isOver() ? e.target.closest?.(".slide") : null, page = deck.pageOf(slide);
    if (!slide || tools.parentElement === slide) return;
    if (!page.at || page.at[2]) return tools.remove();
    slide.append(tools);
    show();
  });
}

/** After a new state: the button says what it does now. */
export function show() {
  tools.firstChild.textContent = deck.pageOf(tools)?.hidden ? "Show" : "Hide";
}
