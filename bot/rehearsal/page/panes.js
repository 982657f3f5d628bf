/* One pane: a channel through one person's eyes, and what that person does in it. */

import { Box } from "./box.js";
import { message } from "./card.js";
import { ask, forget, partsOf } from "./form.js";
import { newer, Places } from "./places.js";
import { button, make, say, someone } from "./words.js";

const KEPT = 30000; /* Milliseconds for which one's own answer isn't pushed out of sight. */
const NEAR = 90; /* Pixels from the end that still count as reading the newest. */
const ROOM = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/[^/]+\/(\d+)/;
const LEADING = /"label":"(Begin|Next stage|Next speaker|End meeting)/; /* What only a console has. */
const READS = /^Read( all)?$/; /* Read on the console is read: the private message that told of it, too. */
const MORE = /"placeholder":"More/, BEFORE = /"label":"Begin/; /* What one has all evening, and before it. */

/* Whether somebody moves the list: a button that is pressed in it doesn't. */
function scrolls({ type, key, target, currentTarget }) {
  if (type === "pointerdown") return target === currentTarget;
  return type !== "keydown" || (key.length > 1 && key !== "Enter") || !target.closest("button, summary");
}

export class Pane {
  /* `page` has: act(body), file(url), commands(eyes, at), tell(words), look(), state. */
  constructor(eyes, page) {
    Object.assign(this, { eyes, page, at: "", shown: "", follow: true, byHand: -Infinity, kept: "", drawn: new Map(), sight: null });
    this.consoles = new Set(); /* Channels in which whoever leads has had a console, once it had begun. */
    this.read = new Map(); /* The newest message read, by channel. */
    this.places = new Places();
    this.placed = false; /* Whether somebody has moved the list to where it is. */
    this.title = make("h2", "eyes");
    this.fresh = button("", "fresh");
    this.fresh.hidden = true;
    this.tabs = make("div", "channels");
    this.tabs.setAttribute("role", "group");
    this.inside = make("p", "inside");
    this.list = make("div", "list");
    this.list.tabIndex = 0;
    this.list.setAttribute("role", "group");
    this.list.setAttribute("aria-label", say("messages"));
    this.below = button(say("newest"), "below");
    this.below.hidden = true;
    this.box = new Box((act, more) => this.done(act, more), () => page.commands(this.eyes, this.shown), () => page.state.choices, (channel) => this.go(channel));
    this.node = make("section", "pane", make("header", "", make("div", "top", this.title, this.fresh), this.tabs), this.inside, this.list, this.below, this.box.node);
    this.listen();
  }

  listen() {
    for (const each of [this.tabs, this.fresh]) {
      each.addEventListener("click", (event) => this.toChannel(event.target.closest("button")?.dataset.channel));
    }
    this.tabs.addEventListener("scroll", () => this.elsewhere(), { passive: true });
    new ResizeObserver(() => { this.toTab(); this.elsewhere(); }).observe(this.tabs);
    this.list.addEventListener("click", (event) => this.click(event));
    this.below.addEventListener("click", () => { this.kept = ""; this.toNewest(); this.list.focus({ preventScroll: true }); });
    this.inside.addEventListener("click", ({ target }) => this.tapped(target.dataset.person));
    this.fresh.addEventListener("click", () => this.list.focus({ preventScroll: true }));
    this.list.addEventListener("keydown", (event) => {
      const menu = event.key === "Escape" && event.target.closest("details[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      this.list.addEventListener(kind, (event) => { if (scrolls(event)) this.byHand = performance.now(); }, { passive: true });
    }
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => { if (this.follow) this.toNewest(); }).observe(this.list);
  }

  act(act, more) {
    return this.page.act({ act, eyes: this.eyes, at: this.shown, ...more }, this);
  }

  /* Look through somebody else's eyes: where they were, or at the same channel where they see it. */
  become(eyes) {
    if (eyes === this.eyes) return this.page.look();
    this.scrolled();
    const input = this.box.input;
    const inside = (name) => this.page.state.people.find((each) => each.name === name)?.inside && this.page.state.room;
    const starts = !this.page.state.people.find((each) => each.name === eyes)?.moves; /* The organiser has a channel to begin in. */
    this.places.leave(this.eyes, { at: this.shown, inside: inside(this.eyes), words: input.value, list: this.list, read: this.placed });
    const was = this.places.of(eyes, inside(eyes), starts ? "" : this.at);
    this.box.put(was.words);
    Object.assign(this, { eyes, at: was.at, was, follow: true, placed: false, sought: "", back: true });
    return this.page.look();
  }

  /* Back with whoever leads: their console, which the cards since have pushed out of sight. */
  again(sight) {
    this.back = false;
    if (!this.page.state.people.find((each) => each.name === sight.eyes)?.leads) return;
    const alone = sight.messages.filter((each) => each.private);
    const last = alone.findLast((each) => LEADING.test(JSON.stringify(each.components))) ?? alone.at(-1);
    if (last) this.show(last.id);
    else if (this.consoles.has(sight.at)) this.page.tell(say("lost_console"));
  }

  /* What OpenRound asks of whoever looks. */
  asked() {
    this.show(this.sight.messages.findLast((each) => each.private)?.id);
  }

  /* What comes of a press beside the room is followed like one in it. */
  async beside(doing) {
    const { own } = this;
    await doing;
    if (newer(this.own, own)) this.show(this.own);
  }

  go(channel, back = false) {
    if (!channel) return null;
    Object.assign(this, { at: channel, was: null, follow: true, sought: "", back });
    return this.page.look(this);
  }

  /* A tap on the room somebody looks at joins its call, for there's nothing else it could mean;
     whoever leads comes back to their console. */
  toChannel(channel) {
    return channel && channel === this.shown ? this.enter(channel) : this.go(channel, channel === this.page.state.room);
  }

  /* A press on the voice room joins its call, as on Discord; whoever leads finds their console there. */
  async enter(channel) {
    const me = this.page.state.people.find((each) => each.name === this.eyes);
    if (channel === this.page.state.room && me?.moves && !me.inside) await this.page.act({ act: "in", who: this.eyes });
    return this.go(channel, channel === this.page.state.room);
  }

  draw(sight) {
    if (sight.asked !== this.at) return; /* It was asked before somebody went elsewhere. */
    const other = sight.at !== this.shown || sight.eyes !== this.sight?.eyes;
    if (this.at && sight.at !== this.at) this.at = "";
    this.sight = sight;
    this.shown = sight.at;
    this.title.textContent = say("through", { name: sight.eyes });
    this.node.setAttribute("aria-label", this.title.textContent);
    this.box.draw(sight.eyes, sight.other);
    this.channels(sight);
    this.who(sight);
    if (other) this.box.elsewhere();
    if (other) { this.drawn.clear(); this.list.replaceChildren(); Object.assign(this, { follow: true, placed: false, kept: "" }); }
    this.messages(sight);
    if (other && this.places.back(this.list, this.was)) Object.assign(this, { follow: this.atEnd(), placed: true, back: false });
    if (other) this.was = null;
    if (this.sought) this.show(this.sought);
    const own = sight.messages.findLast((each) => each.private)?.id;
    if (!other && !this.placed && newer(own, this.own)) this.show(own);
    this.own = own;
    if (this.follow) this.toNewest();
    else this.below.hidden = this.atNewest();
    if (this.back) this.again(sight);
    const led = (each) => each.private && MORE.test(JSON.stringify(each.components)) && !BEFORE.test(JSON.stringify(each.components));
    if (sight.messages.some(led)) this.consoles.add(sight.at);
  }

  channels(sight) {
    const held = this.tabs.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    const scrolled = this.tabs.scrollLeft;
    this.tabs.setAttribute("aria-label", say("channel", { name: sight.eyes }));
    this.tabs.replaceChildren(...sight.channels.map((each) => this.channel(each, sight)));
    this.tabs.scrollLeft = scrolled;
    if (held) this.tabs.querySelector(`[data-channel="${held}"]`)?.focus({ preventScroll: true });
    if (this.tab !== `${sight.eyes} ${sight.at}`) this.toTab();
    this.tab = `${sight.eyes} ${sight.at}`;
    this.elsewhere();
  }

  channel(each, sight) {
    const sign = { voice: "", private: "@", chat: "@" }[each.kind] ?? "#";
    const here = each.id === sight.at;
    const made = button("", "channel", here);
    made.append(make("span", `sign ${each.kind}`, sign), make("span", "called", each.name));
    made.dataset.channel = each.id;
    const chat = each.kind === "chat";
    const read = chat || each.kind === "private" ? this.page.letters : this.read;
    const key = each.kind === "private" ? sight.eyes : `${sight.eyes} ${each.id}`;
    if (here || (!chat && !read.has(key))) read.set(key, each.newest);
    else if (newer(each.newest, read.get(key))) {
      const dot = make("span", "dot");
      dot.append(make("span", "unseen", `, ${say("unread")}`));
      made.append(dot);
    }
    return made;
  }

  /* The chosen channel's tab in the middle, where there's more than fits. */
  toTab() {
    const here = this.tabs.querySelector('[aria-pressed="true"]');
    const before = Math.max(0, (this.tabs.clientWidth - (here?.offsetWidth ?? 0)) / 2);
    if (here) this.tabs.scrollLeft = here.offsetLeft - this.tabs.offsetLeft - before;
  }

  /* Where there are more tabs than fit, that edge fades. A private message whose tab is out of sight
     is told beside the name. */
  elsewhere() {
    const { scrollLeft, scrollWidth, clientWidth } = this.tabs;
    this.tabs.classList.toggle("before", scrollLeft > 2);
    this.tabs.classList.toggle("after", scrollLeft < scrollWidth - clientWidth - 2);
    const box = this.tabs.getBoundingClientRect();
    const cut = (rect) => rect.right > box.right + 2 || rect.left < box.left - 2;
    const found = [...this.tabs.children].find((each) => each.querySelector(".private, .chat") && each.querySelector(".dot") && cut(each.getBoundingClientRect()));
    this.fresh.hidden = !found;
    if (!found) return;
    this.fresh.textContent = say("new_in", { name: this.eyes });
    this.fresh.dataset.channel = found.dataset.channel;
  }

  who(sight) {
    if (sight.other) {
      this.inside.hidden = false;
      this.inside.dataset.names = sight.at;
      this.inside.textContent = say("between", { name: sight.eyes, other: sight.other });
      return;
    }
    const names = sight.inside.join(", ");
    const over = sight.at !== this.page.state.room; /* An older room: nobody is to be brought in. */
    this.inside.hidden = sight.kind !== "voice" || (over && !names);
    if (this.inside.dataset.names === names) return;
    this.inside.dataset.names = names;
    const [before, after] = say("inside", { names: "|", count: sight.inside.length }).split("|");
    const people = sight.inside.flatMap((name, place) => [place ? ", " : "", someone(name, "link")]);
    this.inside.replaceChildren(...names ? [before, ...people, after] : [say("nobody_inside")]);
  }

  /* Only what changed is drawn anew: what somebody is about to press stays where it is. */
  messages(sight) {
    const wanted = sight.messages.length ? sight.messages : [];
    const keep = new Set(wanted.map((each) => each.id));
    for (const [id, { node }] of this.drawn) {
      if (keep.has(id)) continue;
      if (node.contains(document.activeElement)) this.list.focus({ preventScroll: true });
      node.remove();
      this.drawn.delete(id);
    }
    let before = null;
    for (const seen of wanted) {
      const as = JSON.stringify(seen);
      let { node, was } = this.drawn.get(seen.id) ?? {};
      if (was !== as) {
        const fresh = message(seen, sight.eyes, this.page.state.choices);
        if (node) this.swap(node, fresh);
        node = fresh;
        this.pictures(node);
        this.drawn.set(seen.id, { node, was: as });
      }
      const place = before ? before.nextSibling : this.list.firstChild;
      if (place !== node) this.list.insertBefore(node, place);
      before = node;
    }
    if (!wanted.length) this.list.replaceChildren(make("p", "empty", say("empty")));
    else this.list.querySelector(":scope > .empty")?.remove();
  }

  swap(old, fresh) {
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const open = [...old.querySelectorAll("details[open]")].map((each) => each.dataset.menu);
    for (const each of fresh.querySelectorAll("details")) each.open = open.includes(each.dataset.menu);
    old.replaceWith(fresh);
    const id = held?.dataset.press;
    if (held) (fresh.querySelector(id ? `[data-press="${CSS.escape(id)}"]` : "button") ?? this.list).focus({ preventScroll: true });
  }

  async pictures(node) {
    for (const each of node.querySelectorAll("img[data-source]")) {
      const found = await this.page.file(each.dataset.source);
      if (found) each.src = found;
      each.addEventListener("load", () => { if (this.follow) this.toNewest(); }, { once: true });
    }
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  scrolled() {
    const byHand = performance.now() - this.byHand < 1000;
    if (byHand) this.kept = "";
    if (this.atEnd()) Object.assign(this, { follow: true, placed: false });
    else if (byHand) Object.assign(this, { follow: false, placed: true });
    if (byHand || this.atEnd()) this.below.hidden = this.atNewest();
  }

  /* How far down the newest message is in sight: its end; its beginning where it's higher than the pane. */
  newestAt() {
    const last = this.list.lastElementChild;
    const high = last && last.offsetHeight > this.list.clientHeight;
    return high ? last.offsetTop - this.list.offsetTop - 8 : this.list.scrollHeight - this.list.clientHeight;
  }

  atNewest() {
    return this.atEnd() || this.list.scrollTop >= this.newestAt() - 4;
  }

  /* Once it's in sight, nothing below it is covered any longer. An answer of one's own stays in sight. */
  toNewest() {
    this.follow = true;
    const kept = performance.now() - this.keptAt < KEPT && this.drawn.get(this.kept)?.node;
    const most = kept ? Math.max(0, this.topOf(kept) - 8) : Infinity;
    this.list.scrollTop = Math.max(this.list.scrollTop, Math.min(this.newestAt(), most));
    this.below.hidden = this.atNewest();
  }

  topOf(node) {
    return node.offsetTop - this.list.offsetTop;
  }

  /* A menu that unfolds is seen whole; where it's higher than the pane, from its beginning. */
  unfold(menu) {
    const [box, list] = [menu.getBoundingClientRect(), this.list.getBoundingClientRect()];
    const below = Math.min(box.bottom - list.bottom + 12, box.top - list.top - 8);
    if (!menu.open || below <= 0) return;
    this.list.scrollTop += below;
    this.follow = this.atEnd();
    this.below.hidden = this.atNewest();
  }

  async click(event) {
    const summary = event.target.closest("summary");
    if (summary) requestAnimationFrame(() => this.unfold(summary.parentElement));
    const on = event.target.closest("button, .face[data-person]");
    const id = on?.closest("[data-message]")?.dataset.message;
    if (!on) return;
    on.classList.remove("hint");
    const menu = on.closest("details.menu");
    if (on.dataset.channel) await this.answered(on, this.enter(on.dataset.channel));
    else if (on.dataset.address) await this.answered(on, this.link(on.dataset.address));
    else if (on.dataset.save) this.save(on);
    else if ("dismiss" in on.dataset) await this.act("dismiss", { message: id });
    else if (on.dataset.person) this.tapped(on.dataset.person);
    else if (on.dataset.press) {
      if (READS.test(on.textContent)) this.page.letters.set(this.eyes, this.sight.channels.find((each) => each.kind === "private")?.newest ?? "");
      await this.answered(on, this.act("press", { message: id, id: on.dataset.press }));
    }
    else if (menu) {
      const ticked = [...menu.querySelectorAll("input:checked")].map((each) => each.value);
      const values = on.dataset.option === undefined ? ticked : [on.dataset.option];
      menu.open = false;
      menu.querySelector("summary").focus({ preventScroll: true });
      await this.answered(on, this.act("choose", { message: id, id: menu.dataset.menu, values }));
    }
  }

  /* Whoever taps a name sees who it is, and can write to that person in private. */
  async tapped(name) {
    const one = this.page.state.people.find((each) => each.name === name);
    if (!one) return;
    if (name === this.eyes) { this.page.tell(say("yourself", { name })); return; }
    if (!await ask(name, [{ text: one.role }], { sends: say("message") })) return;
    const opened = await this.act("chat", { who: name });
    await this.go(opened?.channel);
    this.box.ready();
  }

  async answered(on, doing) {
    on.setAttribute("aria-busy", "true");
    const answer = await doing;
    on.removeAttribute("aria-busy");
    await this.follows(answer);
  }

  /* What was written or sent is brought into sight, and so is what comes of it. */
  async done(act, more) {
    const answer = await this.act(act, more);
    if (act !== "suggest") await this.follows(answer);
    return answer;
  }

  async follows(answer) {
    if (!answer) return;
    this.show(answer.answer);
    if (answer.form) await this.form(answer.form);
  }

  /* What Discord wouldn't take is asked again, with what was typed and what was wrong with it. */
  async form(opened, said = "") {
    const key = `${this.eyes} ${opened.title}`;
    const values = await ask(opened.title, partsOf(opened, this.page.state.choices), { key, said, sends: say("submit"), leaves: say("cancel") });
    if (!values) return;
    const answer = await this.act("send", { form: opened.key, values });
    if (answer?.again) { await this.form(opened, answer.notice); return; }
    forget(key);
    await this.follows(answer);
  }

  /* Bring the answer into sight, wherever in the channel it stands, from its beginning: what has
     changed there stands first. */
  show(id) {
    const node = id && this.drawn.get(id)?.node;
    this.sought = node ? "" : id;
    if (!node) return;
    Object.assign(this, { kept: id, keptAt: performance.now() });
    const top = this.topOf(node);
    if (node === this.list.lastElementChild) {
      this.toNewest();
      this.list.scrollTop = Math.min(this.list.scrollTop, Math.max(0, top - 8));
      return;
    }
    const out = top < this.list.scrollTop || top + node.offsetHeight > this.list.scrollTop + this.list.clientHeight;
    if (out) { this.follow = false; this.list.scrollTop = top - 8; this.below.hidden = this.atNewest(); }
  }

  link(address) {
    const room = ROOM.exec(address)?.[1];
    if (!room) this.page.tell(say("outside", { address }));
    else if (this.sight.channels.some((each) => each.id === room)) return this.enter(room);
    else this.page.tell(say("not_here", { name: this.eyes }));
    return null;
  }

  async save(on) {
    const found = await this.page.file(on.dataset.save);
    if (found) Object.assign(make("a"), { href: found, download: on.dataset.name }).click();
  }

  /* Where a first step says what to press: the newest button that begins so, in sight and marked. */
  point(label, taking = true) {
    const all = [...this.list.querySelectorAll("button.press:not(:disabled)")].reverse();
    const found = all.find((each) => each.textContent === label || each.textContent.startsWith(`${label} ·`));
    for (const each of this.list.querySelectorAll(".hint")) each.classList.remove("hint");
    if (!found) return false;
    this.follow = false;
    const whole = found.closest("[data-message]"); /* What stands above the button is read first, where both fit. */
    const [button, list] = [found.getBoundingClientRect(), this.list.getBoundingClientRect()];
    const fits = button.bottom - whole.getBoundingClientRect().top + 16 <= list.height;
    if (fits) this.list.scrollTop = this.topOf(whole) - 8;
    else this.list.scrollTop += button.top - list.top - (list.height - button.height) / 2;
    if (taking) found.focus({ preventScroll: true });
    found.classList.add("hint");
    return true;
  }
}
