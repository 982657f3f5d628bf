// Checks attendance letters in a browser, without any other machine: what was pasted or chosen is
// searched for a signed token (a JWS, RFC 7515), and what it states is shown if its signature fits.

const BEGINS = /eyJhbGciOiJFZERTQSIsImtpZCI6[A-Za-z0-9_.-]*/g;
const LONGEST = 1500;
const SIGNATURE = 64;

class Damaged extends Error {}

// Reads base64url that has one way to be written.
function decoded(piece) {
  let text;
  try {
    text = atob(piece.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Damaged();
  }
  const again = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (again !== piece) throw new Damaged();
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

function readJson(bytes) {
  try {
    return JSON.parse(utf8(bytes));
  } catch {
    throw new Damaged();
  }
}

// Takes a token apart; its header must be ours to the last byte.
function parts(token) {
  const pieces = token.split(".");
  if (token.length > LONGEST || pieces.length !== 3) throw new Damaged();
  const [top, body, signature] = pieces.map(decoded);
  const kid = readJson(top)?.kid;
  if (utf8(top) !== JSON.stringify({ alg: "EdDSA", kid, typ: "openround+1" })) throw new Damaged();
  if (signature.length !== SIGNATURE) throw new Damaged();
  const signed = new TextEncoder().encode(`${pieces[0]}.${pieces[1]}`);
  return { kid, body, signature, signed };
}

// Finds the first whole token in a text, also in one that was broken into lines on its way.
function found(text) {
  for (const form of [text, text.replaceAll(/\s/g, "")]) {
    for (const [piece] of form.matchAll(BEGINS)) {
      try {
        return parts(piece.replace(/\.+$/, ""));
      } catch (fault) {
        if (!(fault instanceof Damaged)) throw fault;
      }
    }
  }
  throw new Damaged();
}

// Asks the browser, where it knows these signatures; else does the sums itself.
async function fits(key, signature, signed) {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, signed);
  } catch {
    return isSignedBy(key, signature, signed);
  }
}

// Gives how a text was judged, and what it states where that is known to be true.
async function judged(text, page) {
  let token, facts;
  try {
    token = found(text);
    facts = readJson(token.body);
  } catch (fault) {
    if (!(fault instanceof Damaged)) throw fault;
    return { how: "damaged" };
  }
  if (token.kid !== page.kid) return { how: "other_key" };
  const genuine = await fits(decoded(page.key), token.signature, token.signed);
  return genuine ? { how: "good", facts } : { how: "bad" };
}

// Puts the facts into words, in the order in which the page names them.
function told(facts, page) {
  const [start, end] = [facts.start, facts.end];
  const day = (iso) => page.day
    .replace("{day}", Number(iso.slice(8, 10)))
    .replace("{month}", page.months[Number(iso.slice(5, 7)) - 1])
    .replace("{year}", iso.slice(0, 4));
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  const values = {
    ...facts,
    date: day(start),
    start: start.slice(11, 16),
    end: sameDay ? end.slice(11, 16) : page.next_day.replace("{time}", end.slice(11, 16)),
    zone: `${facts.zone} (UTC${start.slice(16)})`,
    contact: facts.contact || page.no_contact,
    issued: day(facts.issued),
    seen: page.seen[facts.seen],
  };
  const told = page.facts.filter(([fact]) => values[fact] !== undefined);
  return told.map(([fact, label]) => [label, String(values[fact])]);
}

function row([label, value]) {
  const [term, says] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = label;
  says.textContent = value;
  says.dir = "auto";
  return [term, says];
}

function paragraph(text) {
  const one = document.createElement("p");
  one.textContent = text;
  return one;
}

async function show(text, page) {
  const { how, facts } = await judged(text, page);
  const place = document.getElementById("answer");
  const heading = document.createElement("h2");
  heading.textContent = page[how];
  place.dataset.how = how;
  place.replaceChildren(heading, paragraph(page[`${how}_line`]));
  if (how !== "good") return;
  const list = document.createElement("dl");
  list.append(...told(facts, page).flatMap(row));
  place.append(list, ...page.remarks.map(paragraph));
}

function start(page) {
  const [form, file] = [document.getElementById("form"), document.getElementById("file")];
  const text = document.getElementById("text");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(text.value, page);
  });
  file.addEventListener("change", async () => {
    if (file.files.length === 0) return;
    const bytes = new Uint8Array(await file.files[0].arrayBuffer());
    text.value = "";
    show(new TextDecoder("latin1").decode(bytes), page);
  });
}

if (typeof document !== "undefined") {
  start(JSON.parse(document.getElementById("page").textContent));
}
