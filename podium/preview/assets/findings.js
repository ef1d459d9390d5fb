// Errors over the page, warnings in a panel, remarks on slides.

import {$, make} from "./dom.js";
import * as deck from "./deck.js";
import * as drawer from "./drawer.js";

let all = [];
export const isOpen = () => !$("findings").hidden;

export function show(state) {
  all = state.told;
  const errors = all.filter(f => f.severity === "error");
  $("count").textContent = all.length;
  $("to-findings").classList.toggle("some", all.length > 0);
  $("to-findings").classList.toggle("bad", errors.length > 0);
  $("errors").hidden = !errors.length;
  if (errors.length) {
    const what = errors.length === 1 ? "One mistake in the outline" : `${errors.length} mistakes in the outline`;
    const under = state.stale && state.pages.length ? "The slides are those of the last deck without mistakes." : "";
    $("errors").replaceChildren(make("header", {}, make("h2", {}, what), make("p", {}, under)), make("ol", {}, ...errors.map(entry)));
  }
  list();
  deck.mark(page => page?.at ? onPage(page, state) : []);
}

/** The warnings about a page's slide: those in its lines. */
function onPage(page, state) {
  const [line, , file] = page.at, name = file ?? state.name;
  const later = state.pages.filter(p => p.at && p.at[2] === file && p.at[0] > line).map(p => p.at[0]);
  const ends = state.places.map(([, end]) => end).filter(end => end >= line);
  const end = Math.min(...later, ...(file ? [] : ends.map(e => e + 1)));
  return all.filter(f => f.severity === "warning" && f.file === name && f.line >= line && f.line < end);
}

function entry(finding) {
  const place = [finding.file, finding.line, finding.column].filter(Boolean).join(":");
  const code = finding.source === undefined ? null : make("pre", {}, make("span", {}, `${finding.line}  `), finding.source, "\n",
    make("i", {}, " ".repeat(String(finding.line).length + 2 + finding.caret) + "^"));
  const open = () => drawer.open(finding.file, finding.line || 1, finding.column || 1);
  return make(`li.${finding.severity}`, {},
    make("button.place", {title: "Open these lines", onclick: open}, place),
    make("p", {}, finding.message),
    code, finding.hint && make("p.hint", {}, finding.hint));
}

function list() {
  if (!isOpen()) return;
  const close = make("button.close", {"aria-label": "Close", onclick: toggle}, "×");
  const nothing = make("p.none", {}, "Nothing to remark.");
  $("findings").replaceChildren(make("header", {}, make("h2", {}, "Findings"), close), all.length ? make("ol", {}, ...all.map(entry)) : nothing);
}

export function toggle() {
  if (!isOpen()) drawer.close();
  $("findings").hidden = isOpen();
  $("to-findings").setAttribute("aria-expanded", isOpen());
  list();
  if (isOpen()) $("findings").querySelector("button").focus();
}
