// The time that is left for a question, large on the slide on which it was started.

const countdown = (() => {
  const face = make("div.count", {role: "timer", "aria-live": "off"});
  let wasOver = false;

  const left = ({end, left}) => Math.max(0, left ?? (end - Date.now()) / 1000);
  function show() {
    const count = state.now.count;
    if (!count || count.slide !== state.now.slide) return face.remove();
    const rest = Math.ceil(left(count));
    face.textContent = clock(rest);
    face.classList.toggle("few", rest <= 10);
    face.classList.toggle("over", rest === 0);
    face.style.setProperty("--left", Math.min(1, rest / count.total));
    if (face.parentElement !== slides.all[state.n]) slides.all[state.n].append(face);
    if (rest === 0 && !wasOver) live.say(tr("Time is up."));
    wasOver = rest === 0;
  }
  setInterval(show, 250);
  shown.watch(show);
  state.watch(show);

  return {
    minutes: () => store.get("countdown", 2),
    isOn: () => Boolean(state.now.count) && state.now.count.slide === state.now.slide,
    /** Starts it, with so many minutes or those of the last time; or ends it. */
    toggle(minutes = 0) {
      if (!minutes && this.isOn()) return state.change({count: null});
      const long = Math.min(99, minutes || this.minutes());
      store.set("countdown", long);
      state.change({count: {slide: state.now.slide, end: Date.now() + long * 60e3, left: null, total: long * 60}});
      live.say(tr("Countdown: {}.", clock(long * 60)));
    },
    /** Longer or shorter by minutes, at least until now. */
    add(minutes) {
      const count = state.now.count;
      if (!this.isOn()) return store.set("countdown", Math.max(1, Math.min(99, this.minutes() + minutes)));
      const rest = Math.max(0, left(count) + minutes * 60);
      state.change({count: {...count, end: Date.now() + rest * 1000, total: Math.max(count.total, rest)}});
    },
  };
})();
