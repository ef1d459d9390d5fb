// podium itself, where `present` serves the page; a file has no server.

const server = about.server && {
  ...about.server,
  /** Why a request was refused, in the presenter's language if podium has it. */
  why: answer => answer.reason ? heard(answer.reason) : answer.why,
  /** The answer to a request, with `ok` and, if it was refused, `why`. Never throws. */
  async post(action, body = {}) {
    const headers = {"X-Podium-Token": about.server.token ?? location.pathname.split("/")[1], "Content-Type": "application/json"};
    try {
      const answer = await fetch(action, {method: "POST", headers, body: JSON.stringify(body)});
      const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
      return {ok: answer.ok, ...(isJson ? await answer.json() : {why: await answer.text()})};
    } catch {
      return {ok: false, why: tr("podium does not answer; is it still running in the terminal?")};
    }
  },
};
