/* Forms: what the bot opens, and what a command asks for, in one dialog. What was typed stays until
   it has gone through, so that nobody types it twice. */

import { choicesOf } from "./card.js";
import { button, make, say, text } from "./words.js";

const dialog = document.getElementById("form");
const drafts = new Map(); /* By form and person, what was typed into each field. */
const offers = new Map(); /* By field, the bot's own value for what it suggested. */

/* A file as the server takes it. */
function read(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
}

function input(field) {
  if (field.long) return Object.assign(make("textarea"), { rows: 4 });
  return Object.assign(make("input"), { type: field.number ? "number" : "text", autocomplete: "off" });
}

function chooser(field) {
  const made = make("select");
  if (field.most > 1) Object.assign(made, { multiple: true, size: Math.min(8, field.options.length) });
  else if (!field.needed || !field.options.some((each) => each.default)) made.append(new Option(field.hint || "", ""));
  for (const each of field.options) made.append(new Option(each.label, each.value, each.default, each.default));
  return made;
}

/* Radio buttons and boxes to tick, in a group of their own. */
function several(field, type) {
  const group = make("fieldset", "", make("legend", "", field.label, field.needed ? mark() : null));
  if (field.about) group.append(make("small", "", field.about));
  for (const each of field.options) {
    const box = Object.assign(make("input"), { type, name: field.id, value: each.value, defaultChecked: Boolean(each.default) });
    if (type === "radio" && field.needed) box.required = true;
    group.append(make("label", "tick", box, make("span", "", each.label, each.description ? make("small", "", each.description) : null)));
  }
  const value = () => [...group.querySelectorAll(":checked")].map((each) => each.value);
  const put = (typed) => { for (const each of group.querySelectorAll("input")) each.checked = typed.includes(each.value); };
  return { node: group, typed: value, put, value: () => (type === "radio" ? value()[0] : value()) };
}

function tick(field) {
  const box = Object.assign(make("input"), { type: "checkbox", defaultChecked: Boolean(field.given) });
  const about = field.about ? make("small", "", field.about) : null;
  const value = () => box.checked;
  return { node: make("label", "tick", box, make("span", "", field.label, about)), value, typed: value, put: (typed) => { box.checked = typed; } };
}

function mark() {
  return make("span", "needed", ` · ${say("needed")}`);
}

function upload(field) {
  const box = Object.assign(make("input"), { type: "file", multiple: field.most > 1 });
  return { box, value: async () => {
    const all = await Promise.all([...box.files].map(read));
    return field.one ? all[0] : all;
  } };
}

/* One field: its node, and how to read it. */
function drawn(field) {
  if (field.kind === "radio" || field.kind === "boxes") return several(field, field.kind === "radio" ? "radio" : "checkbox");
  if (field.kind === "tick") return tick(field);
  const given = field.kind === "file" ? upload(field) : null;
  const box = given?.box ?? (field.options ? chooser(field) : input(field));
  box.id = `field-${field.id}`;
  box.required = Boolean(field.needed);
  if (field.hint && !field.options) box.placeholder = field.hint;
  if (field.given !== undefined && field.given !== null) box.defaultValue = box.value = field.given;
  if (field.longest) box.maxLength = field.longest;
  if (field.shortest) box.minLength = field.shortest;
  const label = make("label", "name", field.label, field.needed ? mark() : field.free ? make("span", "free", ` · ${say("optional")}`) : null);
  label.htmlFor = box.id;
  const about = field.about ? make("small", "", field.about) : null;
  if (about) { about.id = `about-${field.id}`; box.setAttribute("aria-describedby", about.id); }
  const whole = make("div", "field", label, about, box);
  const offered = field.suggest ? suggestions(field, box, whole) : null;
  const plain = () => (field.most > 1 && field.options ? [...box.selectedOptions].map((each) => each.value) : box.value);
  const value = given?.value ?? (() => offered?.(box.value) ?? plain());
  if (given) return { node: whole, value };
  const put = (typed) => {
    if (field.most > 1 && field.options) for (const each of box.options) each.selected = typed.includes(each.value);
    else box.value = typed;
  };
  return { node: whole, value, typed: plain, put };
}

/* What the bot suggests while somebody types; its own value is sent for what it said. */
function suggestions(field, box, whole) {
  const list = make("datalist");
  const values = offers.get(field.id) ?? new Map();
  offers.set(field.id, values);
  list.id = `list-${field.id}`;
  box.setAttribute("list", list.id);
  whole.append(list);
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const offered = await field.suggest(box.value);
    if (mine !== asked) return;
    for (const each of offered) values.set(each.name, each.value);
    list.replaceChildren(...offered.map((each) => new Option("", each.name)));
  };
  let soon = 0;
  box.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(ask, 250); });
  box.addEventListener("focus", ask, { once: true });
  return (typed) => values.get(typed);
}

/* What was typed before stands in the boxes again; one press empties them. */
function restored(fields, key, form) {
  const draft = drafts.get(key) ?? new Map();
  const known = fields.filter(([{ id, fresh }, { typed }]) => typed && !fresh && draft.has(id) && String(draft.get(id)) !== String(typed()));
  for (const [{ id }, { put }] of known) put(draft.get(id));
  if (!known.length) return null;
  const empty = button(say("start_empty"), "link");
  const line = make("p", "kept", `${say("kept")} `, empty);
  empty.addEventListener("click", () => { form.reset(); line.remove(); form.querySelector(FIRST)?.focus(); });
  return line;
}

/* It has gone through: the next time the form is as the bot draws it. */
export function forget(key) {
  drafts.delete(key);
}

/* What unfolds begins at the upper edge of the form; nothing around the form moves. */
function within(node) {
  const parts = node.closest(".parts");
  parts.scrollTop += node.getBoundingClientRect().top - parts.getBoundingClientRect().top - 8;
}

const FIRST = ".parts input, .parts select, .parts textarea";

/* Ask for the fields; gives the values, or null for whoever thinks better of it. `key` is the form's
   and the person's, `said` what was wrong with it the last time. */
export function ask(title, parts, { key, said, sending, sends = say("send"), leaves = say("close") } = {}) {
  const before = document.activeElement;
  const heading = Object.assign(make("h2", "", title), { id: "form-title" });
  const fields = parts.filter((each) => each.id).map((each) => [each, drawn(each)]);
  const nodes = new Map(fields.map(([each, { node }]) => [each, node]));
  const shown = parts.filter((each) => !each.later).map((each) => nodes.get(each) ?? text(each.text));
  const later = parts.filter((each) => each.later).map((each) => nodes.get(each));
  const more = later.length ? make("details", "", make("summary", "", say("more_fields")), ...later) : null;
  const summary = more?.querySelector("summary");
  summary?.addEventListener("click", () => requestAnimationFrame(() => { if (more.open) within(more); }));
  const send = Object.assign(make("button", "press primary", sends), { type: "submit" });
  const close = button(leaves, "press secondary");
  const form = make("form");
  const wrong = said ? make("p", "said", said) : null;
  wrong?.setAttribute("role", "alert");
  const kept = restored(fields, key, form);
  form.append(heading, make("div", "parts", ...[wrong, kept, ...shown, more].filter(Boolean)), make("div", "row", send, close));
  form.method = "dialog";
  if (more && [...more.querySelectorAll("input, select")].some((each) => each.value)) more.open = Boolean(kept);
  dialog.replaceChildren(form);
  dialog.showModal();
  const first = form.querySelector(FIRST) ?? send;
  first.focus();
  if (kept) first.select?.();
  return new Promise((done) => {
    const leave = (values) => {
      drafts.set(key, new Map(fields.filter(([, { typed }]) => typed).map(([{ id }, { typed }]) => [id, typed()])));
      dialog.close();
      if (before?.isConnected) before.focus({ preventScroll: true });
      done(values);
    };
    close.addEventListener("click", () => leave(null));
    dialog.oncancel = (event) => { event.preventDefault(); leave(null); };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const values = {};
      for (const [each, { value }] of fields) values[each.id] = await value();
      leave(values);
    });
    sending?.(form, fields);
  });
}

const KINDS = { 4: "text", 19: "file", 21: "radio", 22: "boxes", 23: "tick" };

/* The parts of a form that the bot opened. */
export function partsOf(opened, choices) {
  const parts = [];
  for (const node of opened.components) {
    if (node.type === 10) parts.push({ text: node.content });
    for (const child of node.component ? [node.component] : node.components ?? []) {
      parts.push({
        id: child.custom_id, label: node.label ?? child.label ?? "", about: node.description ?? "",
        kind: KINDS[child.type], long: child.style === 2, needed: child.required ?? ![22, 23].includes(child.type),
        hint: child.placeholder ?? "", given: child.value ?? child.default,
        longest: child.max_length, shortest: child.min_length, most: child.max_values ?? 1,
        options: KINDS[child.type] === "text" || child.type === 19 ? undefined : choicesOf(child, choices),
      });
    }
  }
  return parts;
}
