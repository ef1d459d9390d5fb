// What this window shows: the slides or the presenter's desk, one slide or all of them.

const shown = (() => {
  const main = document.querySelector("main"), watchers = [];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let mode = ""; // "show": one slide; "over": all, to choose from; "list": all, one below the other, as on a phone; "reads": an article

  const isDesk = () => link.isDesk !== state.now.swapped;

  /** The slide before gives way: it stays until the transition is over. */
  function turn(from, to) {
    const kind = slides.all[to].dataset.transition;
    if (!kind || still.matches || isDesk()) return;
    const name = kind === "push" ? "pushes" : "fades";
    slides.all[from].classList.add("was", name);
    slides.all[to].classList.add(name);
    slides.all[to].style.setProperty("--turn", {push: "1s", morph: "1.2s"}[kind] ?? ".7s");
    setTimeout(() => {
      slides.all[from].classList.remove("was", name);
      slides.all[to].classList.remove(name);
    }, kind === "fade" ? 750 : 1250);
  }

  function address() {
    if (link.isDesk) return;
    try { history.replaceState(null, "", hash()); } catch { /* too often in a row */ }
  }
  const hash = () => mode === "reads" ? "#read" : "#" + encodeURIComponent(state.now.slide) + (state.now.step ? `/${state.now.step}` : "");

  /** Shows the state; `before` is what was shown, `moves`: with fades and words for screen readers. */
  function render(before = null, moves = false) {
    const {slide, step, blank} = state.now, n = state.n, from = before ? slides.place(before.slide) : n;
    const words = from === n ? live.words(n) : null;
    const isForward = from === n ? step === (before?.step ?? 0) + 1 : n === slides.beside(from, 1);
    root.classList.toggle("desk", isDesk());
    document.title = isDesk() ? tr("Notes: {}", about.title) : about.title;
    root.classList.toggle("black", blank === "black");
    root.classList.toggle("white", blank === "white");
    slides.all.forEach((other, m) => {
      other.classList.toggle("now", m === n);
      if (m === n) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    });
    if (from !== n) slides.all.forEach(other => other.classList.remove("was", "fades", "pushes"));
    if (from !== n && isForward && moves) turn(from, n);
    slides.paint(n, step, moves && from === n && isForward);
    address();
    if (moves && before?.blank !== blank) live.say({black: `${tr("Black screen")}.`, white: `${tr("White screen")}.`}[blank] ?? slides.label(n));
    else if (moves && (slide !== before?.slide || step !== before?.step)) live.read(n, from === n && isForward ? words : null);
    if (!["show", "reads"].includes(mode) && from !== n) slides.all[n].scrollIntoView({block: "nearest"});
    watchers.forEach(watch => watch());
  }

  function to(next) {
    mode = isDesk() && next !== "over" ? "show" : next;
    for (const name of ["show", "over", "list", "reads"]) root.classList.toggle(name, mode === name);
    slides.all.forEach(slide => {
      slide.hidden = false;
      for (const [name, value] of [["tabindex", "0"], ["role", "button"]]) {
        if (mode === "over") slide.setAttribute(name, value);
        else slide.removeAttribute(name);
      }
    });
    render();
    if (mode !== "show") slides.all[state.n].scrollIntoView({block: mode === "reads" ? "start" : "center"});
  }

  state.watch((now, before) => {
    const changed = ["slide", "step", "blank", "swapped", "zoom"].some(key => now[key] !== before[key]);
    if (now.swapped !== before.swapped) to("show");
    else if (changed) render(before, true);
  });

  return {
    main, isDesk, to, hash,
    get mode() { return mode; },
    /** The first that is seen: an article if it is asked for, on a phone all slides. */
    start: reads => to(reads ? "reads" : matchMedia("(max-width: 700px)").matches ? "list" : "show"),
    /** Calls `act` after everything that changes what is shown. */
    watch(act) { watchers.push(act); },
  };
})();
