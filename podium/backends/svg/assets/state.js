// Where the lecture is: one value, the same in both windows, of which the newer holds. It is sent as a whole when it
// changes, and when the other window turns out to have an older one. It is kept under the deck's digest and the token of
// the pair of windows; the digest alone has the token of the lecture that went on last.

const state = (() => {
  const OLD = 4 * 3600e3; // ms; an older lecture is over
  const me = Math.random().toString(36).slice(2), watchers = [];
  const fresh = () => ({
    rev: 0, by: me, at: Date.now(), slide: slides.all[slides.first].id, step: 0, blank: "", swapped: false, zoom: null,
    count: null, started: null, paused: null, lost: 0, since: null, spent: {},
  });
  let now = fresh(), token = "";

  function set(next, how) {
    const before = now;
    now = next;
    watchers.forEach(watch => watch(now, before, how));
  }
  function keep() {
    store.set(`${about.digest}:${token}`, now);
    if (now.started !== null) store.set(about.digest, {token, at: now.at});
  }
  function kept(name) {
    const found = store.get(`${about.digest}:${name}`);
    return found && slides.place(found.slide) >= 0 ? {...fresh(), ...found} : null;
  }

  return {
    get now() { return now; },
    get n() { return slides.place(now.slide); },
    /** Calls with the new value, the old one, and "here" or "there": which window changed it. */
    watch(act) { watchers.push(act); },
    change(some) {
      set({...now, ...some, rev: now.rev + 1, by: me, at: Date.now()}, "here");
      keep();
    },
    /** Whether it is newer than that of the other window, of which `rev` and `by` are enough. */
    isNewer: other => other.rev < now.rev || (other.rev === now.rev && other.by < now.by),
    /** What the other window says, if it is newer. */
    take(other) {
      if (slides.place(other.slide) < 0 || this.isNewer(other) || (other.rev === now.rev && other.by === now.by)) return;
      set(other, "there");
      keep();
    },
    /** What this pair of windows kept, if it is loaded `again`; else a new lecture. Returns whether it goes on, and an
        earlier lecture that may be gone on with: its token and its state. */
    begin(name, again) {
      token = name;
      store.sweep(Date.now() - OLD);
      const own = again ? kept(token) : null, last = store.get(about.digest)?.token;
      now = own ?? now;
      return {goesOn: Boolean(own), last, earlier: own ? null : kept(last)};
    },
  };
})();
