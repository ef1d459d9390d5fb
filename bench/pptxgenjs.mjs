// The load by pptxgenjs: node pptxgenjs.mjs DATA.json FOLDER OUT.pptx  (PPTXGENJS names the module's folder)
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [data, folder, out] = process.argv.slice(2);
const PptxGenJS = createRequire(import.meta.url)(process.env.PPTXGENJS);
const { years, slides } = JSON.parse(readFileSync(data, "utf8"));
const deck = new PptxGenJS();
deck.layout = "LAYOUT_WIDE";
for (const s of slides) {
  const slide = deck.addSlide();
  slide.addText(s.title, { x: 0.75, y: 0.5, w: 11.8, h: 1, fontSize: 32 });
  if (s.lines)
    slide.addText(s.lines.map((text) => ({ text, options: { bullet: true, breakLine: true } })), { x: 0.75, y: 1.7, w: 11.8, h: 5, fontSize: 22 });
  if (s.notes) slide.addNotes(s.notes);
  if (s.picture) slide.addImage({ path: join(folder, s.picture), x: 0.75, y: 1.7, w: 6.67, h: 5 });
  if (s.chart)
    slide.addChart(deck.ChartType.line, Object.entries(s.chart).map(([name, values]) => ({ name, labels: years, values })), { x: 0.75, y: 1.7, w: 11.8, h: 5 });
}
await deck.writeFile({ fileName: out });
