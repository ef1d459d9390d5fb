// After a rehearsal: how long each slide and section was shown beside what was planned, and the minutes that this makes.
// podium writes them into the outline if it serves the page; else they are a text to copy.

const times = (() => {
  const PASSED = 5; // seconds; a slide that was shown for less was passed over
  const row = (tag, cells, about = {}) => make("tr", about, ...cells.map((cell, n) => make(tag, n > 1 ? {className: "number"} : {}, cell)));
  const signed = seconds => Math.round(seconds) === 0 ? "0:00" : `${seconds < 0 ? "−" : "+"}${clock(Math.abs(seconds))}`;
  const sum = parts => parts.reduce((all, {on, plan}) => ({on: all.on + on, plan: all.plan + plan}), {on: 0, plan: 0});
  const compared = ({on, plan}) => [clock(on), clock(plan), signed(on - plan)];

  /** Quarters of a minute, from three minutes on halves; 0 for a slide that was passed over, or that podium made. */
  function minutes({id, on}) {
    const parts = on < 180 ? 4 : 2;
    return id && on >= PASSED ? Math.max(1, Math.round(on / 60 * parts)) / parts : 0;
  }
  /** The slides that were shown, each with all pages on which it goes on. */
  function seen() {
    const spent = timer.spent(), found = new Map();
    slides.all.forEach((slide, n) => {
      const id = about.of[n], name = id || slide.id;
      if (!found.has(name)) found.set(name, {n, id, on: 0, plan: 0, section: about.in[n]});
      found.get(name).on += (spent[slide.id] ?? 0) / 1000;
      found.get(name).plan += pace.plan(n);
    });
    return [...found.values()].filter(({on}) => on >= 1);
  }
  function table(all) {
    const rows = all.flatMap((one, n) => {
      const late = one.on > one.plan * 1.5 && one.on - one.plan > 15;
      const cells = [String(one.n + 1), slides.title(one.n), ...compared(one), minutes(one) ? String(minutes(one)) : "–"];
      const begins = about.sections.length > 1 && one.section >= 0 && one.section !== all[n - 1]?.section;
      const head = begins && row("th", ["", about.sections[one.section], ...compared(sum(all.filter(({section}) => section === one.section))), ""], {className: "section"});
      return [head, row("td", cells, late ? {className: "late"} : {})].filter(Boolean);
    });
    return make("table", {}, make("thead", {}, row("th", ["", about.words.slide, tr("shown"), tr("planned"), "", tr("minutes")])),
      make("tbody", {lang: root.lang}, ...rows), make("tfoot", {}, row("th", ["", "", ...compared(sum(all)), ""])));
  }

  let written = ""; // what podium said of it; it can still be undone

  /** What can be done with the minutes: each has its say in `said`. */
  function offers(measured) {
    const said = make("p.said", {role: "status"}, written, written && button(tr("Undo"), undo)), text = Object.entries(measured).map(([id, value]) => `${id}: ${value}\n`).join("");
    const area = make("textarea", {readOnly: true, value: text, rows: Math.min(8, Object.keys(measured).length), hidden: true, "aria-label": tr("Minutes of each slide")});
    async function write() {
      const answer = await server.post("minutes", {minutes: measured});
      const all = answer.ok ? `${answer.said.map(heard).join(" ")} ` : tr("Nothing was written: {}.", server.why(answer));
      said.replaceChildren(all);
      if (!answer.changed) return;
      written = all;
      said.append(button(tr("Undo"), undo));
    }
    async function undo() {
      const answer = await server.post("undo");
      written = "";
      said.replaceChildren(answer.ok ? tr("The outline is as it was.") : `${server.why(answer)}.`);
    }
    async function copy() {
      area.hidden = false;
      area.select();
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = tr("Copied: the id of each slide and its minutes.");
      } catch { said.textContent = tr("Copy these lines: the id of each slide and its minutes."); }
    }
    const buttons = [server?.token && button(tr("Write into the outline"), write, {className: "main"}), button(tr("Copy as text"), copy)];
    return [make("p", {}, tr("Minutes are rounded to quarters, from three on to halves. Slides that podium makes have none, nor have those that were passed over.")), said, area, buttons];
  }

  function show() {
    const all = seen(), measured = Object.fromEntries(all.filter(minutes).map(one => [one.id, minutes(one)]));
    const [how, said, area, buttons] = Object.keys(measured).length ? offers(measured) : [null, null, null, []];
    const dialog = make("dialog", {id: "_times", lang: tongue, "aria-label": tr("Times: shown and planned"), onclose: () => dialog.remove()},
      make("h2", {}, tr("Times: shown and planned")), all.length ? table(all) : make("p", {}, tr("The clock has not run yet; t starts it.")),
      how, said, area, make("div.row", {}, ...buttons, button(tr("Close"), () => dialog.close(), server ? {} : {className: "main"})));
    document.body.append(dialog);
    dialog.showModal();
  }
  return {show};
})();
