// Errors over the page, warnings in a panel, remarks on slides.

import {$, make} from "./dom.js";
import {post} from "./net.js";
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
    const shown = state.broken ? "The slides are what can be shown all the same." : "The slides are those of the last deck without mistakes.";
    const under = state.stale && state.pages.length ? shown : "";
    $("errors").replaceChildren(make("header", {}, make("h2", {}, what), make("p", {}, under)), make("ol", {}, ...errors.map(entry)));
    reach($("errors"));
    offer(errors);
  }
  list();
  deck.mark(page => page?.at ? onPage(page, state) : [], open);
}

/** The warnings about a page's slide: those in its lines. */
function onPage(page, state) {
  const [line, , file] = page.at, name = file ?? state.name;
  const later = state.pages.filter(p => p.at && p.at[2] === file && p.at[0] > line).map(p => p.at[0]);
  const ends = state.places.map(([, end]) => end).filter(end => end >= line);
  const end = Math.min(...later, ...(file ? [] : ends.map(e => e + 1)));
  return all.filter(f => f.severity === "warning" && f.file === name && f.line >= line && f.line < end);
}

const open = finding => drawer.open(finding.file, finding.line || 1, finding.column || 1);

/** Shows the column that a finding is about, where the line is wider than the list. */
function reach(list) {
  for (const code of list.querySelectorAll("pre")) {
    const caret = code.querySelector("i"), right = caret.offsetLeft - code.offsetLeft + caret.offsetWidth;
    if (right > code.clientWidth * 0.9) code.scrollLeft = right - code.clientWidth * 0.6;
  }
}

/** Buttons at the mistakes that podium can mend by itself. */
async function offer(errors) {
  const entries = [...$("errors").querySelectorAll("li")];
  for (const file of new Set(errors.map(f => f.file))) {
    const own = errors.filter(f => f.file === file), {fixes} = await post("fixes", {file, findings: own});
    fixes?.forEach((all, n) => entries[errors.indexOf(own[n])].append(...all.map(fix => make("button.fix", {onclick: async () => {
      if (await open(own[n])) drawer.mend(fix);
    }}, fix.title))));
  }
}

function entry(finding) {
  const place = [finding.file, finding.line, finding.column].filter(Boolean).join(":");
  const code = finding.source === undefined ? null : make("pre", {}, make("span", {}, `${finding.line}  `), finding.source, "\n",
    make("i", {}, " ".repeat(String(finding.line).length + 2 + finding.caret) + "^"));
  return make(`li.${finding.severity}`, {},
    make("button.place", {title: "Open these lines", onclick: () => open(finding)}, place),
    make("p", {}, finding.message),
    code, finding.hint && make("p.hint", {}, finding.hint));
}

function list() {
  if (!isOpen()) return;
  const close = make("button.close", {"aria-label": "Close", onclick: toggle}, "×");
  const nothing = make("p.none", {}, "Nothing to remark.");
  $("findings").replaceChildren(make("header", {}, make("h2", {}, "Findings"), close), all.length ? make("ol", {}, ...all.map(entry)) : nothing);
  reach($("findings"));
}

export function toggle() {
  if (!isOpen()) drawer.close();
  $("findings").hidden = isOpen();
  $("to-findings").setAttribute("aria-expanded", isOpen());
  list();
  if (isOpen()) $("findings").querySelector("button").focus();
}
