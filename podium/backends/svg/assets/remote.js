// A phone: the windows of the browser decide. What they show comes through podium; what is done here is a wish.

const link = (() => {
  const SILENT = 8000, AGAIN = 1500; // ms
  const watchers = [];
  let source = null, heard = Date.now(), isThere = false, trouble = "", drives = false, latest = "";

  /** The state with its times as this phone's clock has them. */
  function timed(other, skew) {
    const here = time => typeof time === "number" ? time + skew : time, count = other.count && {...other.count, end: here(other.count.end)};
    return {...other, started: here(other.started), paused: here(other.paused), since: here(other.since), at: here(other.at), count};
  }
  function take({state: other, now, here, drives: may}) {
    heard = Date.now();
    [isThere, drives, trouble] = [here, may, ""];
    const text = JSON.stringify(other);
    if (other && text !== latest) state.take({...timed(other, heard - now), swapped: false, rev: state.now.rev + 1});
    latest = text;
    watchers.forEach(watch => watch(isThere));
  }
  async function lost() {
    source.close();
    let isOver = false;
    try {
      const answer = await fetch("valid");
      isOver = answer.status === 403;
      trouble = answer.ok ? "" : isOver ? tr("This link is not valid any more: scan the code in the presenter’s window.")
        : answer.status === 429 ? tr("Too many wrong links: wait a minute.") : await answer.text();
    } catch { trouble = tr("The lecture does not answer; this page finds it again."); }
    isThere = false;
    watchers.forEach(watch => watch(false));
    if (!isOver) setTimeout(listen, AGAIN);
  }
  function listen() {
    source?.close();
    heard = Date.now();
    source = new EventSource("events");
    source.onmessage = e => take(JSON.parse(e.data));
    source.onerror = lost;
  }
  /** A phone that slept has a connection that only seems to be one. */
  function look() { if (source?.readyState === EventSource.OPEN && Date.now() - heard > SILENT) listen(); }
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);

  return {
    token: "phone", isDesk: true, again: false, open: () => true, send() {}, hear() {}, listen,
    isPaired: () => isThere,
    get drives() { return drives; },
    get trouble() { return trouble; },
    /** Calls `act` whenever something was heard, or could not be. */
    watch(act) { watchers.push(act); },
  };
})();
