// The lines of a slide, to be edited beside it.

import {$, forget, make, note} from "./dom.js";
import {post} from "./net.js";
import * as deck from "./deck.js";
import * as completion from "./completion.js";
import {area, number, positionOf, put, room, select} from "./lines.js";

const drawer = $("drawer");
let open_ = null; // {file, name, start, end, text}: the lines as they are in the file
let busy = false, back = null, findings = []; // of the whole deck
let isWarm = false; // whether the server was asked what can be typed
let pause = 0; // until what stands at the caret is explained

const name = make("h2"), about = make("p.about", {role: "note"}), told = make("ol.told"), other = make("section.other", {hidden: true});
const saving = make("button.main", {title: "Ctrl+S", onclick: () => save()}, "Save");
const dropping = make("button", {title: "Back to what is in the file", onclick: () => fill(open_)}, "Discard");
drawer.append(
  make("header", {}, name, make("button.close", {"aria-label": "Close (Esc)", onclick: () => close()}, "×")),
  room, completion.list, completion.count, about, told, other,
  make("footer", {}, saving, dropping, make("span.state", {role: "status"})),
);
const status = drawer.querySelector(".state");

export const isOpen = () => !drawer.hidden;
export const isDirty = () => isOpen() && open_ && area.value !== open_.text;

/** Opens the lines around a place; unsaved ones stay until they are saved or discarded. Whether they are open. */
export async function open(file, line, column = 1) {
  if (isDirty()) {
    area.focus();
    note("These lines are not saved yet.", ["Discard them", () => { fill(open_); open(file, line, column); }]);
    return false;
  }
  const found = await post("lines", {file, line});
  if (!found.ok) {
    note(found.why, null, true);
    return false;
  }
  if (drawer.hidden) back = document.activeElement;
  $("findings").hidden = true;
  $("to-findings").setAttribute("aria-expanded", "false");
  const page = deck.current();
  drawer.hidden = false;
  document.documentElement.classList.add("editing");
  if (page && !deck.isOver()) deck.go(page.id);
  fill(found);
  tell();
  select(found.line - found.start, column);
  typed();
  return true;
}

export function close() {
  if (!isOpen()) return;
  if (isDirty()) return note("These lines are not saved yet.", ["Discard them", () => { fill(open_); close(); }]);
  drawer.hidden = true;
  completion.close();
  document.documentElement.classList.remove("editing");
  open_ = null;
  area.blur(); // browsers take the focus from what is hidden only with the next frame
  back?.isConnected && back.focus({preventScroll: true});
}

function fill(found) {
  open_ = found;
  const top = area.scrollTop;
  area.value = found.text;
  number(found.start);
  area.scrollTop = top;
  other.hidden = true;
  typed();
}

/** What stands beside the lines: numbers, the line of the caret, findings, whether there is something to save. */
function typed() {
  if (!open_) return;
  number(open_.start);
  clearTimeout(pause);
  pause = setTimeout(explain, 250);
  const dirty = isDirty();
  name.replaceChildren(make("b", {title: open_.name}, open_.name.split(/[\\/]/).at(-1)), make("span", {}, `lines ${open_.start}–${Math.max(open_.start, open_.end)}`));
  saving.disabled = !dirty || busy;
  dropping.disabled = !dirty;
  status.textContent = dirty ? "not saved" : "";
}

async function save(mine = false) {
  if (!isDirty() || busy) return;
  busy = true;
  const sent = area.value, answer = await post("save", {file: open_.file, start: open_.start, old: open_.text, new: sent});
  busy = false;
  if (answer.ok) {
    forget();
    const unfinished = area.value !== sent;
    open_ = answer;
    if (!unfinished && area.value !== answer.text) area.value = answer.text;
    other.hidden = true;
    typed();
    status.textContent = unfinished ? "not saved" : "saved";
  } else if (answer.now !== undefined) conflict(answer);
  else { typed(); note(answer.why, null, true); }
}

/** Both versions, if the file was changed meanwhile. */
function conflict({why, now, start, end}) {
  const there = {...open_, text: now, start, end};
  other.hidden = false;
  other.replaceChildren(
    make("h3", {}, "Not saved: " + why), make("p", {}, "Yours is above. In the file stands:"), make("pre", {}, now || "(nothing)"),
    make("button", {onclick: () => { open_ = there; other.hidden = true; typed(); save(); }}, "Save mine in its place"),
    make("button", {onclick: () => fill(there)}, "Take the file's"),
  );
  typed();
}

/** After a new state: lines that nobody edits follow the file; findings on them are shown. */
export async function follow(state) {
  findings = state.told;
  if (!isOpen() || !open_) return;
  if (!isDirty() && !busy) {
    const was = open_, found = await post("lines", {file: was.file, line: was.start});
    if (found.ok && open_ === was && !isDirty() && (found.text !== was.text || found.start !== was.start)) {
      const at = area.selectionStart;
      fill(found);
      area.setSelectionRange(at, at);
    }
  }
  tell();
}

/** The findings on the lines that are open, with buttons that mend them. */
async function tell() {
  if (!open_) return;
  const lines = open_, found = findings.filter(f => f.file === open_.name && f.line >= open_.start && f.line <= open_.end);
  const show = f => { select(f.line - lines.start, f.column); typed(); };
  const entries = found.map(f => make(`li.${f.severity}`, {onclick: e => { if (!e.target.closest(".fix")) show(f); }},
    make("button.place", {title: "Show this line"}, `${f.line}`), " ", f.message, f.hint && make("span", {}, ` – ${f.hint}`)));
  told.replaceChildren(...entries);
  if (!found.length) return;
  const {fixes} = await post("fixes", {file: lines.file, findings: found});
  if (open_ === lines) fixes?.forEach((all, n) => entries[n].append(" ", ...all.map(fix => make("button.fix", {onclick: () => mend(fix)}, fix.title))));
}

/** Does what a finding on the open lines proposes, and saves it; not on a line that is another by now. */
export function mend({line, column, length, text}) {
  if (!open_) return;
  const rows = area.value.split("\n"), n = line - open_.start, row = rows[n];
  if (row === undefined || row !== open_.text.split("\n")[n]) return note("This line is another by now; look at it first.", null, true);
  const letters = [...row], start = rows.slice(0, n).reduce((sum, r) => sum + r.length + 1, 0) + letters.slice(0, column).join("").length;
  const isAll = !isDirty();
  put(text, start, start + letters.slice(column, column + length).join("").length);
  if (isAll) save();
}

// ---- help from the server, which knows the whole file

const ask = (what, place) => post(what, {file: open_.file, start: open_.start, old: open_.text, new: area.value, ...place});
completion.use(place => ask("complete", place));

/** What stands at the caret, in a line below the text. */
async function explain() {
  if (!open_) return;
  const at = area.selectionStart, {line, column} = positionOf(at), {text = ""} = await ask("explain", {line, column});
  const parts = text.replace(/```[^]*?```/g, "").split(/\n\n+/).filter(part => part && !part.startsWith("docs/"));
  if (open_ && area.selectionStart === at) about.textContent = parts.join(" · ").replace(/\*\*|`/g, "");
  if (!open_ || isWarm) return;
  isWarm = true; // the first answer takes longest
  ask("complete", {line, column}).catch(() => { isWarm = false; });
}

area.addEventListener("input", typed);
for (const kind of ["click", "keyup"]) area.addEventListener(kind, typed);

area.addEventListener("keydown", e => {
  if (completion.key(e)) e.preventDefault();
  else if ((e.ctrlKey || e.metaKey) && (e.key.toLowerCase() === "s" || e.key === "Enter")) { e.preventDefault(); save(); }
  else if (e.key === "Escape") { e.preventDefault(); close(); }
  else if (e.key === "Tab" && !e.ctrlKey && !e.altKey && !e.metaKey) {
    e.preventDefault(); // Esc, then Tab leaves
    if (e.shiftKey) outdent(); else put("  ");
  } else if (e.key === "Enter" && !e.shiftKey && !e.altKey) {
    const row = area.value.slice(0, area.selectionStart).split("\n").at(-1);
    e.preventDefault();
    const [indent] = row.match(/^ *(?:- (?=[a-z][\w-]*:(?: |$)))?/); // below the kind of a slide stand its keys
    put("\n" + indent.replace("-", " "));
  }
});

function outdent() {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, at = area.selectionStart;
  const blanks = Math.min(2, area.value.slice(start).match(/^ */)[0].length);
  if (!blanks) return;
  put("", start, start + blanks);
  area.setSelectionRange(Math.max(start, at - blanks), Math.max(start, at - blanks));
}

addEventListener("keydown", e => {
  if (isOpen() && (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") { e.preventDefault(); save(); }
});
addEventListener("beforeunload", e => { if (isDirty()) e.preventDefault(); });

// ---- from the slide to its lines

const hover = $("hover");

function placeOf(target) {
  const page = deck.pageOf(target), group = target.closest?.("[data-place]");
  if (!page || !target.closest(".paper")) return null;
  const place = group ? page.places[group.dataset.place] : page.at;
  return place && {group, place};
}

$("deck").addEventListener("click", e => {
  if (deck.isOver() || getSelection().toString()) return;
  const found = placeOf(e.target);
  if (found) { deck.go(deck.pageOf(e.target).id); open(found.place[2] ?? "", found.place[0], found.place[1]); }
});

$("deck").addEventListener("pointermove", e => {
  const group = deck.isOver() ? null : e.target.closest?.("[data-place]");
  hover.hidden = !group;
  if (!group) return;
  const box = group.getBoundingClientRect();
  Object.assign(hover.style, {left: `${box.left - 3}px`, top: `${box.top - 3}px`, width: `${box.width + 6}px`, height: `${box.height + 6}px`});
});
for (const kind of ["pointerleave", "scroll"]) $("deck").addEventListener(kind, () => { hover.hidden = true; });
