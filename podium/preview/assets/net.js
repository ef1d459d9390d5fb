// Requests to the preview's own server.

const token = document.querySelector('meta[name="podium-token"]').content;

/** The answer to a request, with `ok` and, if it was refused, `why`. Never throws. */
export async function post(action, body, headers = {}) {
  const isFile = body instanceof Blob;
  try {
    const answer = await fetch(action, {
      method: "POST",
      headers: {"X-Podium-Token": token, "Content-Type": isFile ? "application/octet-stream" : "application/json", ...headers},
      body: isFile ? body : JSON.stringify(body),
    });
    const kind = answer.headers.get("Content-Type") || "";
    const found = kind.includes("json") ? await answer.json() : {why: await answer.text()};
    return {ok: answer.ok, ...found};
  } catch {
    return {ok: false, why: "podium does not answer; is it still running in the terminal?"};
  }
}

/** Calls `took` with each state that the server sends, and `said` when the connection is lost (true) or back (false). */
export function listen(took, said) {
  let source = null;
  const open = () => {
    source = new EventSource("events");
    source.onopen = () => said(false);
    source.onmessage = e => took(JSON.parse(e.data));
    source.onerror = () => {
      said(true);
      if (source.readyState === EventSource.CLOSED) { source.close(); setTimeout(open, 1000); }
    };
  };
  open();
}
