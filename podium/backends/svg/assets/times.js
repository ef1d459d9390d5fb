// After a rehearsal: how long each slide was shown, beside what was planned for it.

const times = (() => {
  const row = (tag, cells, about = {}) => make("tr", about, ...cells.map((cell, n) => make(tag, n > 1 ? {className: "number"} : {}, cell)));
  const signed = seconds => Math.round(seconds) === 0 ? "0:00" : `${seconds < 0 ? "−" : "+"}${clock(Math.abs(seconds))}`;

  function show() {
    const spent = timer.spent(), seen = slides.all.map((slide, n) => ({n, on: (spent[slide.id] ?? 0) / 1000, plan: pace.plan(n)})).filter(({on}) => on >= 1);
    const whole = seen.reduce((all, {on, plan}) => ({on: all.on + on, plan: all.plan + plan}), {on: 0, plan: 0});
    const rows = seen.map(({n, on, plan}) => {
      const late = on > plan * 1.5 && on - plan > 15;
      return row("td", [String(n + 1), slides.title(n), clock(on), clock(plan), signed(on - plan)], late ? {className: "late"} : {});
    });
    const table = make("table", {}, make("thead", {}, row("th", ["", about.words.slide, tr("shown"), tr("planned"), ""])),
      make("tbody", {lang: root.lang}, ...rows), make("tfoot", {}, row("th", ["", "", clock(whole.on), clock(whole.plan), signed(whole.on - whole.plan)])));
    const dialog = make("dialog", {id: "_times", lang: tongue, "aria-label": tr("Times: shown and planned"), onclose: () => dialog.remove()},
      make("h2", {}, tr("Times: shown and planned")), seen.length ? table : make("p", {}, tr("The clock has not run yet; t starts it.")),
      make("div.row", {}, button(tr("Close"), () => dialog.close(), {className: "main"})));
    document.body.append(dialog);
    dialog.showModal();
  }
  return {show};
})();
