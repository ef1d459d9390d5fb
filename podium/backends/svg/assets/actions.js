// What keys, clicks and buttons do.

const actions = (() => {
  /** Another slide or step, seen from the start: nothing blank, nothing zoomed. */
  function go(n, step = 0, starts = false) {
    const to = Math.max(0, Math.min(slides.all.length - 1, n)), moved = {slide: slides.all[to].id, step: Math.min(step, slides.steps(to)), blank: ""};
    const isOther = moved.slide !== state.now.slide;
    state.change({...moved, ...(isOther ? {zoom: null, ...timer.turned(starts)} : starts && state.now.started === null ? timer.turned(true) : {})});
  }
  function next() {
    const {step, blank} = state.now, n = state.n;
    if (blank) return state.change({blank: ""}); // as PowerPoint has it: the slide comes back first
    if (step < slides.steps(n)) go(n, step + 1, true);
    else if (slides.beside(n, 1) !== n) go(slides.beside(n, 1), 0, true);
  }
  function back() {
    const {step, blank} = state.now, n = state.n;
    if (blank) return state.change({blank: ""});
    if (step > 0) go(n, step - 1);
    else if (slides.beside(n, -1) !== n) go(slides.beside(n, -1), Infinity);
  }
  const blank = colour => state.change({blank: state.now.blank ? "" : colour});

  /** Slides and desk change places: in both windows, or in this one if there is no other. */
  const swap = () => state.change({swapped: !state.now.swapped});

  /** Opens the other window. Where the browser refuses, both can be shown in this one by turns. */
  function present() {
    if (link.open(shown.hash())) return;
    const again = button(tr("Try again"), () => { refused.close(); present(); });
    const here = button(tr("Show it in this window"), () => { refused.close(); if (!shown.isDesk()) swap(); }, {className: "main"});
    const refused = make("dialog", {lang: tongue, "aria-label": tr("The browser refused the second window"), onclose: () => refused.remove()},
      make("h2", {}, tr("The browser refused the second window")),
      make("p", {}, tr("Allow pop-up windows for this page (a sign in the address bar asks), then try again. Or have notes and slides in this window: x changes between them.")),
      make("div.row", {}, here, again, button(tr("Cancel"), () => refused.close())));
    document.body.append(refused);
    refused.showModal();
  }
  /** The article instead of the slides, and back. */
  const read = () => shown.to(shown.mode === "reads" ? "show" : "reads");

  return {
    go, next, back, blank, swap, present, read,
    first: () => go(slides.first),
    last: () => go(slides.last),
    escape() {
      if (overview.isOpen()) overview.close();
      else if (pointer.tool) { if (zoom.isIn()) zoom.out(); pointer.choose(pointer.tool); }
      else if (zoom.isIn()) zoom.out();
      else if (state.now.blank) blank("");
      else if (!room.isFull() && !shown.isDesk()) overview.open();
    },
  };
})();
