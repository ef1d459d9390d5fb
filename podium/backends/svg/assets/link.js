// The other window: it is opened, spoken to, and found again when either is reloaded.
//
// Pages from file:// have no origin that could be compared, so every message has the token of the pair. The token is
// part of both windows' names, which a reload keeps. Both windows knock all the time, and whoever knocks is the other.

const link = (() => {
  const KNOCK = 500, GONE = 3000; // ms
  const asked = location.hash === "#presenter" && slides.place("presenter") < 0;
  const known = /^podium-(show|desk)-(\w+)$/.exec(window.name);
  const named = known && (known[1] === "desk" || !asked) ? known : null;
  const random = () => [...crypto.getRandomValues(new Uint32Array(4))].map(n => n.toString(36)).join("");
  const token = named ? named[2] : random();
  const isDesk = named ? named[1] === "desk" : asked;
  const hears = {}, watchers = [];
  let peer = named && window.opener ? window.opener : null, seen = 0, was = false;
  if (!named) window.name = `podium-${isDesk ? "desk" : "show"}-${token}`;

  function send(kind, more = {}) {
    if (peer && !peer.closed) peer.postMessage({podium: token, kind, ...more}, "*");
  }
  const knock = () => send("knock", {rev: state.now.rev, by: state.now.by});
  // A hidden window hears and knocks seldom: what it has not heard of is not gone.
  const isPaired = () => Boolean(peer) && !peer.closed && (document.hidden ? was : Date.now() - seen < GONE);
  function look() {
    if (isPaired() === was) return;
    was = !was;
    watchers.forEach(watch => watch(was));
  }

  /** Opens the other window, or brings it to the front. Returns whether the browser did it. */
  function open(hash) {
    const size = `popup,width=${Math.min(1400, screen.availWidth - 60)},height=${Math.min(900, screen.availHeight - 80)}`;
    const other = window.open(location.href.split("#")[0] + (isDesk ? hash : "#presenter"), `podium-${isDesk ? "show" : "desk"}-${token}`, size);
    if (!other || other.closed) return false;
    peer = other;
    other.focus();
    return true;
  }

  addEventListener("message", e => {
    const said = e.data;
    if (!e.source || e.source === window || said?.podium !== token) return;
    peer = e.source;
    seen = Date.now();
    if (said.state) state.take(said.state);
    if (said.kind === "knock") send("here", state.isNewer(said) ? {state: state.now} : {});
    hears[said.kind]?.(said);
    look();
  });
  document.addEventListener("visibilitychange", () => {
    if (was) seen = Date.now();
    knock();
  });
  setInterval(() => { knock(); look(); }, KNOCK);
  knock();
  state.watch((now, before, how) => { if (how === "here") send("state", {state: now}); });

  return {
    token, isDesk, again: Boolean(named), open, send, isPaired,
    /** Calls `act` with messages of a kind from the other window. */
    hear(kind, act) { hears[kind] = act; },
    /** Calls `act` when the other window is there, and when it is gone. */
    watch(act) { watchers.push(act); },
  };
})();
