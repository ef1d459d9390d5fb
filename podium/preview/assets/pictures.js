// A picture that is dropped on a plate.

import {$, note} from "./dom.js";
import {post} from "./net.js";
import * as deck from "./deck.js";

const hasFiles = e => [...(e.dataTransfer?.types ?? [])].includes("Files");
let over = null;

function mark(slide) {
  if (over === slide) return;
  over?.classList.remove("takes");
  slide?.classList.add("takes");
  over = slide;
}

addEventListener("dragover", e => {
  if (!hasFiles(e)) return;
  e.preventDefault(); // else the browser opens the file
  const slide = e.target.closest?.(".slide");
  e.dataTransfer.dropEffect = slide ? "copy" : "none";
  mark(slide);
});

addEventListener("dragleave", e => { if (!e.relatedTarget) mark(null); });

addEventListener("drop", async e => {
  if (!hasFiles(e)) return;
  e.preventDefault();
  mark(null);
  const file = e.dataTransfer.files[0], page = deck.pageOf(e.target);
  if (!file || !page) return note("Drop a picture on the plate of a slide.");
  const group = e.target.closest("[data-place]"), place = group ? page.places[group.dataset.place] : page.at ?? page.places[0];
  if (!place) return note("No picture is missing here.");
  const about = encodeURIComponent(JSON.stringify({file: place[2] ?? "", line: place[0]}));
  const answer = await post("drop", file, {"X-Podium-Place": about});
  note(answer.ok ? `${answer.file} is in images/ now.` : answer.why.charAt(0).toUpperCase() + answer.why.slice(1) + ".", null, !answer.ok);
});
