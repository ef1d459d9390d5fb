// The time of the lecture: since when it runs, pauses, and how long each slide was shown.

const timer = (() => {
  const isRunning = () => state.now.started !== null && state.now.paused === null;
  const elapsed = (now = Date.now()) => state.now.started === null ? 0 : ((state.now.paused ?? now) - state.now.started - state.now.lost) / 1000;

  /** What was spent on each slide until now, in ms. */
  function spent(now = Date.now()) {
    const {since, slide, spent} = state.now;
    return since === null ? spent : {...spent, [slide]: (spent[slide] ?? 0) + now - since};
  }
  return {
    isRunning, elapsed, spent,
    /** What changes with another slide; `starts`: a lecture that has not begun begins. */
    turned(starts) {
      const now = Date.now();
      if (state.now.started === null) return starts ? {started: now, since: now} : {};
      return isRunning() ? {spent: spent(now), since: now} : {};
    },
    toggle() {
      const now = Date.now(), {started, paused, lost} = state.now;
      if (started === null) state.change({started: now, since: now});
      else if (paused === null) state.change({paused: now, spent: spent(now), since: null});
      else state.change({paused: null, lost: lost + now - paused, since: now});
    },
    reset() { state.change({started: null, paused: null, lost: 0, since: null, spent: {}}); },
  };
})();
