// Small helpers for elements.

export const $ = id => document.getElementById(id);

/** An element with properties and children; texts are texts, never markup. */
export function make(tag, about = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}

export const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;

/** A message at the foot that goes by itself; `act` is a button with it: [name, function]. */
export function note(text, act = null, isBad = false) {
  const button = act && make("button", {onclick: () => { box.remove(); act[1](); }}, act[0]);
  const box = make(isBad ? "p.bad" : act ? "p.asks" : "p", {}, text, button, make("button.close", {"aria-label": "Close", onclick: () => box.remove()}, "×"));
  $("notes").append(box);
  while ($("notes").children.length > 3) $("notes").firstChild.remove();
  setTimeout(() => box.remove(), isBad ? 12000 : 7000);
}

/** Takes away the messages whose buttons are about an edit before the last one, or about lines that are closed. */
export const forget = () => { for (const box of $("notes").querySelectorAll(".asks")) box.remove(); };
