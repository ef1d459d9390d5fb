// The page of the preview: states come in, keys and buttons go out.

import {$, forget, note, make} from "./dom.js";
import {listen, post} from "./net.js";
import * as deck from "./deck.js";
import * as drawer from "./drawer.js";
import * as findings from "./findings.js";
import * as overview from "./overview.js";
import "./pictures.js";

const times = []; // of the last states: when the file was saved, when the state came, when it was painted (ms)
window.podium = {times, get state() { return deck.now(); }};

function took(state) {
  const came = performance.timeOrigin + performance.now();
  deck.show(state);
  findings.show(state);
  drawer.follow(state);
  overview.show();
  about(state);
  requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      times.push({version: state.version, saved: state.saved * 1000, laidOut: state.took * 1000, came, painted: performance.timeOrigin + performance.now()});
      times.splice(0, times.length - 20);
    };
    port2.postMessage(0); // after the frame
  });
}

function about(state) {
  document.title = `${state.title || "podium"} – preview`;
  $("title").textContent = state.title || state.name || "podium";
  const minutes = Math.max(1, Math.round(state.minutes)), shown = state.pages.filter(page => !page.hidden).length;
  $("time").hidden = !state.pages.length;
  $("time").replaceChildren(`${shown} ${shown === 1 ? "slide" : "slides"} · `, make("b", {}, `${minutes} min`), state.planned ? ` of ${state.planned}` : "");
  $("time").classList.toggle("off", Boolean(state.planned) && Math.abs(state.minutes - state.planned) > Math.max(1, state.planned / 5));
}

function said(lost) {
  document.documentElement.classList.toggle("lost", lost);
  $("link").textContent = lost ? "podium does not answer: it was ended, or is busy. Start the preview again, and this page goes on by itself." : "";
}

// ---- buttons

export async function undo(again = false) {
  const answer = await post("undo", {again});
  forget();
  note(answer.ok ? (again ? `Done again: ${answer.what}.` : `Taken back: ${answer.what}.`) : sentence(answer.why), null, !answer.ok);
}

async function run(button, what, busy) {
  button.disabled = true;
  button.classList.add("busy");
  const answer = await post("run", {what});
  button.disabled = false;
  button.classList.remove("busy");
  note(answer.ok ? answer.said : sentence(answer.why), null, !answer.ok || !answer.well);
}

async function openEditor() {
  const page = deck.current(), place = page?.at ?? page?.places[0] ?? [1, 1];
  const answer = await post("open", {file: place[2] ?? "", line: place[0]});
  note(answer.ok ? `Opened in ${answer.editor}.` : sentence(answer.why), null, !answer.ok);
}

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

function edit() {
  const page = deck.current(), place = page?.at ?? page?.places[0] ?? [1, 1];
  drawer.open(place[2] ?? "", place[0], place[1]);
}

$("undo").onclick = () => undo();
$("edit").onclick = edit;
$("editor").onclick = openEditor;
$("build").onclick = e => run(e.currentTarget, "build");
$("export").onclick = e => run(e.currentTarget, "export");
$("to-overview").onclick = () => overview.toggle();
$("to-findings").onclick = () => findings.toggle();
$("help").onclick = () => $("keys").showModal();

// ---- keys

const KEYS = {
  ArrowDown: () => deck.step(deck.isOver() ? deck.across() : 1), ArrowUp: () => deck.step(deck.isOver() ? -deck.across() : -1),
  ArrowRight: () => deck.step(1), ArrowLeft: () => deck.step(-1), PageDown: () => deck.step(1), PageUp: () => deck.step(-1),
  Home: () => deck.step(-1e6), End: () => deck.step(1e6), o: () => overview.toggle(), e: edit, w: () => findings.toggle(),
  Enter: () => deck.isOver() ? overview.toggle() : edit(), "?": () => $("keys").showModal(),
  Escape: () => { if (drawer.isOpen()) drawer.close(); else if (findings.isOpen()) findings.toggle(); else if (deck.isOver()) overview.toggle(); },
};

addEventListener("keydown", e => {
  if ($("keys").open || e.target.closest?.("textarea, input")) return;
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z") { e.preventDefault(); undo(e.shiftKey); return; }
  if (overview.key(e)) { e.preventDefault(); return; }
  if (e.ctrlKey || e.metaKey || e.altKey || (e.key === "Enter" && e.target.closest?.("button"))) return;
  const act = KEYS[e.key];
  if (act) { e.preventDefault(); act(); }
});

listen(took, said);
