// Lets a page judge texts as a browser would: node judge.mjs PAGE own|browser < texts as JSON
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const [, , file, way] = process.argv;
const html = readFileSync(file, "utf8");
const inside = (open) => html.split(open)[1].split("</script>")[0];
const page = JSON.parse(inside('<script type="application/json" id="page">'));
const world = { atob, btoa, TextDecoder, TextEncoder, Uint8Array, DataView };
if (way === "browser") world.crypto = globalThis.crypto;
const ask = "; ({ judged, told, isSignedBy, sha512 })";
const { judged, told, isSignedBy, sha512 } = runInContext(inside("<script>") + ask, createContext(world));

const hex = (text) => Uint8Array.from(Buffer.from(text, "hex"));
const answers = [];
for (const one of JSON.parse(readFileSync(0, "utf8"))) {
  if (one.text !== undefined) {
    const { how, facts } = await judged(one.text, page);
    answers.push([how, how === "good" ? told(facts, page) : null]);
  } else if (one.hash !== undefined) {
    answers.push(Buffer.from(sha512(hex(one.hash))).toString("hex"));
  } else {
    answers.push(isSignedBy(hex(one.key), hex(one.signature), hex(one.message)));
  }
}
process.stdout.write(JSON.stringify(answers));
