// Small helpers for elements.

/** An element with properties and children; texts are texts, never markup. */
function make(tag, about = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function draw(name, about = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(about)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A sign of 24 by 24 units, of lines. */
const sign = path => draw("svg", {viewBox: "0 0 24 24", "aria-hidden": "true"}, draw("path", {d: path}));

/** A button that a mouse does not leave focused: the space bar must go on meaning "next". */
function button(label, act, about = {}, ...children) {
  const press = e => {
    act(e);
    if (e.detail) e.currentTarget.blur();
  };
  const named = children.length ? {title: label, "aria-label": label} : {};
  return make("button", {type: "button", onclick: press, ...named, ...about}, ...(children.length ? children : [label]));
}

const clock = seconds => {
  const whole = Math.max(0, Math.round(seconds)), hours = Math.floor(whole / 3600);
  const rest = `${String(Math.floor(whole / 60) % 60).padStart(hours ? 2 : 1, "0")}:${String(whole % 60).padStart(2, "0")}`;
  return hours ? `${hours}:${rest}` : rest;
};

const told = make("div", {id: "_told", lang: tongue});
document.body.append(told);
const hush = () => told.replaceChildren();

/** A message that goes by itself; `act` is a button in it: [name, function]. */
function tell(text, act = null, seconds = 7) {
  const box = make("p", {}, text, act && button(act[0], () => { box.remove(); act[1](); }));
  told.replaceChildren(box);
  live.say(text);
  setTimeout(() => box.remove(), seconds * 1000);
}

/** The same before the lecture: the slide leaves room for it, and it goes with the first key or click. */
function hint(...what) {
  tell(...what);
  const end = e => {
    if (e && told.contains(e.target)) return; // its own button
    watch.disconnect();
    root.classList.remove("hinted");
    for (const name of ["keydown", "pointerdown"]) removeEventListener(name, end, true);
    if (e) hush();
  };
  const watch = new MutationObserver(() => { if (!told.firstChild) end(); });
  watch.observe(told, {childList: true});
  root.classList.add("hinted");
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, end, true);
}
