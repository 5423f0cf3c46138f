// Verifies what Windlass exported, with nothing but Node. docs/ledger.md says what is checked, and what that shows.
//
//   node verify.mjs report.json [--checkpoint kept.txt] [--key "name+id+key"]
//
// An export is read line by line. The last line printed is the verdict; the exit code is 0 for VERIFIED, 1 for BROKEN.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";

class Broken extends Error {}
const broken = (words) => {
  throw new Broken(words);
};

// --- Hashes, and the Merkle tree of RFC 6962 -------------------------------------------------------------------------

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hexOf = (...parts) => sha256(...parts).toString("hex");
const [leafMark, nodeMark] = [Buffer.of(0), Buffer.of(1)];
const nodeOf = (left, right) => sha256(nodeMark, left, right);
const base64 = (text) => Buffer.from(text, "base64");
const many = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
const half = (number) => Math.floor(number / 2);

/** The root to which a proof leads from the leaf at `place` (RFC 9162, section 2.1.3.2); null if it fits no such tree. */
function rootByInclusion(leaf, place, size, proof) {
  let [hash, at, last] = [leaf, place - 1, size - 1];
  if (!Number.isSafeInteger(at) || at < 0 || at > last) return null;
  for (const other of proof.map(base64)) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeOf(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeOf(hash, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Whether the log of `later` begins with that of `earlier` (RFC 9162, section 2.1.4.2). */
function isConsistent(earlier, later, proof) {
  if (earlier.size === later.size) return earlier.root.equals(later.root);
  if (earlier.size === 0 || earlier.size > later.size) return earlier.size === 0;
  const path = proof.map(base64);
  let [at, last] = [earlier.size - 1, later.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const first = at === 0 ? earlier.root : path.shift();
  if (!first) return false;
  let [old, now] = [first, first];
  for (const other of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, now] = [nodeOf(other, old), nodeOf(other, now)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else now = nodeOf(now, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(earlier.root) && now.equals(later.root);
}

/** A log as it grows: the roots of its complete subtrees, the widest first. */
class Log {
  size = 0;
  #roots = [];
  add(leaf) {
    let root = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = half(rest)) root = nodeOf(this.#roots.pop(), root);
    this.#roots.push(root);
    this.size += 1;
  }
  root = () => (this.size === 0 ? sha256() : this.#roots.reduceRight((right, left) => nodeOf(left, right)));
}

// --- Keys and checkpoints, as C2SP writes them -----------------------------------------------------------------------

function keyFrom(text) {
  const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = base64(key ?? "");
  if (bytes.length !== 33 || bytes[0] !== 1 || hexOf(`${name}\n`, bytes).slice(0, 8) !== id)
    broken("the key is not a verifier key: name+id+key.");
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), bytes.subarray(1)]);
  return { name, id, text: text.trim(), key: createPublicKey({ key: der, format: "der", type: "spki" }) };
}

/** What a checkpoint says: of which log, how many events, their root, and when it was signed. */
function headOf(note, what) {
  const [, body, origin, size, root, at] = /^((\S+)\n(\d+)\n(\S+)\n(?:at (\S+)\n)?)\n— /.exec(note) ?? [];
  if (!body) broken(`${what} is not a checkpoint.`);
  return { note, body, origin, size: Number(size), root: base64(root), at };
}

function isSigned(head, key) {
  const signed = [...head.note.slice(head.body.length).matchAll(/^— (\S+) (\S+)$/gm)].some(([, name, signature]) => {
    const bytes = base64(signature);
    const isByKey = name === key.name && bytes.subarray(0, 4).toString("hex") === key.id;
    return isByKey && verify(null, Buffer.from(head.body), key.key, bytes.subarray(4));
  });
  return head.origin === key.name && signed;
}

function checkSignature(head, key, what) {
  if (!isSigned(head, key)) broken(`${what} (of ${head.origin}) is not signed by the key of ${key.name}.`);
}

// --- Lines -----------------------------------------------------------------------------------------------------------

/** The lines of an export, without the commas between them. */
class Lines {
  number = 0;
  #lines;
  constructor(stream) {
    this.#lines = split(stream);
  }
  async next() {
    const { value, done } = await this.#lines.next();
    if (done) broken(`the export is incomplete: it ends after line ${this.number}.`);
    this.number += 1;
    const line = value.trimEnd();
    return line.endsWith(",") ? line.slice(0, -1) : line;
  }
  /** A line as an object of these members; one that has a member twice would be read by others as another. */
  parse(text, members) {
    const value = parsed(text);
    if (!value || JSON.stringify(value) !== text || Object.keys(value).some((name) => !members.includes(name)))
      broken(`line ${this.number} of the export is not in the format that Windlass writes.`);
    return value;
  }
  async *until(end) {
    for (let line = await this.next(); line !== end; line = await this.next()) yield line;
  }
  /** What stands before the list, a member a line. */
  async before(list, ...members) {
    const found = {};
    for await (const line of this.until(`"${list}":[`))
      Object.assign(found, this.parse(`{${line}}`, members.splice(0, 1)));
    return found;
  }
  async end() {
    for await (const rest of this.#lines) if (rest.trim()) broken("there is more text after the end of the export.");
  }
}

/** By line feeds alone: U+2028 is a part of a text. */
async function* split(stream) {
  let rest = Buffer.alloc(0);
  for await (const read of stream) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, read]) : read;
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      yield bytes.toString("utf8", from, to);
      from = to + 1;
    }
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield rest.toString();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// --- Events and their chains -----------------------------------------------------------------------------------------

const eventMembers = ["place", "canonical", "hash", "texts"];
const prefix = new Map(Object.entries({ change: "CHG-", incident: "INC-" }));
const recordName = (subject, id) => `${prefix.get(subject) ?? `${subject} `}${id}`;
const eventName = (record, seq, place) => `${record}, event ${seq}${place ? ` (log index ${place})` : ""}`;

/** The event in a line, once its bytes and its texts are what was hashed; `expected` names what the line should hold. */
function eventIn(line, expected) {
  const { canonical, hash, place, texts, proof } = line;
  const bytes = Buffer.from(String(canonical ?? ""));
  const body = parsed(canonical);
  const name = () => (body ? eventName(recordName(body.subject, body.id), body.seq, place) : `log index ${place}`);
  if (canonical === null) broken(`${name()}: the bytes are missing.`);
  if (!body || hexOf(bytes) !== hash) broken(`${expected ?? name()}: the bytes do not match the hash.`);
  if (body.version !== 1) broken(`${name()}: written in version ${body.version}, which this verifier does not know.`);
  const leaf = sha256(leafMark, bytes);
  if (line.leaf && line.leaf !== leaf.toString("hex"))
    broken(`${name()}: the leaf in the log does not match the bytes.`);
  if (line.differs) broken(`${name()}: the database's columns differ from the bytes (${line.differs}).`);
  return { name, body, canonical, hash, leaf, place, proof, texts, gone: redactedTexts(texts ?? [], body, name) };
}

/** Checks the texts against their hashes; returns those that were redacted. */
function redactedTexts(texts, { texts: hashed = {}, data = {} }, name) {
  const hashes = new Map(Object.entries(hashed).map(([field, hash]) => [`${field} 0`, hash]));
  for (const [field, list] of Object.entries(data))
    for (const [at, item] of Array.isArray(list) ? list.entries() : [])
      if (item?.finding ?? item?.file) hashes.set(`${field} ${at}`, item.finding ?? item.file);
  const gone = [];
  for (const { id, field, place, salt, text } of texts) {
    const hash = hashes.get(`${field} ${place}`);
    if (!hash) broken(`${name()}: the text "${field}" does not belong to the event.`);
    hashes.delete(`${field} ${place}`);
    if (typeof text !== "string")
      gone.push([id, `${name()}: the text "${field}" is missing, and no event redacts it.`]);
    else if (!/^[0-9a-f]{64}$/.test(salt) || hexOf(Buffer.from(salt, "hex"), text) !== hash)
      broken(`${name()}: the text "${field}" does not match its hash.`);
  }
  for (const missing of hashes.keys()) broken(`${name()}: the text "${missing.split(" ")[0]}" is missing.`);
  return gone;
}

/** The events of one record in their order: each holds the hash of the one before it. */
class Chain {
  seq = 0;
  hash = "";
  place;
  #gone;
  constructor(record) {
    this.record = record;
  }
  add({ body, name, hash, place, gone }) {
    const { seq, previous, step, data } = body;
    const { record } = this;
    if (seq > this.seq + 1) broken(`${eventName(record, this.seq + 1)}: missing; event ${seq} is in its place.`);
    if (seq <= this.seq) broken(`${name()}: out of order, after event ${this.seq}.`);
    if (seq === 1 && previous !== "") broken(`${name()}: is the first event but names a previous one.`);
    if (previous !== this.hash)
      broken(`${eventName(record, this.seq, this.place)}: event ${seq} does not hold its hash.`);
    if (step === "redact" && !this.#gone?.delete(data.redacted)) broken(`${name()}: the redacted text is still there.`);
    if (gone.length > 0) this.#gone = new Map([...(this.#gone ?? []), ...gone]);
    [this.seq, this.hash, this.place] = [seq, hash, place];
  }
  /** An event whose bytes are left out: its hash stands for it. */
  skip({ hash, place }) {
    [this.seq, this.hash, this.place] = [this.seq + 1, hash, place];
  }
  end() {
    for (const words of this.#gone?.values() ?? []) broken(words);
  }
}

/** Steps that the database takes by itself, without a session. */
const sessionlessSteps = new Set([
  "delivery deliver",
  "delivery give_up",
  "delivery drop",
  "installation record_rulebook",
  "person refused",
  "person identify",
]);
/** A step in progress when its session ended may be written this much later. */
const sessionGraceMs = 60_000;

/** Tokens, by the events alone: a step by one is of the person who made it, before it ended. */
class Tokens {
  #made = new Map();
  add({ subject, id, step, event, at, by, data = {} }) {
    // Those of the gate are of the installation, and take no steps.
    if (subject !== "person" && subject !== "account") return;
    if (step === "make_token")
      this.#made.set(event, { person: by, account: subject === "account" ? id : null, until: data.expiresAt });
    else if (step === "revoke_token" || step === "end_token") this.#end(this.#made.get(data.token), at);
    else if (step === "deactivate") this.#endAll(({ person }) => person === id, at);
    else if (step === "take_over_account" || step === "end_account") this.#endAll(({ account }) => account === id, at);
  }
  #end(made, at) {
    if (made) made.ended ??= Date.parse(at);
  }
  #endAll(isOne, at) {
    for (const made of this.#made.values()) if (isOne(made)) this.#end(made, at);
  }
  check({ token, by, at }, name) {
    const made = this.#made.get(token);
    if (!made) broken(`${name()}: token ${token} was never made.`);
    if (made.person !== by) broken(`${name()}: token ${token} is of person ${made.person}, not of ${by}.`);
    if (at >= made.until || Date.parse(at) - made.ended > sessionGraceMs)
      broken(`${name()}: token ${token} had ended.`);
  }
}

/** Who was signed in, by the events alone: each step is of a session that its person opened and nobody had ended, or of a token. */
class Sessions {
  #opened = new Map();
  #named = new Map();
  #tokens = new Tokens();
  add({ body, name }) {
    const { subject, id, step, by, session, loaded } = body;
    this.#tokens.add(body);
    if (subject === "person") this.#follow(body, name);
    if (body.token !== undefined) return this.#tokens.check(body, name);
    if (loaded || sessionlessSteps.has(`${subject} ${step}`)) return;
    if (session === undefined) broken(`${name()}: names no session, so nobody was signed in.`);
    if (step === "sign_in" && subject === "person") return this.#open(body, name);
    const opened = this.#opened.get(session);
    if (!opened) broken(`${name()}: session ${session} was never opened.`);
    if (step === "sign_out" && subject === "person") return this.#end(body, opened, name);
    if (opened.person !== by) broken(`${name()}: session ${session} is of person ${opened.person}, not of ${by}.`);
    if (opened.ended && Math.abs(Date.parse(body.at) - opened.ended) > sessionGraceMs)
      broken(`${name()}: session ${session} had ended.`);
    if (step === "role_change" && (id !== by || opened.last !== body.seq - 1))
      broken(`${name()}: a role changed, and not at a sign-in.`);
    if (["role_change", "resemble", "end_token"].includes(step) && opened.last === body.seq - 1) opened.last = body.seq;
  }
  #open({ id, by, session, seq }, name) {
    if (this.#opened.has(session) || id !== by) broken(`${name()}: session ${session} was opened before.`);
    this.#opened.set(session, { person: id, last: seq });
  }
  #end({ id, by, at, cause, session }, opened, name) {
    if (opened.person !== id || (by !== id && cause === undefined) || opened.ended)
      broken(`${name()}: cannot end session ${session}.`);
    opened.ended = Date.parse(at);
  }
  /** A person who is identified signs in next. */
  #follow({ id, step, loaded }, name) {
    if (this.#named.has(id) && step !== "sign_in")
      broken(`${this.#named.get(id)()}: the person was identified and did not sign in.`);
    this.#named.delete(id);
    if (step === "identify" && !loaded) this.#named.set(id, name);
  }
}

/** The event of a line that says nothing but that the log holds it. */
function withheldIn({ place, hash, leaf, proof }, expected, own) {
  const isHex = (text) => /^[0-9a-f]{64}$/.test(text);
  if (!isHex(hash) || !isHex(leaf)) broken(`${expected}: the event and its hashes are missing.`);
  if (!rootByInclusion(Buffer.from(leaf, "hex"), place, own.size, proof)?.equals(own.root))
    broken(`${expected} (log index ${place}): the signed log does not hold it at that index.`);
  return { hash, place };
}

// --- What the rulebook lets people do --------------------------------------------------------------------------------

// <rules> by npm run rules:document, from lib/rules/rules.ts; a test holds them current.
// biome-ignore format: a row a step
const rulebook = {
  change: [
    {"step":"draft","types":["standard","normal"],"from":"new","to":"draft","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"edit","types":["standard","normal"],"from":["draft"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"edit","types":["emergency"],"from":["in_progress","executed","failed","rolled_back"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"take_over","types":["standard","normal"],"from":["draft","documented","submitted","reviewed","approved","scheduled"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"not":["reviewer","approver"]}]},
    {"step":"document","types":["standard"],"from":["draft"],"to":"documented","by":[{"roles":["operator","reviewer","ops_lead"]}],"needs":["entry_live"],"scope":"propose"},
    {"step":"submit","types":["normal"],"from":["draft"],"to":"submitted","by":[{"roles":["operator","reviewer","ops_lead"],"same":"latest_author"}],"scope":"propose"},
    {"step":"review","types":["normal"],"from":["submitted"],"to":"reviewed","by":[{"roles":["reviewer"],"not":["author"]}]},
    {"step":"approve","types":["normal"],"from":["reviewed"],"to":"approved","by":[{"roles":["ops_lead"],"lent":true,"not":["author","reviewer"]}]},
    {"step":"approve_routine","types":["normal"],"from":["reviewed"],"to":"approved","by":[{"roles":["reviewer"],"same":"reviewer","not":["author"]}],"needs":["entry_routine"]},
    {"step":"send_back","types":["normal"],"from":["submitted","reviewed"],"to":"draft","by":[{"roles":["reviewer"],"not":["author"]},{"roles":["ops_lead"],"lent":true,"not":["author"]}]},
    {"step":"reject","types":["normal"],"from":["submitted","reviewed"],"to":"rejected","by":[{"roles":["reviewer"],"not":["author"]},{"roles":["ops_lead"],"lent":true,"not":["author"]}]},
    {"step":"schedule","types":["normal"],"from":["approved"],"to":"scheduled","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"reschedule","types":["normal"],"from":["scheduled"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"schedule_over","types":["normal"],"from":["approved","scheduled"],"to":"scheduled","by":[{"roles":["ops_lead"],"not":["author"]}]},
    {"step":"start","types":["standard"],"from":["documented"],"to":"in_progress","by":[{"roles":["operator","reviewer","ops_lead"]}],"needs":["entry_live"],"scope":"execute"},
    {"step":"start","types":["normal"],"from":["scheduled"],"to":"in_progress","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"declare","types":["emergency"],"from":"new","to":"in_progress","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"record_roster","types":["emergency"],"from":["in_progress"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"extend","types":["normal"],"from":["in_progress"],"to":"same","by":[{"roles":["ops_lead"],"lent":true,"not":["executor"]},{"roles":["reviewer"],"not":["executor"],"when":"entry_routine"}]},
    {"step":"log","types":["standard"],"from":["in_progress"],"to":"closed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"finish","types":["normal"],"from":["in_progress"],"to":"executed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"finish","types":["emergency"],"from":["in_progress"],"to":"executed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"call_off","types":["standard"],"from":["in_progress"],"to":"cancelled","by":[{"roles":["operator","reviewer","ops_lead"],"same":"starter"}],"scope":"execute"},
    {"step":"call_off","types":["normal"],"from":["in_progress"],"to":"cancelled","by":[{"roles":["operator","reviewer","ops_lead"],"same":"starter"}],"scope":"execute"},
    {"step":"stand_down","types":["emergency"],"from":["in_progress"],"to":"executed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"verify","types":["normal"],"from":["executed"],"to":"closed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"document","types":["emergency"],"from":["executed","rolled_back"],"to":"documented","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"return","types":["emergency"],"from":["documented"],"to":"executed","by":[{"roles":["ops_lead"],"not":["author"]}]},
    {"step":"review_after","types":["emergency"],"from":["documented"],"to":"closed","by":[{"roles":["ops_lead"],"lent":true,"not":["author","executor","rollback","documenter"]}]},
    {"step":"rule_out_of_scope","types":["emergency"],"from":["in_progress","executed","failed","rolled_back","documented"],"to":"same","by":[{"roles":["ops_lead"],"not":["author"]}]},
    {"step":"fail","types":["standard"],"from":["in_progress","closed"],"to":"failed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"fail","types":["normal"],"from":["in_progress","executed","closed"],"to":"failed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"fail","types":["emergency"],"from":["in_progress","executed","documented","closed"],"to":"failed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"begin_rollback","types":["standard","normal","emergency"],"from":["failed"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"roll_back","types":["standard","normal","emergency"],"from":["failed"],"to":"rolled_back","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"settle","types":["standard","normal"],"from":["rolled_back"],"to":"closed","by":[{"roles":["ops_lead"],"lent":true,"not":["executor","rollback"]}]},
    {"step":"revise","types":["standard","normal"],"from":["documented","submitted","reviewed","approved","scheduled"],"to":"draft","by":[{"roles":["operator","reviewer","ops_lead"],"same":"latest_author"}],"scope":"propose"},
    {"step":"cancel","types":["standard","normal"],"from":["draft","documented","submitted","reviewed","approved","scheduled"],"to":"cancelled","by":[{"roles":["operator","reviewer","ops_lead"],"same":"latest_author"},{"roles":["ops_lead"]}],"scope":"propose"},
    {"step":"note","types":["standard","normal","emergency"],"from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"redact","types":["standard","normal","emergency"],"from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
  ],
  incident: [
    {"step":"open","from":"new","to":"open","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"raise","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"assign","from":["open","investigated"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"investigate","from":["open"],"to":"investigated","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"close_incident","from":["investigated"],"to":"closed","by":[{"roles":["operator","reviewer","ops_lead"],"not":["executor","investigator"]}]},
    {"step":"attest","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"answer","from":["investigated","closed"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"redact","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
  ],
  entry: [
    {"step":"propose","from":"new","to":"proposed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"approve_entry","from":["proposed","suspended"],"to":"approved","by":[{"roles":["ops_lead"],"not":["proposer"]}]},
    {"step":"suspend","from":["approved"],"to":"suspended","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"replace","from":["proposed","approved","suspended"],"to":"replaced","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"retire","from":["proposed","approved","suspended"],"to":"retired","by":[{"roles":["ops_lead"]}]},
  ],
  system: [
    {"step":"register","from":"new","to":"managed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"amend_system","from":["managed","retired"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"retire_system","from":["managed"],"to":"retired","by":[{"roles":["operator","reviewer","ops_lead"]}]},
    {"step":"manage_again","from":["retired"],"to":"managed","by":[{"roles":["operator","reviewer","ops_lead"]}]},
  ],
  freeze: [
    {"step":"place_freeze","from":"new","to":"placed","by":[{"roles":["ops_lead"]}]},
    {"step":"lift_freeze","from":["placed"],"to":"lifted","by":[{"roles":["ops_lead"]}]},
    {"step":"redact","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
  ],
  person: [
    {"step":"identify","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"sign_in","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"sign_out","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"role_change","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"refused","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"end_sessions","from":"any","to":"same","by":[{"same":"self"},{"roles":["ops_lead"]}]},
    {"step":"resemble","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"same_person","from":"any","to":"same","by":[{"roles":["ops_lead"],"not":["self"]}]},
    {"step":"different_person","from":"any","to":"same","by":[{"roles":["ops_lead"],"not":["self"]}]},
    {"step":"deactivate","from":["known"],"to":"deactivated","by":[{"roles":["ops_lead"],"not":["self"]}]},
    {"step":"reactivate","from":["deactivated"],"to":"known","by":[{"roles":["ops_lead"],"not":["self"]}]},
    {"step":"set_timezone","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"make_feed","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"revoke_feed","from":"any","to":"same","by":[{"same":"self"},{"roles":["ops_lead"]}]},
    {"step":"make_token","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"self"},{"roles":["auditor"],"same":"self"}]},
    {"step":"revoke_token","from":"any","to":"same","by":[{"same":"self"},{"roles":["ops_lead"]}]},
    {"step":"end_token","from":"any","to":"same","by":[{"same":"self"}],"caused":true},
    {"step":"choose_emails","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"watch","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"unwatch","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"acknowledge","from":"any","to":"same","by":[{"same":"self"}]},
    {"step":"export","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"self"},{"roles":["auditor"],"same":"self"}]},
    {"step":"sign_checkpoint","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"self"},{"roles":["auditor"],"same":"self"}]},
    {"step":"verify_ledger","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"self"},{"roles":["auditor"],"same":"self"}]},
  ],
  roster: [
    {"step":"place_shifts","from":"new","to":"placed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"propose"},
    {"step":"take_on_call","from":"new","to":"placed","by":[{"roles":["operator","reviewer","ops_lead"]}]},
    {"step":"withdraw_shifts","from":["placed"],"to":"withdrawn","by":[{"roles":["operator","reviewer","ops_lead"]}]},
  ],
  delivery: [
    {"step":"deliver","from":["queued"],"to":"delivered","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"give_up","from":["queued"],"to":"given_up","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"drop","from":["queued"],"to":"dropped","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"send_again","from":["queued","given_up","dropped"],"to":"queued","by":[{"roles":["ops_lead"]}]},
  ],
  delegation: [
    {"step":"delegate","from":"new","to":"lent","by":[{"roles":["ops_lead"]}]},
    {"step":"end_delegation","from":["lent"],"to":"ended","by":[{"roles":["ops_lead"]}]},
  ],
  halt: [
    {"step":"place_halt","from":"new","to":"placed","by":[{"roles":["operator","reviewer","ops_lead"]}],"scope":"execute"},
    {"step":"lift_halt","from":["placed"],"to":"lifted","by":[{"roles":["operator","reviewer","ops_lead"],"same":"placer"},{"roles":["ops_lead"]}]},
  ],
  import: [
    {"step":"import_past","from":"new","to":"imported","by":[{"roles":["ops_lead"]}]},
    {"step":"withdraw_import","from":["imported"],"to":"withdrawn","by":[{"roles":["ops_lead"]}]},
  ],
  account: [
    {"step":"propose_account","from":"new","to":"proposed","by":[{"roles":["operator","reviewer","ops_lead"]}]},
    {"step":"approve_account","from":["proposed"],"to":"approved","by":[{"roles":["ops_lead"],"not":["proposer"]}]},
    {"step":"take_over_account","from":["proposed","approved"],"to":"proposed","by":[{"roles":["operator","reviewer","ops_lead"],"not":["accountable"]}]},
    {"step":"make_token","from":["approved"],"to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"accountable"}]},
    {"step":"revoke_token","from":"any","to":"same","by":[{"roles":["operator","reviewer","ops_lead"],"same":"accountable"},{"roles":["ops_lead"]}]},
    {"step":"end_account","from":["proposed","approved"],"to":"ended","by":[{"roles":["operator","reviewer","ops_lead"],"same":"accountable"},{"roles":["ops_lead"]}]},
  ],
  webhook: [
    {"step":"add_webhook","from":"new","to":"enabled","by":[{"roles":["ops_lead"]}]},
    {"step":"amend_webhook","from":["enabled","disabled"],"to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"rotate_webhook","from":["enabled","disabled"],"to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"drop_old_key","from":["enabled","disabled"],"to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"disable_webhook","from":["enabled"],"to":"disabled","by":[{"roles":["ops_lead"]}]},
    {"step":"stop_webhook","from":["enabled"],"to":"disabled","by":[{"roles":["operator","reviewer","ops_lead"]}],"caused":true},
    {"step":"enable_webhook","from":["disabled"],"to":"enabled","by":[{"roles":["ops_lead"]}]},
  ],
  installation: [
    {"step":"make_token","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"revoke_token","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"review_policy","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"publish_policy","from":"any","to":"same","by":[{"roles":["ops_lead"]}]},
    {"step":"record_rulebook","from":"any","to":"same","by":[{"roles":["ops_lead"]}],"caused":true},
  ],
};
// biome-ignore format: a row an act
const stepsOfActs = {
  author: {"steps":["draft","edit","take_over","declare"]},
  latest_author: {"steps":["draft","take_over","declare"],"scope":"the latest"},
  reviewer: {"steps":["review"],"scope":"this revision"},
  approver: {"steps":["approve","approve_routine"],"scope":"this revision"},
  executor: {"steps":["start","declare","log","finish","call_off","stand_down"]},
  starter: {"steps":["start"]},
  rollback: {"steps":["roll_back"]},
  documenter: {"steps":["document"]},
  investigator: {"steps":["investigate"]},
  proposer: {"steps":["propose","propose_account","take_over_account"]},
  placer: {"steps":["place_halt"]},
  accountable: {"steps":["propose_account","take_over_account"],"scope":"the latest"},
  self: {"steps":[]},
};
// biome-ignore format: as it is written
const textsOfFacts = ["title","what","why","rollbackPlan","verification","impact","links","systemInWords","rootCause"];
// </rules>

const counted = new Set(Object.values(stepsOfActs).flatMap(({ steps }) => steps));
const entryNeeded = { entry_routine: "routine", entry_live: "standard" };
const firstStatus = { person: "known", installation: "installed", delivery: "queued" };

/** Checks each step against the rulebook, from the events alone: the status it started from, and whether its person could take it then. */
class RulebookCheck {
  breaches = [];
  #records = new Map();
  #roles = new Map();
  #delegations = new Map();
  #pairs = new Map();
  #entries = new Map();
  #failed = new Map();
  #rulebooks = new Map();
  #rules = new Map();
  #knowsRoles;
  /** Where not every event is here, the roles that somebody held are not known. */
  constructor(knowsRoles) {
    this.#knowsRoles = knowsRoles;
  }
  add({ body, name }) {
    const { subject, id, seq, step, by, type } = body;
    const record = seq === 1 ? this.#newRecord(body) : this.#records.get(`${subject} ${id}`);
    if (!record) return;
    const why = this.#breach(body, record) ?? this.#ruleBreach(body);
    if (why) this.breaches.push(`${name()}: ${step} by person ${by}${type ? ` of a ${type} change` : ""}, ${why}.`);
    this.#update(body, record);
  }
  #newRecord({ subject, id, type = "", cause, data = {} }) {
    const of = subject === "incident" ? this.#failed.get(cause) : undefined;
    const record = { subject, id, type, status: firstStatus[subject] ?? null, done: [], entry: data.entry ?? null, of };
    this.#records.set(`${subject} ${id}`, record);
    return record;
  }
  #breach({ step, to, ...body }, record) {
    const { subject, type, status } = record;
    const rule = rulebook[subject]?.find(
      (one) =>
        one.step === step &&
        (!one.types || one.types.includes(type)) &&
        (one.from === "new" ? status === null : status !== null && (one.from === "any" || one.from.includes(status))),
    );
    const led = rule?.to === "same" ? status : rule?.to;
    if (!rule || led !== to || (body.from ?? null) !== status)
      return `which no rule allows from ${status ?? "nothing"} to ${to}`;
    if (rule.caused) return null;
    if (body.token !== undefined && !rule.scope) return "by a token, and a token never decides";
    if (!rule.by.some((way) => this.#isAllowed(way, { step, ...body }, record))) return "who may not take it";
    const kind = this.#entries.get(record.entry);
    const lacks = this.#knowsRoles && (rule.needs ?? []).some((need) => entryNeeded[need] !== kind);
    return lacks ? "without a catalogue entry of that kind" : null;
  }
  #isAllowed(
    { roles, lent: isDelegable, same, not = [], when },
    { event, by, at, revision, token, delegation: delegationId },
    record,
  ) {
    // A delegator can delegate no more than they could do themselves.
    const concerned = this.#accountsOf(by);
    if (this.#knowsRoles) {
      const held = this.#roles.get(by) ?? new Set();
      if (held.has("auditor") && record.subject !== "person") return false;
      // A token acts as an operator, whatever else its person is.
      const holds = !roles || (token === undefined ? roles.some((role) => held.has(role)) : roles.includes("operator"));
      const delegation = this.#delegations.get(delegationId);
      if (!holds && !(isDelegable && this.#isActive(delegation, by, at, event))) return false;
      if (!holds) concerned.push(...this.#accountsOf(delegation.delegator));
      if (when && this.#entries.get(record.entry) !== entryNeeded[when]) return false;
    }
    if (same && !this.#actorsOf(same, record, revision).includes(by)) return false;
    return !not.some((act) => this.#actorsOf(act, record, revision).some((one) => concerned.includes(one)));
  }
  /** The account and those that may be the same person's, unless a lead confirmed that they are not. */
  #accountsOf(person) {
    const one = new Set([person]);
    for (const id of one)
      for (const pair of this.#pairs.values()) if (pair.includes(id)) for (const other of pair) one.add(other);
    return [...one];
  }
  #actorsOf(act, record, revision) {
    if (act === "self") return record.subject === "person" ? [record.id] : [];
    const { steps, scope } = stepsOfActs[act];
    const those = [...(record.of?.done ?? []), ...record.done].filter(([step]) => steps.includes(step));
    if (scope === "the latest") return those.slice(-1).map(([, by]) => by);
    return those.filter(([, , of]) => !scope || of === revision).map(([, by]) => by);
  }
  #isActive(delegation, by, at) {
    if (
      !delegation ||
      delegation.delegate !== by ||
      at < delegation.from ||
      at >= delegation.until ||
      delegation.ended <= at
    )
      return false;
    const [delegator, delegate] = [this.#roles.get(delegation.delegator), this.#roles.get(by)];
    const isLed = delegator?.has("ops_lead") && !delegator.has("auditor");
    return Boolean(isLed && !delegate?.has("auditor") && (delegate?.has("operator") || delegate?.has("reviewer")));
  }
  /** A step names the rulebook and the rule that permitted it: a recorded rulebook, and the same rule each time. */
  #ruleBreach({ subject, step, type = "", from = "", event, rulebook: name, rule, data }) {
    if (step === "record_rulebook")
      this.#rulebooks.set(data.fingerprint.slice(0, 32), { event, rules: data.rulesHash });
    const recorded = this.#rulebooks.get(name);
    const first = this.#rulebooks.values().next().value;
    if (!recorded) return first && first.event < event ? "judged by a rulebook that was never recorded" : null;
    const key = [recorded.rules, subject, step, type, from].join(" ");
    const before = this.#rules.get(key) ?? rule;
    this.#rules.set(key, before);
    return before === rule ? null : "judged by a rule that its rulebook does not have";
  }
  #update({ subject, id, event, step, by, to, at, revision, data = {} }, record) {
    record.status = to;
    if (counted.has(step)) record.done.push([step, by, revision]);
    if (step === "fail") this.#failed.set(event, record);
    if (step === "propose") this.#entries.set(id, data.entryKind);
    if (step === "role_change") {
      const held = this.#roles.get(id) ?? new Set();
      this.#roles.set(id, held);
      if (data.held) held.add(data.role);
      else held.delete(data.role);
    }
    if (subject === "person" && data.account !== undefined) {
      const pair = [id, data.account].sort((one, other) => one - other);
      if (step === "different_person") this.#pairs.delete(pair.join(" "));
      else if (step === "resemble" || step === "same_person") this.#pairs.set(pair.join(" "), pair);
    }
    if (subject !== "delegation") return;
    if (step === "delegate") {
      const [, from] = [data.windowStart ?? at, at].sort();
      this.#delegations.set(id, { delegator: by, delegate: data.delegate, from, until: data.windowEnd });
    } else if (step === "end_delegation") Object.assign(this.#delegations.get(id) ?? {}, { ended: at });
  }
  /** After the last event: what was verified, if all of it keeps to the rulebook. */
  end(all) {
    const { breaches } = this;
    if (breaches.length === 0) return all;
    for (const words of breaches.slice(0, 50)) console.log(`AGAINST THE RULEBOOK: ${words}`);
    const steps = breaches.length === 1 ? "one step was" : `${breaches.length} steps were`;
    return broken(`${steps} taken against the rulebook: ${breaches[0]} No other error was found in ${all}.`);
  }
}

// --- The whole log: every leaf is here, so the root over them is made anew -------------------------------------------

async function verifyLedger(lines, heads) {
  const { own, outside, key } = heads(await lines.before("events", "checkpoint", "key"));
  const [log, chains, sessions, rulebookCheck] = [new Log(), new Map(), new Sessions(), new RulebookCheck(true)];
  const unsigned = [];
  let [matchedSize, waiting] = [0, 0];
  const matchRoot = (head, whose) => {
    if (head?.size !== log.size) return;
    const which =
      log.size > matchedSize + 1
        ? `an event from log index ${matchedSize + 1} to ${log.size}`
        : `log index ${log.size}`;
    if (!head.root.equals(log.root())) broken(`${which}: not what ${whose} signed.`);
    matchedSize = log.size;
  };
  for await (const text of lines.until("]}")) {
    const line = lines.parse(text, [...eventMembers, "leaf", "differs", "waiting", "checkpoint"]);
    if (line.checkpoint) {
      const head = headOf(line.checkpoint, `what stands after log index ${log.size}`);
      const whose = `the checkpoint of ${head.size} events`;
      // The database cannot check a signature: a row with an invalid one was written by somebody else and proves nothing about the log.
      if (head.origin === key?.name && !isSigned(head, key)) {
        unsigned.push(head.size);
        continue;
      }
      if (head.size !== log.size) broken(`${whose} stands after log index ${log.size}.`);
      matchRoot(head, whose);
      continue;
    }
    const event = eventIn(line);
    const { subject, id } = event.body;
    const chain = chains.get(`${subject} ${id}`) ?? new Chain(recordName(subject, id));
    chains.set(`${subject} ${id}`, chain);
    if (line.place === undefined) {
      if (!line.waiting) broken(`${event.name()}: neither in the log nor waiting to be added.`);
      waiting += 1;
    } else {
      const next = log.size + 1;
      if (line.place > next) broken(`log index ${next}: missing; log index ${line.place} follows.`);
      if (line.place !== next || waiting > 0) broken(`${event.name()}: out of order.`);
      log.add(event.leaf);
    }
    chain.add(event);
    sessions.add(event);
    rulebookCheck.add(event);
    matchRoot(outside, "the given checkpoint");
    matchRoot(own, "the checkpoint of the export");
  }
  for (const chain of chains.values()) chain.end();
  const ends = `the log ends at index ${log.size}`;
  if (own?.size > log.size) broken(`${ends}, and its checkpoint is of ${own.size} events.`);
  if (outside?.size > log.size)
    broken(`${ends}, and the given checkpoint is of ${outside.size} events: the end of the log was removed.`);
  const later = log.size - (own?.size ?? 0);
  if (later + waiting > 0)
    console.log(
      `Not signed yet, checked only against their records: ${later} events later than the checkpoint, ${waiting} not in the log yet.`,
    );
  return rulebookCheck.end(
    `${many(log.size + waiting, "event")} of ${many(chains.size, "record")}${sizesText(unsigned)}`,
  );
}

/** The part of the verdict about checkpoints without a valid signature. */
const sizesText = (sizes) =>
  sizes.length === 0
    ? ""
    : ` (FOUND: ${many(sizes.length, "checkpoint")} in the database, of ${sizes.slice(0, 5).join(", ")} events, not signed by the key that it names: they prove nothing and were written outside the ledger worker)`;

// --- Evidence: some records, each event with its proof ---------------------------------------------------------------

async function verifyEvidence(lines, heads) {
  const { about, ...signed } = await lines.before("earlier", "about", "checkpoint", "key");
  const { own, outside, key } = heads(signed);
  if (!own || !key) broken("the export has no checkpoint, or no key.");
  await checkEarlier(lines, own, outside, key);
  await lines.before("records");
  const [sum, recorded, rulebookCheck] = [createHash("sha256"), new RecordedFacts(), new RulebookCheck(false)];
  let [exported, records, changes, events, withheld] = [null, 0, 0, 0, 0];
  for await (const text of lines.until("]}")) {
    const isExport = records === 0;
    const members = [
      "record",
      "number",
      "subject",
      "id",
      ...(isExport ? [] : ["withheld", "facts", "count"]),
      "events",
    ];
    const record = lines.parse(`${text}]}`, members);
    const { number, facts, count } = record;
    const chain = new Chain(number);
    records += 1;
    if (record.record !== records) broken(`record ${records} of the export: missing.`);
    if (record.subject === "change") recorded.end();
    for await (const line of lines.until("]}")) {
      const expected = isExport ? "the event of the export" : eventName(number, chain.seq + 1);
      if (record.withheld) {
        chain.skip(withheldIn(lines.parse(line, ["place", "hash", "leaf", "proof"]), expected, own));
        withheld += 1;
        continue;
      }
      const event = eventIn(lines.parse(line, [...eventMembers, "proof"]), expected);
      const { subject, id, step, data } = event.body;
      const belongs = number === (isExport ? "export" : recordName(subject, id)) && subject === record.subject;
      if (!belongs || id !== record.id) broken(`${event.name()}: in the record ${number}.`);
      if (!rootByInclusion(event.leaf, event.place, own.size, event.proof)?.equals(own.root))
        broken(`${event.name()}: the signed log does not hold it at that index.`);
      events += 1;
      if (!isExport) {
        chain.add(event);
        rulebookCheck.add(event);
      } else if (step !== "export" || exported) broken(`${event.name()}: not the event of this export.`);
      else exported = data;
      recorded.add(event);
    }
    if (!exported) broken("the event of the export: missing.");
    if (isExport) continue;
    if (chain.seq !== count) broken(`${eventName(number, chain.seq + 1)}: missing; the record has ${count} events.`);
    chain.end();
    if (!record.withheld) recorded.check(number, facts);
    sum.update(`${number} ${chain.hash} ${hexOf(JSON.stringify(facts))}\n`);
    if (record.subject === "change") changes += 1;
  }
  recorded.end();
  if (hexOf(JSON.stringify(about)) !== exported?.aboutHash) broken('"about": not what was exported.');
  if (changes !== exported.population) broken(`${exported.population} changes were exported, and ${changes} are here.`);
  if (sum.digest("hex") !== exported.recordsHash) broken("the records or their facts: not those that were exported.");
  const incidents = records - 1 - changes;
  if (withheld > 0)
    console.log(
      `The texts of changes that also touch another client are left out: for ${many(withheld, "event")} the file proves only that they are in the log.`,
    );
  return rulebookCheck.end(
    `${many(events + withheld, "event")} of ${many(changes, "change")} and ${many(incidents, "incident")}`,
  );
}

/** That the log of the export begins with those of its earlier checkpoints, and with that of the one from outside. */
async function checkEarlier(lines, own, outside, key) {
  let joined = !outside || isConsistent(outside, own, []);
  for await (const text of lines.until("]")) {
    const { checkpoint, proof } = lines.parse(text, ["checkpoint", "proof"]);
    const head = headOf(checkpoint, `what stands on line ${lines.number}`);
    const whose = `the earlier checkpoint of ${head.size} events`;
    if (head.origin === key.name) checkSignature(head, key, whose);
    if (head.size === outside?.size && !head.root.equals(outside.root))
      broken(`the log of ${whose} is not that of the given checkpoint: it was rewritten.`);
    if (!isConsistent(head, own, proof)) broken(`the log does not begin with that of ${whose}: it was rewritten.`);
    joined ||= head.size === outside.size;
  }
  const both = `the given checkpoint is of ${outside?.size} events, that of the export of ${own.size}`;
  if (outside?.size > own.size) broken(`${both}: the export is older, or the end of its log was removed.`);
  if (!joined && outside.size === own.size) broken(`${both}, and not the same: the log was rewritten.`);
  if (!joined)
    broken(
      `${both}, and the export holds no proof that its log begins with the other. Request it again with since=${outside.size} in its address.`,
    );
}

const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/g;

/** Checks the facts of a change and its incidents against their events, as far as events state them. */
class RecordedFacts {
  #facts = [];
  #moments = new Set();
  #texts = {};
  #status;
  add({ body, canonical, texts }) {
    this.#moments.add(`${body.by} ${body.at}`);
    for (const [moment] of canonical.matchAll(instant)) this.#moments.add(moment);
    for (const field of body.data?.cleared ?? []) this.#texts[field] = null;
    for (const { field, text } of texts ?? []) this.#texts[field] = text ?? null;
    this.#status = body.to;
  }
  /** After the events of a record. */
  check(number, facts) {
    const textOf = (field) => (typeof facts[field] === "string" ? facts[field] : null);
    const other = textsOfFacts.find((field) => field in facts && textOf(field) !== (this.#texts[field] ?? null));
    if (other) broken(`${number}: "${other}" in its facts differs from its events.`);
    if (facts.status !== this.#status)
      broken(`${number}: by its events it is ${this.#status}, by its facts ${facts.status}.`);
    this.#facts.push([number, facts]);
    this.#texts = {};
  }
  /** After the last record: whoever the facts name for an action did it at that time, by the events. */
  end() {
    for (const [number, facts] of this.#facts)
      for (const moment of momentsIn(facts))
        if (!this.#moments.has(moment)) broken(`${number}: its facts contain ${moment}, but none of its events does.`);
    this.#facts = [];
    this.#moments.clear();
  }
}

function* momentsIn(value) {
  if (typeof value === "string" && value.match(instant)?.[0] === value) yield value;
  if (value === null || typeof value !== "object") return;
  if (typeof value.id === "number" && value.at) yield `${value.id} ${value.at}`;
  for (const member of Object.values(value)) yield* momentsIn(member);
}

// --- The command -----------------------------------------------------------------------------------------------------

const formats = new Map(Object.entries({ "windlass-evidence": verifyEvidence, "windlass-ledger": verifyLedger }));
const usage = "Usage: node verify.mjs EXPORT|- [--checkpoint FILE] [--key KEY|FILE]";

/** Verifies one export, and returns the verdict. */
async function verifyExport(stream, checkpoint, givenKey) {
  const lines = new Lines(stream);
  const { format, version } = lines.parse(`${await lines.next()}}`, ["format", "version"]);
  const verifyFormat = formats.get(format);
  if (!verifyFormat || version !== 1) broken(`unknown export format (${format}, version ${version}).`);
  const outside = checkpoint ? headOf(checkpoint, "the given checkpoint") : null;
  let signed = "nothing is signed yet";
  const found = await verifyFormat(lines, (members) => {
    const given = givenKey ? keyFrom(givenKey) : null;
    const key = given ?? (members.key ? keyFrom(members.key) : null);
    if (given && members.key && members.key !== given.text) broken("the export was not signed with the given key.");
    const own = members.checkpoint ? headOf(members.checkpoint, "the checkpoint of the export") : null;
    if ((given || outside) && !own) broken("the export has no checkpoint.");
    if (key && own) checkSignature(own, key, "the checkpoint of the export");
    if (key && outside) checkSignature(outside, key, "the given checkpoint");
    if (own) signed = `in the log of ${own.size} events signed by ${own.origin}${own.at ? ` at ${own.at}` : ""}`;
    if (own && !key) console.log("The signature was not checked: there is no key.");
    if (key && !given)
      console.log(`The key came with the export itself: compare it with the key that you were given. ${key.text}`);
    return { own, outside, key };
  });
  await lines.end();
  console.log(
    outside
      ? `Checked against the given checkpoint: the log begins with the ${outside.size} events that it signed.`
      : "Not checked against an outside checkpoint: an administrator of the database could cut the end of the log, or rewrite and sign all of it. Pass a checkpoint that you kept elsewhere: --checkpoint FILE.",
  );
  return `VERIFIED: ${found}, ${signed}.`;
}

const [file, ...rest] = process.argv.slice(2);
const options = Object.fromEntries(rest.flatMap((name, at) => (at % 2 === 0 ? [[name, rest[at + 1]]] : [])));
const { "--checkpoint": checkpointFile, "--key": key, ...unknown } = options;
let source;
try {
  if (!file || Object.keys(unknown).length > 0 || rest.length % 2 === 1) throw new Error(usage);
  source = file === "-" ? process.stdin : createReadStream(file);
  const checkpoint = checkpointFile && readFileSync(checkpointFile, "utf8");
  console.log(await verifyExport(source, checkpoint, key && existsSync(key) ? readFileSync(key, "utf8") : key));
} catch (error) {
  console.log(`BROKEN: ${error instanceof Broken ? error.message : `verification failed: ${error.message}`}`);
  process.exitCode = 1;
} finally {
  source?.destroy();
}
