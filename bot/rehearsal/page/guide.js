/* The guide: six steps of a first try, and after them what could come next. Who to be, and a button
   that does it. */

import { button, make, redraw, say } from "./words.js";

const at = (id) => document.getElementById(id);

/* `**so**` in a sentence of ours is strong. */
function strong(words) {
  return words.split("**").map((each, place) => (place % 2 ? make("strong", "", each) : each));
}

function step(one, which, now) {
  const state = one.done ? ` (${say("step_done")})` : "";
  const item = make("li", one.done ? "done" : "", make("span", "unseen", ...strong(one.text), state));
  if (one.key === now?.key) item.setAttribute("aria-current", "step");
  return item;
}

/* What is a button of the page is pressed here too; else the page goes where the button is. */
function doing(now, eyes) {
  const elsewhere = now.eyes && now.eyes !== eyes;
  const made = button(now.does || say(elsewhere ? "be" : "show_me", { name: now.eyes }), "go");
  if (now.does) Object.assign(made.dataset, { act: now.label, key: "do" });
  else Object.assign(made.dataset, { step: now.key, key: "do" });
  return made;
}

/* What the page does in the place of what's proposed: call the next person, go on. */
function other({ act, label }) {
  const made = button(label, "");
  Object.assign(made.dataset, { act, key: `instead ${act}` });
  return made;
}

/* What it's called: after the six steps most of the evening is still to come. */
function called(steps, now) {
  return say(now?.eyes && steps.every((each) => each.done) ? "lead_rest" : "first_try");
}

/* The channel that a step is about, where somebody sees it. */
export function placeOf({ room }, sight, meets) {
  return sight?.channels.find((each) => (room === "room" ? each.id === meets : each.name === room));
}

/* The button of a form that's open. */
const filling = () => document.querySelector("#form[open]:has(.field) [type=submit]");

/* What to do: fill in the form that's open, be somebody else, go elsewhere, or what the step says. */
function told(now, { eyes, sight }, meets) {
  if (filling()) return say("fill_in", { label: filling().textContent });
  if (now.be && now.eyes !== eyes) return now.be;
  const place = now.eyes === sight?.eyes && placeOf(now, sight, meets);
  return place && place.id !== sight.at ? say("go_there", { room: place.name }) : now.text;
}

/* `pane` is what somebody looks at now. */
export function guide({ steps, now, cast, room }, pane) {
  const { eyes } = pane;
  redraw(at("steps"), steps.map((one, which) => step(one, which, now)));
  for (const place of ["step", "strip"]) {
    const said = now && told(now, pane, room);
    const head = place === "strip" ? make("b", "", `${called(steps, now)}: `) : null;
    const words = now && make("p", "", head, ...strong(said));
    const buttons = !now || filling() || !now.eyes && !now.label ? [] : [doing(now, eyes), ...now.others.map(other)];
    redraw(at(place), now ? [words, ...buttons] : []);
    at(place).hidden = !now || cast;
  }
  at("try-title").textContent = called(steps, now);
  at("try").hidden = !steps.length;
}
