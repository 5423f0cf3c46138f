// A client of the API as a stranger writes one: every path, body and answer is typed by what openapi-typescript makes of the
// OpenAPI document. The story copies it beside the generated types, checks its types and runs it.
import type { paths } from "./generated.d.ts";

type Posts = { [P in keyof paths]: paths[P]["post"] extends object ? P : never }[keyof paths];
type Reads = { [P in keyof paths]: paths[P]["get"] extends object ? P : never }[keyof paths];
type BodyOf<P extends Posts> =
  NonNullable<paths[P]["post"]> extends {
    requestBody: { content: { "application/json": infer Body } };
  }
    ? Body
    : never;
type AnswerOf<Operation> =
  NonNullable<Operation> extends { responses: infer Responses }
    ? {
        [Status in keyof Responses]: Responses[Status] extends { content: { "application/json": infer Body } }
          ? Body
          : never;
      }[keyof Responses]
    : never;

const [base = "", token = "", phase = "", argument = ""] = process.argv.slice(2);

async function send<Answer>(
  method: string,
  path: string,
  number: string,
  body?: object,
  key?: string,
): Promise<Answer> {
  const response = await fetch(`${base}/api/v1${path.replace("{number}", number)}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body && { "Content-Type": "application/json" }),
      ...(key && { "Idempotency-Key": key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

const post = <P extends Posts>(path: P, number: string, body: BodyOf<P>, key?: string) =>
  send<AnswerOf<paths[P]["post"]>>("POST", path, number, body as object, key);
const get = <P extends Reads>(path: P, number: string) => send<AnswerOf<paths[P]["get"]>>("GET", path, number);

async function propose(system: number) {
  const draft = {
    ...{ type: "normal" as const, title: "Rotate a certificate", category: "secrets" as const, systems: [system] },
    ...{ what: "Replace it.", why: "It expires.", rollbackPlan: "Put the old one back." },
  };
  const made = await post("/changes", "", draft, "run-1");
  const again = await post("/changes", "", draft, "run-1");
  if (JSON.stringify(made) !== JSON.stringify(again)) throw new Error("the same request got another answer");
  await post("/changes/{number}/steps/submit", made.number, {});
  return made.number;
}

async function carryOut(number: string) {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await post("/changes/{number}/steps/schedule", number, { windowStart: at(-2), windowEnd: at(60) });
  const { steps } = await get("/changes/{number}", number);
  if (!steps.some(({ step, allowed }) => step === "start" && allowed)) throw new Error("it cannot be started");
  await post("/changes/{number}/steps/start", number, {});
  await post("/changes/{number}/steps/finish", number, { actual: "Replaced." });
  const verified = { comment: "It answers.", monitoring: "No alerts." };
  return (await post("/changes/{number}/steps/verify", number, verified)).status;
}

console.log(phase === "propose" ? await propose(Number(argument)) : await carryOut(argument));
