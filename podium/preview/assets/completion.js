// What can be typed at the caret: a list below it. The server knows what; typing makes it shorter.
//
// It opens by Ctrl+Space with its first entry chosen, and while one types with none: there Enter still begins a new
// line, and Tab takes the first.

import {make} from "./dom.js";
import {area, boxOf, positionOf, put} from "./lines.js";

const OPENS = /(?:(?:[:,]|^ *-) |[{[^#]|\$\{|[\p{L}\p{N}_-])$/u; // before the caret
const PAUSE = 60; // ms
let ask = null, asked = 0, timer = 0, isWanted = false;
let offers = [], start = 0, shown = [], chosen = -1;

export const list = make("ul.offers", {id: "offers", role: "listbox", "aria-label": "What can be typed here", hidden: true});
export const count = make("span.unseen", {role: "status"});
area.setAttribute("aria-autocomplete", "list");
area.setAttribute("aria-controls", "offers");

/** `ask_` asks the server for a place of the lines: {line, column}. */
export function use(ask_) { ask = ask_; }

export const isOpen = () => !list.hidden;

export function close() {
  clearTimeout(timer);
  asked += 1;
  isWanted = false;
  list.hidden = true;
  area.removeAttribute("aria-activedescendant");
  count.textContent = "";
}

/** Asks what can be typed at the caret; `wanted`: somebody asked for it by a key. */
async function look(wanted) {
  clearTimeout(timer);
  const at = area.selectionStart, number = ++asked;
  isWanted ||= wanted;
  if (at !== area.selectionEnd) return close();
  const {line, column, start: rowStart} = positionOf(at), answer = await ask({line, column});
  if (number !== asked || area.selectionStart !== at || document.activeElement !== area) return;
  if (!answer.ok || !answer.offers.length) return close();
  offers = answer.offers;
  start = rowStart + [...area.value.slice(rowStart, at)].slice(0, offers[0].start).join("").length;
  filter();
}

/** The offers that fit what is typed: first those that begin with it. */
function filter() {
  const at = area.selectionStart, typed = area.value.slice(start, at).toLowerCase();
  if (at < start) return close();
  const labels = offers.map(offer => [offer, offer.label.toLowerCase()]);
  const first = labels.filter(([, label]) => label.startsWith(typed)).map(([offer]) => offer);
  const rest = isWanted ? labels.filter(([, label]) => label.indexOf(typed) > 0).map(([offer]) => offer) : [];
  shown = [...first, ...rest];
  if (!shown.length || (!isWanted && shown.length === 1 && shown[0].label === area.value.slice(start, at))) return close();
  list.replaceChildren(...shown.map((offer, n) => make("li", {
    id: `offer-${n}`, role: "option", onmousedown: e => e.preventDefault(), onclick: () => take(offer),
  }, make("b", {}, offer.label), make("span", {}, offer.about.replaceAll("`", "")))));
  list.hidden = false;
  count.textContent = `${shown.length} ${shown.length === 1 ? "suggestion" : "suggestions"}`;
  choose(isWanted ? 0 : -1);
  place();
}

/** Below the line of the caret, or above it where there is no room. */
function place() {
  const box = boxOf(start), height = list.offsetHeight, below = innerHeight - box.bottom - 8;
  list.style.left = `${Math.min(box.left - 10, innerWidth - list.offsetWidth - 8)}px`;
  list.style.top = `${below >= height || below > box.top ? box.bottom + 3 : Math.max(4, box.top - height - 3)}px`;
}

function choose(n) {
  chosen = n;
  [...list.children].forEach((item, m) => item.setAttribute("aria-selected", m === n));
  if (n < 0) { area.removeAttribute("aria-activedescendant"); list.scrollTop = 0; return; }
  area.setAttribute("aria-activedescendant", `offer-${n}`);
  list.children[n].scrollIntoView({block: "nearest"});
}

/** Puts an offer in place of what is typed, and selects the first thing in it that is to be typed over. */
function take(offer) {
  const at = area.selectionStart, [text, from, to] = offer.filled, letters = [...text];
  const indent = area.value.slice(positionOf(start).start).match(/^ */)[0];
  const put_in = part => part.join("").replaceAll("\n", `\n${indent}`);
  const begin = start;
  close();
  put(put_in(letters), begin, at);
  area.setSelectionRange(begin + put_in(letters.slice(0, from)).length, begin + put_in(letters.slice(0, to)).length);
}

/** A key that is the list's; true if it was. */
export function key(e) {
  if (e.key === " " && e.ctrlKey) { look(true); return true; }
  if (!isOpen() || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return false;
  const step = {ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8}[e.key];
  if (step && (chosen >= 0 || step > 0)) {
    const next = Math.abs(step) === 1 ? (chosen + step + shown.length) % shown.length : Math.max(0, Math.min(shown.length - 1, chosen + step));
    choose(next);
  } else if (e.key === "Tab" || (e.key === "Enter" && chosen >= 0)) take(shown[Math.max(0, chosen)]);
  else if (e.key === "Escape") close();
  else return false;
  return true;
}

area.addEventListener("input", e => {
  const before = area.value.slice(0, area.selectionStart);
  if (isOpen() && !/\s$/.test(before)) filter();
  else if (isOpen()) close();
  const opens = e.inputType === "insertText" && OPENS.test(before.slice(before.lastIndexOf("\n") + 1));
  if (isOpen() || opens) { clearTimeout(timer); timer = setTimeout(() => look(false), PAUSE); }
});
area.addEventListener("keyup", e => { if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(e.key)) close(); });
for (const kind of ["blur", "click"]) area.addEventListener(kind, close);
area.addEventListener("scroll", () => { if (isOpen()) place(); });
