// What this browser remembers.

/** Values by name, in the browser's store; where there is none, they are forgotten with the page. */
const store = (() => {
  const LECTURE = /^podium:[0-9a-f]{18}/; // the digest of a deck
  const kept = new Map();
  return {
    get(name, otherwise = null) {
      try {
        const text = localStorage.getItem(`podium:${name}`);
        if (text !== null) return JSON.parse(text);
      } catch { /* no store, or another's value */ }
      return kept.has(name) ? kept.get(name) : otherwise;
    },
    set(name, value) {
      kept.set(name, value);
      try { localStorage.setItem(`podium:${name}`, JSON.stringify(value)); } catch { /* no store, or a full one */ }
    },
    /** Forgets the lectures of all decks that did not go on since a time. */
    sweep(since) {
      try {
        for (const name of Object.keys(localStorage).filter(name => LECTURE.test(name))) {
          const state = JSON.parse(localStorage.getItem(name.replace(/:ink$/, "")));
          if (!(state?.at >= since)) localStorage.removeItem(name);
        }
      } catch { /* no store */ }
    },
  };
})();
