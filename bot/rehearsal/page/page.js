/* The rehearsal's page: asks for what is new, draws it, and sends what is pressed, one at a time. */

import { guide, placeOf } from "./guide.js";
import { Pane } from "./panes.js";
import { newer } from "./places.js";
import "./pointer.js";
import { button, known, make, moment, passTime, redraw, say } from "./words.js";

const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
const NARROW = matchMedia("(max-width: 899px)");
const WAITS = [200, 500, 1000, 2000, 4000, 8000]; /* Milliseconds before what failed is sent again. */

const AIMING = 700; /* Milliseconds after a mouse has moved over a button in which it may be about to press. */
const LONGEST = 3000; /* Milliseconds for which such a mouse holds up what is new. */

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone; /* Whoever looks: until a group has set its own. */

const files = new Map();
const letters = new Map(); /* The newest private message that each has opened, also by chat. */
let panes = [];
let active = 0;
let seen = "";
let queue = Promise.resolve();
let sent = 0;
let held = false;
let aimed = -Infinity;
let looked = 0;
let downs = 0;
let later = null;
let told = "";
let again = false; /* Whether a new evening is on its way. */

/* The sentence for what the server refuses. */
const REFUSED = { 401: "no_key", 413: "too_big" };

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: { "X-Rehearsal": token, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(REFUSED[answer.status] ?? "not_done");
  return answer;
}

const looks = () => panes.map(({ eyes, at: channel }) => ({ eyes, at: channel }));

/* Send once, however often it takes: the server knows by the key what it has done already. */
async function send(body) {
  const whole = { ...body, key: `${token.slice(0, 6)} ${performance.timeOrigin} ${++sent}` };
  for (let tries = 0; ; tries += 1) {
    try {
      const state = await (await ask("do", { ...whole, looks: looks() })).json();
      draw(state);
      return state;
    } catch (error) {
      if (["no_key", "too_big", "not_done"].includes(error.message)) { tell(say(error.message)); return null; }
      tell(say("no_answer"));
      await new Promise((go) => setTimeout(go, WAITS[Math.min(tries, WAITS.length - 1)]));
    }
  }
}

const page = {
  state: null,
  letters,
  tell,
  /* What soon follows another waits for its turn, and is never lost. */
  act(body) {
    if (body.act !== "suggest") { tell(""); told = ""; }
    const done = queue.then(() => send(body));
    queue = done.catch(() => null);
    return done;
  },
  async look() {
    seen = "";
    await look();
  },
  async file(url) {
    if (!files.has(url)) {
      files.set(url, ask(`attached?url=${encodeURIComponent(url)}`).then((each) => each.blob()).then(URL.createObjectURL, () => null));
    }
    return files.get(url);
  },
  async commands(eyes, channel) {
    return ask(`commands?eyes=${encodeURIComponent(eyes)}&at=${encodeURIComponent(channel)}`).then((each) => each.json(), () => []);
  },
};

function tell(words) {
  at("notice").textContent = words;
}

function acting(text, act, who, pressed, label) {
  const made = button(text, "", pressed);
  Object.assign(made.dataset, { act, who, key: `${act} ${who}` });
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/* What waits for somebody: their turn, and what OpenRound wrote to them that they haven't opened. */
function waiting({ name, turn, letters: all, chats }) {
  if (!letters.has(name)) letters.set(name, all.at(-1) ?? "");
  const read = letters.get(name);
  const chatted = chats.filter((each) => newer(each.newest, letters.get(`${name} ${each.id}`)));
  const unread = all.filter((each) => newer(each, read)).length + chatted.length;
  return { turn: turn && !page.state.cast, unread };
}

const something = ({ turn, unread }) => turn || unread > 0;

/* On a phone the people are behind a button: it says for whom something waits. */
function behind(people) {
  const all = people.filter((one) => something(waiting(one)) && !panes.some((each) => each.eyes === one.name));
  const written = all.filter((one) => waiting(one).unread);
  const [{ name } = {}] = written.length ? written : all;
  at("waits").hidden = !all.length;
  at("waits").classList.toggle("calm", !written.length);
  at("waits").textContent = all.length && (written.length > 1 ? say("letters") : say(written.length ? "letter_for" : "turn_of", { name }));
}

function person(one) {
  const { name, role, inside } = one;
  const watched = panes.findIndex((each) => each.eyes === name);
  const eyes = button("", "person", watched === active || (watched >= 0 && !NARROW.matches));
  Object.assign(eyes.dataset, { eyes: name, key: `eyes ${name}` });
  eyes.append(make("strong", "", name));
  const { turn, unread } = waiting(one);
  const waits = watched < 0 && something({ turn, unread });
  if (!waits) eyes.append(make("small", "", role)); /* There's no room for both on one line. */
  if (inside) eyes.append(make("span", "here", make("span", "unseen", say("in_room"))));
  const letter = turn ? ["letter_in_turn", "letters_in_turn"] : ["letter", "letters"];
  if (waits) eyes.append(" ", make("span", unread ? "waits" : "waits calm", say(unread ? letter[unread > 1 ? 1 : 0] : "turn")));
  const act = inside ? "out" : "in";
  const move = acting(say(inside ? "take_out" : "bring_in"), act, name, undefined, say(inside ? "take_out_whom" : "bring_in_whom", { name }));
  return make("li", "", eyes, one.moves && !page.state.cast ? move : null);
}

function happened({ at: when, text, why }) {
  return make("li", "", make("time", "", moment(when, "t")), make("span", "", text, why ? make("small", "", why) : null));
}

function news(lines) {
  const [newest] = lines;
  const box = at("newest");
  if (newest && box.dataset.id !== newest.id) {
    box.dataset.id = newest.id;
    box.replaceChildren(make("p", "what", make("time", "", moment(newest.at, "t")), ` ${newest.text}`), make("p", "why", newest.why));
  }
  const from = NARROW.matches ? 0 : 1; /* On a phone the reason of the newest stands here too. */
  at("earlier").hidden = lines.length <= from;
  box.setAttribute("aria-live", page.state.cast && page.state.speed > 5 ? "off" : "polite");
  at("lines").replaceChildren(...lines.slice(from, 25).map(happened));
}

function press(act, on, who) {
  for (const each of document.querySelectorAll(`[data-act="${act}"]`)) {
    if (who === undefined || each.dataset.who === who) each.setAttribute("aria-pressed", String(on));
  }
}

function clock(state) {
  known.now = state.at;
  passTime();
  const shown = NARROW.matches ? `${moment(state.at, "day")} ${moment(state.at, "t")}` : `${moment(state.at, "short")}, ${moment(state.at, "T")}`;
  const city = known.zone.split("/").at(-1).replaceAll("_", " ");
  at("time").textContent = `${shown} · ${say("zone_time", { city })}` + (page.state?.running === false ? ` · ${say("now_paused")}` : "");
}

/* Nothing is moved under a finger: what came while it presses is drawn when it's up. */
function draw(state) {
  if (state.soon) { again = true; tell(say("again_soon")); return; }
  if (page.evening && page.evening !== state.evening) { location.reload(); return; }
  page.evening = state.evening;
  if (held && state.people) { later = state; return; }
  if (!state.people) { clock(state); return; }
  page.state = state;
  Object.assign(known, { names: state.names, zone: state.zone || HERE });
  clock(state);
  seen = String(state.version);
  if (!panes.length) { again = false; tell(""); open(state.opens); return; }
  state.looks.forEach((sight, place) => { if (panes[place]?.eyes === sight.eyes) panes[place].draw(sight); });
  desk(state);
  if (state.notice !== told) {
    told = state.notice;
    tell(told === state.news[0]?.text ? "" : told); /* The line of news says it already. */
  }
}

function desk(state) {
  press("run", state.running);
  press("pause", !state.running);
  redraw(at("speeds"), state.speeds.map((each) => acting(`×${each}`, "speed", String(each), each === state.speed)));
  at("cast").hidden = !state.scripted;
  for (const each of at("cast").querySelectorAll("button")) each.hidden = (each.dataset.who === "on") === state.cast;
  at("to-the-door").hidden = state.open;
  for (const each of document.querySelectorAll("[data-hand]")) each.hidden = state.scripted && state.cast;
  guide(state, panes[active]);
  redraw(at("people"), state.people.map(person));
  behind(state.people);
  news(state.news);
  at("tabs").hidden = panes.length < 2;
  redraw(at("tabs"), panes.map((each, place) => {
    const made = button(say("through", { name: each.eyes }), "", place === active);
    Object.assign(made.dataset, { pane: place, key: `pane ${place}` });
    return made;
  }));
}

function open(eyes) {
  panes = eyes.map((each) => new Pane(each, page));
  at("panes").append(...panes.map((each) => each.node));
  at("panes").dataset.count = panes.length;
  activate(0);
  page.look().then(() => { const { now } = page.state; if (now?.eyes === eyes[0] && now.label) panes[0].point(now.label, false); });
}

function activate(place) {
  active = place;
  panes.forEach((each, which) => each.node.classList.toggle("active", which === place));
}

function toggleDesk(on) {
  document.body.classList.toggle("desk-open", on);
  at("desk-toggle").setAttribute("aria-expanded", String(on));
  at("desk-toggle").firstElementChild.textContent = say(on ? "desk_close" : "desk_open");
  if (!on && NARROW.matches && at("desk").contains(document.activeElement)) at("desk-toggle").focus();
}

/* Lead the eye to what a step is about. */
async function show(step) {
  toggleDesk(false);
  const pane = panes[active];
  await pane.become(step.eyes);
  pane.back = false;
  const channel = placeOf(step, pane.sight, page.state.room);
  if (channel) { pane.at = channel.id; await page.look(); }
  const { label } = page.state.now ?? step;
  if (label.startsWith("/")) pane.box.open(label.slice(1));
  else if (label) pane.point(label);
  else pane.asked();
}

/* A form that opens or closes is the next thing to do, or was it. */
new MutationObserver(() => { if (page.state && panes.length) guide(page.state, panes[active]); }).observe(at("form"), { attributes: true, attributeFilter: ["open"] });

document.addEventListener("click", async (event) => {
  const on = event.target.closest("button");
  if (!on) return;
  if (on.id === "desk-toggle") toggleDesk(!document.body.classList.contains("desk-open"));
  else if (on.dataset.eyes) { toggleDesk(false); panes[active].become(on.dataset.eyes); }
  else if (on.dataset.pane) { activate(Number(on.dataset.pane)); desk(page.state); panes[active].toNewest(); }
  else if (on.dataset.step) show(page.state.now);
  else if (on.dataset.act) { again ||= on.dataset.act === "again"; on.setAttribute("aria-busy", "true"); await panes[active].beside(page.act({ act: on.dataset.act, who: on.dataset.who ?? "" })); on.removeAttribute("aria-busy"); }
});

document.addEventListener("pointerdown", () => { held = true; downs += 1; });
for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    const mine = downs;
    setTimeout(() => { if (mine === downs) release(); });
  });
}

/* A mouse on its way to a button finds it where it was: what others do waits a moment. */
document.addEventListener("pointermove", ({ pointerType, target }) => {
  aimed = pointerType === "mouse" && target.closest?.("button, summary") ? performance.now() : -Infinity;
}, { passive: true });
document.addEventListener("click", () => { aimed = -Infinity; }, { capture: true });

const aiming = () => performance.now() - aimed < AIMING && performance.now() - looked < LONGEST;

/* The finger is up, and no other has come down since. */
function release() {
  held = false;
  const waiting = later;
  later = null;
  if (waiting) draw(waiting);
}

/* What stands after # is the key: the way past the people leaves it there. */
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); at("panes").focus(); });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  toggleDesk(false);
  if (at("earlier").open) { at("earlier").open = false; at("earlier").querySelector("summary").focus(); }
});
document.addEventListener("pointerdown", (event) => { if (!at("earlier").contains(event.target)) at("earlier").open = false; });
document.addEventListener("focusin", (event) => {
  const place = panes.findIndex((each) => each.node.contains(event.target));
  if (place >= 0 && place !== active && !NARROW.matches) activate(place);
});

async function look(byItself = false) {
  try {
    const opens = page.evening ? "" : `&zone=${encodeURIComponent(HERE)}`; /* There the group is to live. */
    const state = await (await ask(`state?seen=${seen}&looks=${encodeURIComponent(JSON.stringify(looks()))}${opens}`)).json();
    if (byItself && aiming()) return;
    looked = performance.now();
    draw(state);
  } catch (error) {
    tell(say(error.message === "no_key" ? "no_key" : again ? "again_soon" : "stopped"));
  }
}

async function keepLooking() {
  if (!aiming()) await look(true);
  setTimeout(keepLooking, document.hidden ? 5000 : 500);
}

keepLooking();
