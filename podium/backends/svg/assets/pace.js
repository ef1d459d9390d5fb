// The plan against the clock: for the slide, its section and the whole. A slide has the minutes that it was given; the
// others share what is left of the lecture's as their notes are long.

const pace = (() => {
  const isShown = n => !slides.all[n].hasAttribute("data-hidden");
  const sum = values => values.reduce((all, value) => all + value, 0);
  const shownOf = values => sum(values.filter((_, n) => isShown(n)));
  const given = shownOf(about.planned), open = shownOf(about.seconds) - given, left = (about.minutes ?? 0) * 60 - given;
  const share = about.minutes && open > 0 && left > 0 ? left / open : 1;
  const plan = about.seconds.map((seconds, n) => isShown(n) ? about.planned[n] || seconds * share : 0);
  const total = sum(plan);

  /** Where the lecture stands, in seconds; `late` is negative where it is ahead. */
  function now() {
    const n = state.n, spent = timer.spent(), on = m => (spent[slides.all[m].id] ?? 0) / 1000;
    const elapsed = timer.elapsed(), section = about.in[n];
    const part = slides.all.map((_, m) => m).filter(m => section >= 0 && about.in[m] === section);
    const due = sum(plan.slice(0, n)) + Math.min(on(n), plan[n]);
    const rest = total - sum(plan.slice(0, n)) - Math.min(on(n), plan[n]);
    return {
      elapsed, total, rest, late: elapsed - due,
      slide: {spent: on(n), plan: plan[n]},
      section: part.length ? {name: about.sections[section] ?? "", spent: sum(part.map(on)), plan: sum(part.map(m => plan[m]))} : null,
      ends: new Date(Date.now() + rest * 1000),
    };
  }
  /** The delay in words: a lecture is on time within half a minute, or a fiftieth of it. */
  function word(late) {
    if (Math.abs(late) < Math.max(30, total / 50)) return "on time";
    const rounded = Math.abs(late) < 120 ? clock(Math.abs(late)) : `${Math.round(Math.abs(late) / 60)} min`;
    return `${rounded} ${late > 0 ? "behind" : "ahead"}`;
  }
  return {now, word, plan: n => plan[n]};
})();
