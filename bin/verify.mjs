// Verifies what Windlass exported, with nothing but Node: docs/ledger.md says what is checked, and why that is enough.
//
//   node verify.mjs report.json [--checkpoint kept.txt] [--key "name+id+key"]
//
// The export is read line by line. The last line printed is the verdict; the exit code is 0 for VERIFIED, 1 for BROKEN.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";

// --- Hashes, and the Merkle tree of RFC 6962 -------------------------------------------------------------------------

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const hexOf = (...parts) => sha256(...parts).toString("hex");
const leafOf = (bytes) => sha256(Buffer.of(0), bytes);
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const base64 = (text) => Buffer.from(text, "base64");

/** The root to which an inclusion proof leads from the leaf at `place` (RFC 9162, section 2.1.3.2); null if it fits no tree. */
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

const half = (number) => Math.floor(number / 2);

/** The log as it grows: of each complete subtree, from the widest, the root. */
class Log {
  size = 0;
  #roots = [];
  add(leaf) {
    let root = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = half(rest)) root = nodeOf(this.#roots.pop(), root);
    this.#roots.push(root);
    this.size += 1;
  }
  root() {
    return this.size === 0 ? sha256() : this.#roots.reduceRight((right, left) => nodeOf(left, right));
  }
}

// --- Checkpoints: signed notes of C2SP -------------------------------------------------------------------------------

/** A verifier key: `name+id+key`. */
function keyFrom(text) {
  const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = base64(key ?? "");
  if (bytes.length !== 33 || bytes[0] !== 1 || hexOf(`${name}\n`, bytes).slice(0, 8) !== id)
    throw new Broken("the key is not a verifier key: name+id+key.");
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), bytes.subarray(1)]);
  return { name, id, text: text.trim(), key: createPublicKey({ key: der, format: "der", type: "spki" }) };
}

/** What a checkpoint says: whose log, how many events, their root, and when it was signed. */
function headOf(note, what) {
  const [, body, origin, size, root, at] = /^((\S+)\n(\d+)\n(\S+)\n(?:at (\S+)\n)?)\n— /.exec(note) ?? [];
  if (!body) throw new Broken(`${what} is no checkpoint.`);
  return { note, body, origin, size: Number(size), root: base64(root), at };
}

/** That the holder of the key signed it. */
function checkSignature(head, key, what) {
  const signatures = head.note.slice(head.body.length + 1).matchAll(/^— (\S+) (\S+)$/gm);
  const ours = [...signatures].filter(([, name]) => name === key.name).map(([, , signature]) => base64(signature));
  const signed = (bytes) =>
    bytes.subarray(0, 4).toString("hex") === key.id && verify(null, Buffer.from(head.body), key.key, bytes.subarray(4));
  if (head.origin !== key.name || !ours.some(signed))
    throw new Broken(`${what} (of ${head.origin}) is not signed by the key of ${key.name}.`);
}

// --- Lines: an export is read one at a time, so that it may be as long as it likes -----------------------------------

class Lines {
  number = 0;
  #lines;
  constructor(stream) {
    this.#lines = split(stream);
  }
  async next() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Broken(`the export ends in its middle, after line ${this.number}.`);
    this.number += 1;
    return value.replace(/,?\s*$/, "");
  }
  /** A line as the object that it is. One that holds a member twice would be read by others as another. */
  parse(text) {
    const value = parsed(text);
    if (!value || JSON.stringify(value) !== text)
      throw new Broken(`line ${this.number} of the export is not as Windlass writes it.`);
    return value;
  }
  /** The members before the line that opens `list`. */
  async members(list) {
    const members = {};
    for await (const line of this.until(`"${list}":[`)) Object.assign(members, this.parse(`{${line}}`));
    return members;
  }
  async *until(end) {
    for (let line = await this.next(); line !== end; line = await this.next()) yield line;
  }
  async end() {
    for await (const rest of this.#lines)
      if (rest.trim()) throw new Broken("something stands after the end of the export.");
  }
}

/** The lines of a stream, by line feeds alone: U+2028 is a part of a text. */
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

class Broken extends Error {}

const prefix = { change: "CHG-", incident: "INC-" };
const recordName = (subject, id) => (prefix[subject] ? prefix[subject] + id : `${subject} ${id}`);
const eventName = (record, seq, place) => `${record}, event ${seq}${place ? ` (place ${place} of the log)` : ""}`;

/** The event in a line, once its bytes and its texts are what was hashed; `expected` names what the line should hold. */
function eventIn(line, expected) {
  const bytes = Buffer.from(String(line.canonical ?? ""));
  const body = parsed(line.canonical);
  if (!body || hexOf(bytes) !== line.hash) {
    const guess = body
      ? eventName(recordName(body.subject, body.id), body.seq, line.place)
      : `place ${line.place} of the log`;
    throw new Broken(
      `${expected ?? guess}: its bytes are ${line.canonical === null ? "gone" : "not what was hashed"}.`,
    );
  }
  const name = eventName(recordName(body.subject, body.id), body.seq, line.place);
  const broken = (words) => {
    throw new Broken(`${name}: ${words}`);
  };
  if (body.version !== 1) broken(`it is written in version ${body.version}, which is not known here.`);
  const leaf = leafOf(bytes);
  if (line.leaf !== undefined && line.leaf !== leaf.toString("hex"))
    broken("its leaf in the log is not that of its bytes.");
  if (line.differs) broken(`the database's columns say otherwise than its bytes (${line.differs}).`);
  const hashes = new Map(Object.entries(body.texts ?? {}).map(([field, hash]) => [`${field} 0`, hash]));
  for (const [field, list] of Object.entries(body.data ?? {}))
    for (const [at, item] of Array.isArray(list) ? list.entries() : [])
      if (item?.finding) hashes.set(`${field} ${at}`, item.finding);
  const gone = [];
  for (const { id, field, place, salt, text, redacted } of line.texts ?? []) {
    const hash = hashes.get(`${field} ${place}`);
    if (!hash) broken(`a text "${field}" stands beside it that it does not have.`);
    hashes.delete(`${field} ${place}`);
    if (redacted) gone.push([id, `${name}: its text "${field}" is gone, and no event redacts it.`]);
    else if (hexOf(Buffer.from(salt, "hex"), text) !== hash) broken(`its text "${field}" is not what was written.`);
  }
  for (const missing of hashes.keys()) broken(`its text "${missing.split(" ")[0]}" is missing.`);
  return { ...line, body, name, leaf, gone };
}

/** The events of one record in their order: each holds the hash of the one before it. */
class Chain {
  seq = 0;
  hash = "";
  place;
  gone = new Map();
  constructor(record) {
    this.record = record;
  }
  add({ body, name, hash, place, gone }) {
    if (body.seq > this.seq + 1)
      throw new Broken(
        `${eventName(this.record, this.seq + 1)}: it is missing; event ${body.seq} stands where it belongs.`,
      );
    if (body.seq <= this.seq) throw new Broken(`${name}: it stands after event ${this.seq}, where it does not belong.`);
    if (body.previous !== this.hash)
      throw new Broken(
        this.seq === 0
          ? `${name}: it says that another was before it.`
          : `${eventName(this.record, this.seq, this.place)}: event ${body.seq} was written after other bytes than these.`,
      );
    if (body.step === "redact" && !this.gone.delete(body.data.redacted))
      throw new Broken(`${name}: the text that it took away is still there.`);
    for (const [text, words] of gone) this.gone.set(text, words);
    [this.seq, this.hash, this.place] = [body.seq, hash, place];
  }
  end() {
    for (const words of this.gone.values()) throw new Broken(words);
  }
}

// --- The whole log: every leaf is here, so the root over them is made anew -------------------------------------------

async function verifyLedger(lines, heads) {
  const { own, outside, key } = heads(await lines.members("events"));
  const [log, chains] = [new Log(), new Map()];
  let [fits, waiting] = [0, 0];
  const hold = (head, whose) => {
    if (head?.size !== log.size) return;
    const between = log.size > fits + 1 ? `an event from place ${fits + 1} to ${log.size}` : `place ${log.size}`;
    if (!head.root.equals(log.root()))
      throw new Broken(`${between} of the log: it is not what ${whose} was signed over.`);
    fits = log.size;
  };
  for await (const text of lines.until("]}")) {
    const line = lines.parse(text);
    if (line.checkpoint) {
      const head = headOf(line.checkpoint, `what stands after place ${log.size}`);
      const whose = `the checkpoint of ${head.size} events`;
      if (head.origin === key?.name) checkSignature(head, key, whose);
      if (head.size !== log.size) throw new Broken(`${whose} stands after place ${log.size} of the log.`);
      hold(head, whose);
      continue;
    }
    const event = eventIn(line);
    const { subject, id } = event.body;
    const chain = chains.get(`${subject} ${id}`) ?? new Chain(recordName(subject, id));
    chains.set(`${subject} ${id}`, chain);
    if (line.place === undefined) {
      if (!line.waiting)
        throw new Broken(`${event.name}: it is not in the log, and does not wait for its place in it.`);
      waiting += 1;
    } else {
      const next = log.size + 1;
      if (line.place > next)
        throw new Broken(`place ${next} of the log: it is missing; place ${line.place} stands where it belongs.`);
      if (line.place < next || waiting > 0) throw new Broken(`${event.name}: it stands where it does not belong.`);
      log.add(event.leaf);
    }
    chain.add(event);
    hold(outside, "the checkpoint from outside");
    hold(own, "the checkpoint of the export");
  }
  for (const chain of chains.values()) chain.end();
  if (own && own.size > log.size)
    throw new Broken(`the log ends at place ${log.size}, and its checkpoint is of ${own.size} events.`);
  if (outside && outside.size > log.size)
    throw new Broken(
      `the log ends at place ${log.size}, and the checkpoint from outside is of ${outside.size} events: its end was cut.`,
    );
  const unsigned = log.size - (own?.size ?? 0);
  const rest = [
    unsigned && `${unsigned} events are later than its checkpoint`,
    waiting && `${waiting} wait for their place in it`,
  ];
  for (const words of rest) if (words) console.log(`${words}: they are linked to their records, and not signed yet.`);
  return `${log.size + waiting} events of ${chains.size} records`;
}

// --- Evidence: some records, each event with its proof ---------------------------------------------------------------

async function verifyEvidence(lines, heads) {
  const { about, ...members } = await lines.members("earlier");
  const { own, outside, key } = heads(members);
  if (!own || !key) throw new Broken("the export has no checkpoint, or no key.");
  await joined(lines, own, outside, key);
  await lines.members("records");
  const [sum, group] = [createHash("sha256"), new Group()];
  let [said, records, changes, events] = [null, 0, 0, 0];
  for await (const text of lines.until("]}")) {
    const record = lines.parse(`${text}]}`);
    const chain = new Chain(record.number);
    const isExport = records === 0;
    if (record.record !== records + 1) throw new Broken(`record ${records + 1} of the export: it is missing.`);
    if (record.subject === "change") group.end();
    for await (const line of lines.until("]}")) {
      const event = eventIn(
        lines.parse(line),
        isExport ? "the event of the export" : eventName(record.number, chain.seq + 1),
      );
      const { subject, id, step, data, seq } = event.body;
      if (subject !== record.subject || id !== record.id || (!isExport && record.number !== recordName(subject, id)))
        throw new Broken(`${event.name}: it stands in the record ${record.number}.`);
      if (!rootByInclusion(event.leaf, event.place, own.size, event.proof)?.equals(own.root))
        throw new Broken(`${event.name}: the log that was signed does not hold it at that place.`);
      if (isExport) [said, chain.seq] = [step === "export" && !said ? data : null, seq];
      else chain.add(event);
      group.add(event);
      events += 1;
    }
    if (isExport && !said) throw new Broken("the first record is not the event of this export.");
    if (!isExport && chain.seq !== record.count)
      throw new Broken(
        `${eventName(record.number, chain.seq + 1)}: it is missing; the record has ${record.count} events.`,
      );
    chain.end();
    group.hold(record);
    if (!isExport) sum.update(`${record.number} ${chain.hash} ${hexOf(JSON.stringify(record.facts))}\n`);
    if (record.subject === "change") changes += 1;
    records += 1;
  }
  group.end();
  if (hexOf(JSON.stringify(about)) !== said?.aboutHash) throw new Broken('"about": it is not what was exported.');
  if (changes !== said.population)
    throw new Broken(`${said.population} changes were exported, and ${changes} are here.`);
  if (sum.digest("hex") !== said.recordsHash)
    throw new Broken("the records or their facts: they are not those that were exported.");
  return `${events} events of ${changes} changes and ${records - 1 - changes} incidents`;
}

/** That the log of the export begins with those of its earlier checkpoints, the one from outside among them. */
async function joined(lines, own, outside, key) {
  let found = !outside || isConsistent(outside, own, []);
  for await (const text of lines.until("]")) {
    const { checkpoint, proof } = lines.parse(text);
    const head = headOf(checkpoint, `what stands on line ${lines.number}`);
    const whose = `the earlier checkpoint of ${head.size} events`;
    if (head.origin === key.name) checkSignature(head, key, whose);
    if (head.size === outside?.size && !head.root.equals(outside.root))
      throw new Broken(`the log of ${whose} is not that of the checkpoint from outside: it was written anew.`);
    if (!isConsistent(head, own, proof))
      throw new Broken(`the log does not begin with that of ${whose}: it was written anew.`);
    found ||= head.size === outside.size;
  }
  if (found) return;
  const both = `the checkpoint from outside is of ${outside.size} events, that of the export of ${own.size}`;
  if (outside.size === own.size) throw new Broken(`${both}, and not the same: the log was written anew.`);
  if (outside.size > own.size) throw new Broken(`${both}: the export is older, or the end of its log was cut.`);
  throw new Broken(`${both}, and the export holds no proof that its log begins with the other.`);
}

/** A change with its incidents: what their facts say is held to their events, as far as those say it. */
class Group {
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
  hold({ number, facts }) {
    for (const field of worded) {
      const said = typeof facts[field] === "string" ? facts[field] : null;
      if (field in facts && said !== (this.#texts[field] ?? null))
        throw new Broken(`${number}: its events leave it with another "${field}" than its facts say.`);
    }
    if (facts.status !== undefined && facts.status !== this.#status)
      throw new Broken(`${number}: its events leave it ${this.#status}, and its facts say ${facts.status}.`);
    this.#facts.push([number, facts]);
    this.#texts = {};
  }
  /** After the last record. */
  end() {
    for (const [number, facts] of this.#facts)
      for (const moment of momentsIn(facts))
        if (!this.#moments.has(moment))
          throw new Broken(`${number}: its facts say ${moment}, and none of its events does.`);
    this.#facts = [];
    this.#moments.clear();
  }
}

const worded = [
  "title",
  "what",
  "why",
  "rollbackPlan",
  "verification",
  "impact",
  "links",
  "systemInWords",
  "rootCause",
];
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/g;

/** All instants of the facts; a deed (by whom, when) as both together. */
function* momentsIn(value) {
  if (typeof value === "string" && value.match(instant)?.[0] === value) yield value;
  if (value === null || typeof value !== "object") return;
  if (typeof value.id === "number" && value.at) yield `${value.id} ${value.at}`;
  for (const member of Object.values(value)) yield* momentsIn(member);
}

// --- The command -----------------------------------------------------------------------------------------------------

const formats = { "windlass-evidence": verifyEvidence, "windlass-ledger": verifyLedger };

/** Verifies one export, and says in words what was found. */
async function verifyExport(stream, { checkpoint, givenKey }) {
  const lines = new Lines(stream);
  const { format, version } = lines.parse(`${await lines.next()}}`);
  if (!formats[format] || version !== 1)
    throw new Broken(`this is no export that is known here (${format}, version ${version}).`);
  const given = givenKey && keyFrom(givenKey);
  const outside = checkpoint && headOf(checkpoint, "the checkpoint from outside");
  let words = "nothing is signed yet";
  const heads = (members) => {
    const key = given || (members.key && keyFrom(members.key)) || null;
    if (given && members.key && members.key !== given.text)
      throw new Broken("the export was signed with another key than the one given.");
    const own = members.checkpoint ? headOf(members.checkpoint, "the checkpoint of the export") : null;
    if ((given || outside) && !own) throw new Broken("the export has no checkpoint.");
    if (key && own) checkSignature(own, key, "the checkpoint of the export");
    if (key && outside) checkSignature(outside, key, "the checkpoint from outside");
    if (own) words = `in the log of ${own.size} events signed by ${own.origin}${own.at ? ` at ${own.at}` : ""}`;
    if (own && !key) console.log("No key: the signature of the checkpoint was not checked.");
    if (key && !given) console.log(`The key came with the export itself: compare ${key.text}`);
    return { own, outside, key };
  };
  const found = await formats[format](lines, heads);
  await lines.end();
  console.log(
    outside
      ? `Checked against a checkpoint from outside: the log begins with the ${outside.size} events that it was signed over.`
      : "It was not checked against an outside checkpoint: whoever rules the database can cut the end of its log, or write all of it anew and sign it. Give one that was kept elsewhere: --checkpoint FILE.",
  );
  return `VERIFIED: ${found}, ${words}.`;
}

const [file, options] = [process.argv[2], {}];
for (let at = 3; at < process.argv.length; at += 2) options[process.argv[at]] = process.argv[at + 1];
const usage = "Say what to verify: node verify.mjs EXPORT|- [--checkpoint FILE] [--key KEY|FILE]";
try {
  const { "--checkpoint": kept, "--key": key, ...unknown } = options;
  if (!file || Object.keys(unknown).length > 0 || Object.values(options).includes(undefined)) throw new Error(usage);
  const checkpoint = kept && readFileSync(kept, "utf8");
  const givenKey = key && (existsSync(key) ? readFileSync(key, "utf8") : key);
  console.log(await verifyExport(file === "-" ? process.stdin : createReadStream(file), { checkpoint, givenKey }));
} catch (error) {
  console.log(`BROKEN: ${error instanceof Broken ? error.message : `it could not be verified: ${error.message}`}`);
  process.exitCode = 1;
}
