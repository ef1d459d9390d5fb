// The plan against the clock: for the slide, its section and the whole. Each slide has the time that the lecturer's notes
// and the script say.

const pace = (() => {
  const sum = values => values.reduce((all, value) => all + value, 0);
  const plan = about.seconds.map((seconds, n) => slides.all[n].hasAttribute("data-hidden") ? 0 : seconds);
  const total = sum(plan);

  /** Where the lecture stands, in seconds; `late` is negative where it is ahead. */
  function now() {
    const n = state.n, spent = timer.spent(), on = m => (spent[slides.all[m].id] ?? 0) / 1000;
    const elapsed = timer.elapsed(), section = about.in[n];
    const part = slides.all.map((_, m) => m).filter(m => section >= 0 && about.in[m] === section);
    const due = sum(plan.slice(0, n)) + Math.min(on(n), plan[n]);
    const rest = total - sum(plan.slice(0, n)) - Math.min(on(n), plan[n]);
    return {
      elapsed, total, late: elapsed - due,
      slide: {spent: on(n), plan: plan[n]},
      section: part.length ? {spent: sum(part.map(on)), plan: sum(part.map(m => plan[m]))} : null,
      ends: new Date(Date.now() + rest * 1000),
    };
  }
  /** A lecture is on time within half a minute, or a fiftieth of it. */
  const isOnTime = late => Math.abs(late) < Math.max(30, total / 50);
  /** The delay in words. */
  function word(late) {
    if (isOnTime(late)) return tr("on time");
    const rounded = Math.abs(late) < 120 ? clock(Math.abs(late)) : tr("{} min", Math.round(Math.abs(late) / 60));
    return late > 0 ? tr("{} behind", rounded) : tr("{} ahead", rounded);
  }
  return {now, word, isOnTime, plan: n => plan[n]};
})();
