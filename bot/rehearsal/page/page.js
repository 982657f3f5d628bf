"use strict";

const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
let seen = "";
let shown = null;
let meeting = null;

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: { "X-Rehearsal": token, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(answer.status === 401 ? "token" : "refused");
  return answer.json();
}

function button(words, act, who, pressed, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.dataset.act = act;
  made.dataset.who = who;
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/* Redrawing takes the focus away from somebody at a keyboard: give it back. */
function redraw(list, children) {
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.who : null;
  list.replaceChildren(...children);
  if (held !== null) list.querySelector(`[data-who="${CSS.escape(held)}"]`)?.focus();
}

function person({ name, inside }) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = inside ? `${name} is in the room` : name;
  const press = inside
    ? button("Take out", "out", name, undefined, `Take ${name} out of the voice room`)
    : button("Bring in", "in", name, undefined, `Bring ${name} into the voice room`);
  item.append(words, press);
  return item;
}

function press(act, who, on) {
  for (const each of document.querySelectorAll(`[data-act="${act}"]`)) {
    if (who === undefined || each.dataset.who === who) each.setAttribute("aria-pressed", String(on));
  }
}

/* A query of its own makes the tab load again; the token alone would only move within the page. */
function address(state) {
  const where = new URL(state.preview);
  where.search = `?channel=${encodeURIComponent(state.shown)}`;
  return where.href;
}

function draw(state) {
  at("time").textContent = state.time;
  if (state.people === undefined || state.version === seen) return;
  seen = state.version;
  at("notice").textContent = state.notice;
  at("room").textContent = state.room
    ? `The room is “${state.room}”.`
    : "No voice room is open yet. It opens ten minutes before the meeting.";
  press("run", undefined, state.running);
  press("pause", undefined, !state.running);
  press("cast", "on", state.cast);
  press("cast", "off", !state.cast);
  at("cast").hidden = !state.scripted;
  redraw(at("channels"), state.channels.map((name) => button(`#${name}`, "show", name, name === state.shown)));
  redraw(at("people"), state.people.map(person));
  at("open").href = address(state);
  if (shown !== null && shown !== state.shown && meeting && !meeting.closed) meeting.location.replace(address(state));
  shown = state.shown;
}

function failed(error) {
  at("notice").textContent = error.message === "token"
    ? "This address has no key in it. Please use the one printed in the terminal."
    : "The rehearsal does not answer. Is it still running in the terminal?";
}

document.addEventListener("click", async (event) => {
  const pressed = event.target.closest("button[data-act]");
  if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
  pressed.setAttribute("aria-disabled", "true");
  try {
    draw(await ask("do", { act: pressed.dataset.act, who: pressed.dataset.who ?? "" }));
  } catch (error) {
    failed(error);
  } finally {
    pressed.removeAttribute("aria-disabled");
  }
});

at("open").addEventListener("click", (event) => {
  event.preventDefault();
  meeting = window.open(at("open").href, "openround-meeting");
});

async function look() {
  try {
    draw(await ask(`state?seen=${seen}`));
  } catch (error) {
    failed(error);
  }
  setTimeout(look, document.hidden ? 5000 : 1000);
}

look();
