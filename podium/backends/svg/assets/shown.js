// What this window shows: the slides or the presenter's desk, one slide or all of them.

const shown = (() => {
  const main = document.querySelector("main"), watchers = [];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let settle = 0, mode = ""; // "show": one slide; "over": all, to choose from; "list": all, one below the other, as on a phone; "reads": an article

  const isDesk = () => link.isDesk !== state.now.swapped;

  /** The slide before gives way: it stays until the transition is over. A morph goes back the way it came. */
  function turn(from, to, isForward) {
    const morphs = n => slides.all[n].dataset.transition === "morph";
    if (still.matches || document.hidden || isDesk() || mode !== "show") return;
    if (isForward ? morphs(to) && slides.beside(to, -1) === from : morphs(from) && slides.beside(from, -1) === to) return flight.begin(from, to, isForward);
    const kind = slides.all[to].dataset.transition;
    if (!kind || !isForward) return;
    const name = kind === "push" ? "pushes" : "fades", turned = [slides.all[from], slides.all[to]];
    turned[0].classList.add("was");
    turned.forEach(slide => slide.classList.add(name));
    settle = setTimeout(stay, kind === "push" ? 1050 : 750);
  }
  /** What turns is there at once. */
  function stay() {
    clearTimeout(settle);
    flight.end();
    slides.all.forEach(slide => slide.classList.remove("was", "fades", "pushes"));
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
    stay();
    slides.paint(n, step, moves && from === n && isForward);
    if (from !== n && moves && !blank && !before.blank) turn(from, n, isForward);
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
