/* Words: the page's own sentences, and Discord's way of writing made into text on a page. */

const sentences = JSON.parse(document.body.dataset.words);

/* What stands for each mention, the time zone and the present moment; set with every state. */
export const known = { names: {}, zone: "UTC", now: 0 };

/* A sentence of ours, with what stands in its places. */
export function say(key, facts = {}) {
  return sentences[key].replace(/\{(\w+)\}/g, (_, place) => facts[place]);
}

export function make(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside.filter((each) => each !== null && each !== undefined));
  return made;
}

export function button(text, className, pressed) {
  const made = make("button", className, text);
  made.type = "button";
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  return made;
}

/* A name that can be tapped. */
export function someone(name, className, text = name) {
  const made = button(text, className);
  made.dataset.person = name;
  return made;
}

/* Redrawing takes the focus away from somebody at a keyboard: give it back. */
export function redraw(list, children) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...children);
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/* Times are written as whoever looks writes them, as on Discord: 19:30, or 7:30 PM. */
const READS = /^en\b/.test(navigator.language) ? navigator.language : "en-GB";

const STYLES = {
  t: { hour: "numeric", minute: "2-digit" },
  T: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  short: { weekday: "short", day: "numeric", month: "short" },
  day: { weekday: "short" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
};

const AGO = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/* Empty for an instant that no calendar has. */
export function moment(seconds, style) {
  if (Number.isNaN(new Date(seconds * 1000).getTime())) return "";
  if (style === "R") {
    const away = seconds - known.now;
    const [unit, size] = UNITS.find(([, each]) => Math.abs(away) >= each) ?? UNITS[3];
    return AGO.format(Math.round(away / size), unit);
  }
  const wanted = { ...(STYLES[style] ?? STYLES.f), timeZone: known.zone };
  return new Intl.DateTimeFormat(READS, wanted).format(new Date(seconds * 1000));
}

/* When a message was written: the time, and the day where it isn't today's. */
export function written(seconds) {
  const today = moment(seconds, "d") === moment(known.now, "d");
  return today ? moment(seconds, "t") : `${moment(seconds, "short")}, ${moment(seconds, "t")}`;
}

/* Each kind of thing within a line: how it looks in Discord's writing, and what it becomes. */
const INLINE = [
  [/^\\([\\`*_~|>#[\]<@/.+()-])/, (m) => m[1]],
  [/^`([^`]+)`/, (m) => make("code", "", m[1])],
  [/^\*\*([^]+?)\*\*(?!\*)/, (m) => make("strong", "", ...line(m[1]))],
  [/^__([^]+?)__/, (m) => make("u", "", ...line(m[1]))],
  [/^~~([^]+?)~~/, (m) => make("s", "", ...line(m[1]))],
  [/^\|\|([^]+?)\|\|/, (m) => make("span", "spoiler", ...line(m[1]))],
  [/^\*(?=\S)([^*]*?\S)\*/, (m) => make("em", "", ...line(m[1]))],
  [/^_(?=\S)([^_]*?\S)_(?!\w)/, (m) => make("em", "", ...line(m[1]))],
  [/^<t:(-?\d+)(?::([tTdDfFR]))?>/, (m) => instant(Number(m[1]), m[2] ?? "f", m[0])],
  [/^<\/([^:>]+):\d+>/, (m) => make("span", "mention", `/${m[1]}`)],
  [/^<(@!?|@&|#)(\d+)>/, (m) => mention(m[1], m[2])],
  [/^\[([^\]]+)\]\(<?(\w+:\/\/[^\s)>]+)>?\)/, (m) => link(m[2], m[1])],
  [/^<?(https?:\/\/[^\s<>)]+)>?/, (m) => link(m[1], m[1])],
];

/* An instant in the words of its style; how long ago it was goes on being true, as on Discord. */
function instant(seconds, style, plain) {
  const made = make("time", "", moment(seconds, style) || plain);
  if (style === "R" && made.textContent !== plain) made.dataset.at = seconds;
  return made;
}

export function passTime() {
  for (const each of document.querySelectorAll("time[data-at]")) {
    const away = moment(Number(each.dataset.at), "R");
    if (each.textContent !== away) each.textContent = away;
  }
}

function mention(kind, id) {
  const key = `<${kind === "@!" ? "@" : kind}${id}>`;
  const name = known.names[key] ?? key;
  if (kind === "@&") return make("span", "mention", name);
  if (kind !== "#") return someone(name.slice(1), "mention", name);
  const made = button(name, "mention");
  made.dataset.channel = id;
  return made;
}

/* Nothing leaves this machine: a link is a button, and the page says where it would go. */
export function link(address, text) {
  const made = button(text, "link");
  made.dataset.address = address;
  return made;
}

function line(text) {
  const parts = [];
  let plain = "";
  for (let rest = text; rest;) {
    const found = INLINE.map(([shape, into]) => [shape.exec(rest), into]).find(([match]) => match);
    /* A mark within a word, as in snake_case, marks nothing. */
    if (found && !(/^[_*]/.test(rest) && /\w$/.test(plain) && rest[0] === "_")) {
      if (plain) parts.push(plain);
      plain = "";
      parts.push(found[1](found[0]));
      rest = rest.slice(found[0][0].length);
    } else {
      plain += rest[0];
      rest = rest.slice(1);
    }
  }
  if (plain) parts.push(plain);
  return parts;
}

const HEADS = { "# ": "h3", "## ": "h4", "### ": "h5" };

/* A whole text: headings, small print, quotes, lists, lines. */
export function text(written) {
  const whole = make("div", "text");
  for (const each of written.split("\n")) {
    const head = /^(#{1,3} )/.exec(each);
    const item = /^(\s*)(?:[-*•]) (.*)/.exec(each);
    if (head) whole.append(make(HEADS[head[1]], "", ...line(each.slice(head[1].length))));
    else if (each.startsWith("-# ")) whole.append(make("small", "", ...line(each.slice(3))));
    else if (each.startsWith("> ")) whole.append(make("blockquote", "", ...line(each.slice(2))));
    else if (item) whole.append(make("div", "item", ...line(item[2])));
    else whole.append(make("p", each ? "" : "gap", ...line(each)));
  }
  return whole;
}
