/* The line to write in: words for the channel, or a command after a slash. */

import { ask, forget } from "./form.js";
import { button, make, say } from "./words.js";

/* Commands that change what is there, and leave alone what isn't filled in. */
const STAYS = /^setup server$| edit$/;
const SET = /^setup server$/; /* Its boxes show what is set. */
const SENT_FOR = /^meeting edit (when|facilitator)$/; /* What people are sent to a command for. */
const SHOWN = /^worksheet share$/; /* What it does stands in the room. */
const FIRST = 5; /* Boxes that stand there at once; the rest unfold. */
const ROOMS = { 0: "text", 2: "voice", 4: "category" };

/* The parts of a command, as a form asks for them. */
function partsOf(command, choices, suggest) {
  const offered = (option) => {
    if (option.choices?.length) return option.choices.map((each) => ({ value: each.value, label: each.name }));
    if (option.type === 5) return [{ value: "true", label: say("yes") }, { value: "false", label: say("no") }];
    const named = { 6: "people", 7: "rooms", 8: "roles", 9: "people" }[option.type];
    const fits = (each) => !option.channel_types?.length || option.channel_types.map(String).includes(each.kind);
    return named && choices[named].filter((each) => !each.kind || fits(each)).map((each) => ({
      value: each.id, label: each.kind && ROOMS[each.kind] === "text" ? `#${each.name}` : each.name,
    }));
  };
  const [first] = command.options;
  const folds = first?.autocomplete || command.options.some((each) => each.required);
  return command.options.map((option, place) => ({
    id: option.name, label: option.name.replaceAll("_", " "), about: option.description,
    hint: choices.set?.[option.name] && SET.test(command.name) ? say("set_now", { value: choices.set[option.name] }) : "",
    needed: option.required, later: !option.required && !SENT_FOR.test(`${command.name} ${option.name}`) && (folds ? option !== first : place >= FIRST),
    free: !option.required && !STAYS.test(command.name), /* Of those one box may be needed, once. */
    kind: option.type === 11 ? "file" : undefined, one: true, number: [4, 10].includes(option.type),
    longest: option.max_length, options: offered(option),
    suggest: option.autocomplete ? (value) => suggest(option.name, value) : undefined,
  }));
}

/* What was typed after the command, by the box it is for: `timezone:Leeds`, else the first. */
function boxesOf(words, parts) {
  const names = parts.map((each) => each.id).join("|");
  const [first, ...named] = ` ${words}`.split(new RegExp(` (${names}):`));
  const given = first.trim() && parts.length ? [[parts[0].id, first.trim()]] : [];
  for (let at = 0; at < named.length; at += 2) given.push([named[at], named[at + 1].trim()]);
  return Object.fromEntries(given);
}

/* What was typed behind a command's name. */
function after({ name }, words) {
  return words.startsWith(`/${name} `) ? words.slice(name.length + 2) : "";
}

/* Yes and no are no words on the wire. */
function typed(command, values) {
  const kinds = Object.fromEntries(command.options.map((each) => [each.name, each.type]));
  return Object.fromEntries(Object.entries(values)
    .filter(([, value]) => value !== "" && value !== undefined)
    .map(([name, value]) => [name, kinds[name] === 5 ? value === "true" : value]));
}

/* The line of one pane. `act` does something as the person whose eyes it has, `go` goes to a channel. */
export class Box {
  constructor(act, commands, choices, go) {
    Object.assign(this, { act, commands, choices, go, name: "", asked: 0 });
    this.input = Object.assign(make("input"), { type: "text", autocomplete: "off", maxLength: 2000 });
    this.list = make("div", "commands");
    this.list.hidden = true;
    this.list.addEventListener("scroll", () => this.further(), { passive: true });
    const send = Object.assign(make("button", "press secondary", say("send")), { type: "submit" });
    this.node = make("form", "box", this.list, this.input, send);
    this.node.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.input.addEventListener("input", () => this.offer());
    this.node.addEventListener("keydown", (event) => this.key(event));
  }

  /* `other` is whom a private chat is with. */
  draw(name, other) {
    this.name = name;
    const words = other ? say("write_to", { name: other }) : say("write", { name });
    this.input.placeholder = !other && this.node.clientWidth < 480 ? say("write_short", { name }) : words;
    this.input.setAttribute("aria-label", words);
  }

  /* To be written in at once, but without the keyboard of a phone. */
  ready() {
    if (!matchMedia("(pointer: coarse)").matches) this.input.focus();
  }

  /* Another channel has other commands. */
  elsewhere() {
    if (document.activeElement === this.input && this.input.value.startsWith("/")) this.offer();
  }

  /* What somebody had begun to write stands there again. */
  put(words) {
    this.input.value = words;
    this.list.hidden = true;
  }

  async offer() {
    const typedSoFar = this.input.value;
    if (!typedSoFar.startsWith("/")) { this.list.hidden = true; return; }
    const begins = ({ name }) => `/${name}`.startsWith(typedSoFar.trimEnd()) || typedSoFar.startsWith(`/${name} `);
    const mine = ++this.asked;
    const all = (await this.commands()).filter(begins);
    const found = all.filter((each) => !each.elsewhere);
    if (mine !== this.asked || this.input.value !== typedSoFar) return;
    const alone = make("p", "none", say("alone"));
    this.list.replaceChildren(...found.map((each) => {
      const made = button("", "command");
      made.append(make("strong", "", `/${each.name}`), make("small", "", each.about));
      made.addEventListener("click", () => this.fill(each, after(each, typedSoFar)));
      return made;
    }));
    if (!found.length) this.list.append(...all.length ? this.otherwise(all[0]) : [make("p", "none", say("no_command"))]);
    else if (found.length === 1 && !SHOWN.test(found[0].name)) this.list.append(alone);
    else this.list.append(make("p", "further", say("more_commands", { count: found.length })));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.further();
  }

  /* A command that Discord doesn't offer in private messages, and the way to where it does. */
  otherwise({ name, elsewhere: { id, kind, name: called } }) {
    const many = this.input.value.trim().split(/\s+/).length;
    const command = name.split(" ").slice(0, many).join(" ");
    const made = button("", "command");
    made.append(make("strong", "", say("go_to", { place: kind === "text" ? `#${called}` : called })));
    made.addEventListener("click", () => { this.input.focus(); this.go(id); });
    return [make("p", "none", say("in_server", { command })), made];
  }

  /* A line at the foot says that there's more, until the last command is in sight. */
  further() {
    const line = this.list.querySelector(".further");
    if (line) line.hidden = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 8;
  }

  key(event) {
    const all = [this.input, ...this.list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { this.list.hidden = true; this.input.focus(); }
    if (!step || this.list.hidden) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  }

  async send() {
    const words = this.input.value.trim();
    if (!words) return;
    if (words.startsWith("/")) {
      const all = (await this.commands()).filter((each) => !each.elsewhere);
      const begun = all.find((each) => `${words} `.startsWith(`/${each.name} `));
      const whole = begun ?? all.find((each) => `/${each.name}`.startsWith(words));
      if (whole) await this.fill(whole, after(whole, words));
      else { this.input.select(); await this.offer(); }
      return;
    }
    this.input.value = "";
    await this.act("write", { words });
  }

  /* A command by its name, with its boxes. */
  async open(name) {
    const found = (await this.commands()).find((each) => each.name === name && !each.elsewhere);
    if (found) await this.fill(found);
  }

  async run(name, options) {
    this.input.value = "";
    this.list.hidden = true;
    return this.act("command", { name, options });
  }

  /* `words` were typed after the command: they are for what it asks first. */
  async fill(command, words = "") {
    this.list.hidden = true;
    const name = command.name;
    const key = `${this.name} /${name}`;
    let read = () => ({});
    const suggest = async (option, value) => {
      const answer = await this.act("suggest", { name, option, value, options: typed(command, read()) });
      return answer?.suggestions ?? [];
    };
    const parts = partsOf(command, this.choices(), suggest);
    const given = boxesOf(words, parts);
    for (const part of parts) if (part.id in given && !part.options) Object.assign(part, { given: given[part.id], fresh: true, later: false });
    const filled = command.options.length
      ? await ask(`/${name}`, [{ text: command.about }, ...SHOWN.test(name) ? [] : [{ text: say("alone") }], ...STAYS.test(name) ? [{ text: say("stays") }] : [], ...parts], {
        key,
        sending: (_, fields) => {
          read = () => Object.fromEntries(fields.filter(([each]) => each.kind !== "file").map(([each, { value }]) => [each.id, value()]));
        },
      })
      : {};
    this.input.value = "";
    this.ready();
    if (!filled) return;
    const answer = await this.run(name, typed(command, filled));
    if (answer && !answer.refused && !answer.notice) forget(key);
  }
}
