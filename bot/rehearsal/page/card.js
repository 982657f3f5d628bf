/* Messages as Discord shows them: cards with their texts, buttons and menus. */

import { button, link, make, say, someone, text, written } from "./words.js";

const LOOKS = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary", 6: "secondary" };
const PICKERS = { 5: "people", 6: "roles", 7: "people", 8: "rooms" };

export function choicesOf(node, choices) {
  if (node.options) return node.options;
  return (choices[PICKERS[node.type]] ?? []).map((each) => ({ value: each.id, label: each.name }));
}

function pressable(node) {
  const words = [node.emoji?.name, node.label].filter(Boolean).join(" ");
  const made = node.style === 5 ? link(node.url, words) : button(words, "");
  made.classList.add("press", LOOKS[node.style] ?? "secondary");
  if (node.style !== 5) made.dataset.press = node.custom_id;
  if (node.disabled) made.disabled = true;
  return made;
}

function labelled(option) {
  const about = option.description ? make("small", "", option.description) : null;
  return make("span", "", [option.emoji?.name, option.label].filter(Boolean).join(" "), about);
}

/* A menu opens in place, so that nothing is chosen by moving through it with the keyboard. */
function menu(node, choices) {
  const summary = make("summary", "", node.placeholder ?? say("choose"));
  const list = make("div", "options");
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", node.placeholder ?? say("choose"));
  const many = (node.max_values ?? 1) > 1;
  for (const option of choicesOf(node, choices)) {
    if (many) {
      const box = Object.assign(make("input"), { type: "checkbox", value: option.value, checked: Boolean(option.default) });
      list.append(make("label", "", box, labelled(option)));
    } else {
      const each = make("button", "", labelled(option));
      each.type = "button";
      each.dataset.option = option.value;
      if (option.default) each.setAttribute("aria-current", "true");
      list.append(each);
    }
  }
  if (many) list.append(button(say("choose_done"), "press primary done"));
  const whole = make("details", "menu", summary, list);
  whole.dataset.menu = node.custom_id;
  const chosen = choicesOf(node, choices).filter((each) => each.default);
  if (chosen.length) summary.textContent = chosen.map((each) => each.label).join(", ");
  if (node.disabled) whole.inert = true;
  return whole;
}

function picture(item, files) {
  const found = files.find((each) => item.media.url === each.url || item.media.url === `attachment://${each.name}`);
  const shown = Object.assign(make("img"), { alt: item.description ?? found?.about ?? "" });
  shown.dataset.source = found?.url ?? item.media.url;
  return shown;
}

function saved(file) {
  const made = button(say("file", { name: file.name }), "press secondary");
  made.dataset.save = file.url;
  made.dataset.name = file.name;
  return made;
}

function component(node, seen, choices) {
  const inside = () => (node.components ?? []).map((each) => component(each, seen, choices));
  switch (node.type) {
    case 1: return make("div", "actions", ...inside());
    case 2: return pressable(node);
    case 3: case 5: case 6: case 7: case 8: return menu(node, choices);
    case 9: return make("div", "section", make("div", "", ...inside()), component(node.accessory, seen, choices));
    case 10: return text(node.content);
    case 11: return picture(node, seen.files);
    case 12: return make("div", "gallery", ...node.items.map((each) => picture(each, seen.files)));
    case 13: return saved(seen.files.find((each) => node.file.url.endsWith(each.name)) ?? { name: "", url: node.file.url });
    case 14: return make("hr", node.divider === false ? "space" : "");
    case 17: return container(node, inside());
    default: return null;
  }
}

function container(node, inside) {
  const made = make("div", "container", ...inside);
  if (node.accent_color) made.style.setProperty("--accent", `#${node.accent_color.toString(16).padStart(6, "0")}`);
  return made;
}

export function message(seen, eyes, choices) {
  const name = seen.bot ? make("strong", "author bot", seen.author) : someone(seen.author, "author");
  const badge = seen.bot ? make("span", "badge", say("bot")) : null;
  const time = make("time", "", written(seen.at));
  const face = make("span", `face hue-${seen.author.charCodeAt(0) % 6}`, seen.author[0]);
  face.setAttribute("aria-hidden", "true");
  if (!seen.bot) face.dataset.person = seen.author;
  const body = make("div", "body", make("div", "head", name, badge, time));
  if (seen.content) body.append(text(seen.content));
  for (const each of seen.components) body.append(component(each, seen, choices) ?? "");
  const bare = JSON.stringify(seen.components);
  for (const file of seen.files) if (!bare.includes(file.name)) body.append(saved(file));
  if (seen.note) body.append(make("div", "note", text(seen.note)));
  if (seen.private) body.append(alone(eyes));
  const whole = make("article", seen.private ? "message private" : "message", face, body);
  whole.dataset.message = seen.id;
  whole.setAttribute("aria-label", `${seen.author}, ${written(seen.at)}`);
  return whole;
}

function alone(eyes) {
  const away = button(say("dismiss"), "link");
  away.dataset.dismiss = "";
  return make("p", "alone", say("private", { name: eyes }), " · ", away);
}
