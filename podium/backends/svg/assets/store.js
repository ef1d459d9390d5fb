// What the file says of the deck, and what this browser remembers of it.

const about = JSON.parse(document.getElementById("_about").textContent);

/** Values by name, in the browser's store; where there is none, they are forgotten with the page. */
const store = (() => {
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
  };
})();
