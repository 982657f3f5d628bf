"use strict";

const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
const words = JSON.parse(document.body.dataset.words);
let seen = "";
let looks = null;
let meeting = null;

/* A sentence of ours, with what stands in its places. */
function say(key, facts = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, place) => facts[place]);
}

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: { "X-Rehearsal": token, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(answer.status === 401 ? "token" : "refused");
  return answer.json();
}

function button(text, act, who, pressed, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
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
  const who = document.createElement("span");
  who.textContent = inside ? say("is_inside", { name }) : name;
  const press = inside
    ? button(say("take_out"), "out", name, undefined, say("take_out_whom", { name }))
    : button(say("bring_in"), "in", name, undefined, say("bring_in_whom", { name }));
  item.append(who, press);
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
  where.search = `?channel=${encodeURIComponent(state.shown)}&look=${state.looks}`;
  return where.href;
}

function draw(state) {
  at("time").textContent = state.time;
  if (state.people === undefined || state.version === seen) return;
  seen = state.version;
  at("notice").textContent = state.notice;
  at("room").textContent = state.room ? say("room_is", { room: state.room }) : say("room_not_yet");
  press("run", undefined, state.running);
  press("pause", undefined, !state.running);
  press("cast", "on", state.cast);
  press("cast", "off", !state.cast);
  at("cast").hidden = !state.scripted;
  redraw(at("channels"), state.channels.map((name) => button(`#${name}`, "show", name, name === state.shown)));
  redraw(at("people"), state.people.map(person));
  at("open").href = address(state);
  if (looks !== null && looks !== state.looks && meeting && !meeting.closed) meeting.location.replace(address(state));
  looks = state.looks;
}

function failed(error) {
  at("notice").textContent = say(error.message === "token" ? "no_key" : "no_answer");
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
