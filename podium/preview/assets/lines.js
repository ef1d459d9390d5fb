// The text area of the drawer, with numbers beside its lines.
//
// Below the text lies a mirror of it: the same lines in the same font, each an element. It shows the numbers, however
// many rows a line is wrapped into, and knows where on the screen a letter is.

import {make} from "./dom.js";

export const area = make("textarea", {spellcheck: false, "aria-label": "Lines", autocomplete: "off"});
const mirror = make("div.mirror", {"aria-hidden": "true"});
export const room = make("div.lines", {}, mirror, area);

/** Numbers the lines from `first` on, and marks that of the caret. */
export function number(first) {
  const rows = area.value.split("\n"), at = rowAt(area.selectionStart);
  const last = rows.at(-1) === "" && rows.length > 1 ? rows.length - 1 : rows.length;
  while (mirror.children.length > rows.length) mirror.lastChild.remove();
  rows.forEach((text, n) => {
    const row = mirror.children[n] ?? mirror.appendChild(make("div"));
    if (row.textContent !== text) row.textContent = text;
    row.dataset.number = n < last ? first + n : "";
    row.classList.toggle("at", n === at);
  });
  room.style.setProperty("--digits", String(first + last - 1).length);
  follow();
}

const rowAt = at => area.value.slice(0, at).split("\n").length - 1;

/** The line of a letter and its column, both from 0, and the column as the server counts it: in code points. */
export function positionOf(at) {
  const before = area.value.slice(0, at).split("\n"), row = before.at(-1);
  return {line: before.length - 1, column: [...row].length, start: at - row.length};
}

/** Where on the screen a letter is. */
export function boxOf(at) {
  const {line, start} = positionOf(at), row = mirror.children[line], text = row.firstChild;
  if (!text) return row.getBoundingClientRect();
  const range = document.createRange();
  range.setStart(text, Math.min(at - start, text.length));
  range.collapse(true);
  return range.getClientRects()[0] ?? row.getBoundingClientRect();
}

/** Puts the caret at a line (from 0) and a column (from 1), in the upper third of the room. */
export function select(line, column) {
  const rows = area.value.split("\n"), row = Math.max(0, Math.min(line, rows.length - 1));
  const start = rows.slice(0, row).reduce((sum, text) => sum + text.length + 1, 0);
  const at = start + Math.min([...rows[row]].slice(0, Math.max(0, column - 1)).join("").length, rows[row].length);
  area.focus();
  area.setSelectionRange(at, at);
  const box = mirror.children[row];
  if (box) area.scrollTop = Math.max(0, box.offsetTop - area.clientHeight / 3);
  follow();
}

/** Puts a text in place of that from `start` to `end`, so that Ctrl+Z takes it back; the caret is behind it. */
export function put(text, start = area.selectionStart, end = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(start, end);
  if (text || start < end) document.execCommand(text ? "insertText" : "delete", false, text);
}

const follow = () => { mirror.scrollTop = area.scrollTop; };
area.addEventListener("scroll", follow);
