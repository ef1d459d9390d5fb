// The slides of the file and their steps. A step is counted from 0, which shows what is there from the start.

const slides = (() => {
  const all = [...document.querySelectorAll(".slide")];
  const places = new Map(all.map((slide, n) => [slide.id, n]));
  const known = new Map();

  /** The clicks of a slide, in order: a deck may count them 1, 2, 5. */
  function clicks(slide) {
    if (!known.has(slide)) {
      const found = [...slide.querySelectorAll("[data-step],[data-until]")].flatMap(e => [e.dataset.step, e.dataset.until]);
      known.set(slide, [...new Set(found.filter(Boolean).map(Number))].sort((a, b) => a - b));
    }
    return known.get(slide);
  }
  /** The steps of a slide: what it shows by click, then what it plays. */
  const steps = n => clicks(all[n]).length + (about.plays?.[n].length ?? 0);

  /** Shows a slide, or a copy of it, as it is after a step; `moves`: what comes fades or is wiped in, and what goes fades out. */
  function paint(n, step, moves = false, element = all[n]) {
    const at = clicks(all[n]), last = at[Math.min(step, at.length) - 1] ?? 0;
    element.querySelectorAll("[data-until]").forEach(e => {
      const left = +e.dataset.until <= last;
      e.classList.toggle("went", moves && left && e.classList.contains("leaves"));
      e.classList.toggle("leaves", !left);
    });
    element.querySelectorAll("[data-step]").forEach(e => {
      const click = +e.dataset.step, waits = click > last;
      e.classList.toggle("came", moves && !waits && e.classList.contains("later"));
      e.classList.toggle("later", waits);
      if (e.dataset.pale) e.querySelectorAll("tspan").forEach(t => {
        t.dataset.fill ??= t.getAttribute("fill");
        t.setAttribute("fill", click < last ? e.dataset.pale : t.dataset.fill);
      });
    });
  }

  /** The drawing of a slide after a step, to stand beside the slide itself: its patterns have names of their own. */
  function copy(n, step) {
    const drawing = all[n].querySelector("svg").cloneNode(true);
    drawing.querySelector(".ink")?.remove();
    drawing.setAttribute("viewBox", whole(n).join(" "));
    drawing.querySelectorAll("[id]").forEach(e => { e.id = `_copy${e.id}`; });
    drawing.querySelectorAll('[fill^="url(#"]').forEach(e => e.setAttribute("fill", e.getAttribute("fill").replace("#", "#_copy")));
    paint(n, step, false, drawing);
    return drawing;
  }

  /** The next slide that is not hidden, or the last before: `n` itself at the end. */
  function beside(n, by) {
    let other = n + by;
    while (all[other] && all[other].hasAttribute("data-hidden")) other += by;
    return all[other] ? other : n;
  }

  const whole = n => {
    const drawing = all[n].querySelector("svg");
    drawing.dataset.box ??= drawing.getAttribute("viewBox");
    return drawing.dataset.box.split(" ").map(Number);
  };
  const shown = all.filter(slide => !slide.hasAttribute("data-hidden"));

  return {
    all, steps, clicks: n => clicks(all[n]).length, paint, copy, beside, whole,
    place: id => places.has(id) ? places.get(id) : -1,
    first: all.indexOf(shown[0] ?? all[0]), last: all.indexOf(shown[shown.length - 1] ?? all[all.length - 1]),
    title: n => all[n].getAttribute("aria-label").replace(/^\d+\. /, ""),
    label: n => all[n].getAttribute("aria-label"),
    isQuestion: n => all[n].dataset.kind === "question",
  };
})();
