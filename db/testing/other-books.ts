import type { Earlier, ModelSubject } from "./model";
import { loader, type PreparedWorld, someone } from "./prepare";

export type OtherRecord = ModelSubject & { readonly id: number };

/** An incident in each of its statuses, an entry in each of its own, and a person. */
export async function otherRecords(world: PreparedWorld): Promise<OtherRecord[]> {
  const load = loader(world, world.people);
  const person = (name: string) => someone(world.people, name).id;
  const failed = world.records.filter(
    ({ status, earlier }) => status === "failed" && earlier.some(({ step }) => step === "fail"),
  );
  const records: OtherRecord[] = [];
  for (const [place, status] of ["open", "investigated", "closed"].entries()) {
    const change = failed[place];
    if (!change) throw new Error("three changes failed");
    const [incident] = await world.owner<{ id: number }[]>`select id from incidents where change_id = ${change.id}`;
    const id = incident?.id ?? 0;
    const finding = { finding: "It was wrong.", owner: person("none"), due: "2030-01-01" };
    if (status !== "open")
      await load("incident", id, "investigate", "verify", { rootCause: "Unknown.", findings: [finding] }, 0);
    if (status === "closed") await load("incident", id, "close_incident", "none", {}, 0);
    const investigated: Earlier[] =
      status === "open" ? [] : [{ step: "investigate", by: person("verify"), revision: 1 }];
    records.push({ ...plain, book: "incident", id, status, earlier: [...change.earlier, ...investigated] });
  }
  const input = {
    entryKind: "standard",
    title: "Another",
    category: "DNS",
    systems: [1],
    what: "A.",
    rollbackPlan: "Undo it.",
    verification: "See.",
    blanks: [],
  };
  const proposed = await load("entry", null, "propose", "submit", input, 0);
  const approved = await world.owner<{ id: number; by: number }[]>`
    select e.id, v.person_id as by from entries e join events v on v.subject_type = 'entry' and v.subject_id = e.id and v.step = 'propose' where status = 'approved' limit 1`;
  records.push({
    ...plain,
    book: "entry",
    id: proposed,
    status: "proposed",
    earlier: [{ step: "propose", by: person("submit"), revision: 1 }],
  });
  for (const { id, by } of approved)
    records.push({ ...plain, book: "entry", id, status: "approved", earlier: [{ step: "propose", by, revision: 1 }] });
  const self = person("none");
  return [
    ...records,
    { ...plain, book: "person", id: self, status: "known", earlier: [{ step: "be", by: self, revision: 1 }] },
  ];
}

const plain = { type: "", revision: 1, routine: false } as const;

/** What the steps of the other books take; the rest are tried with nothing, as nothing is read before they are refused. */
export const otherInputs = (steps: readonly string[], owner: number): Record<string, object> => ({
  ...Object.fromEntries(steps.map((step) => [step, {}])),
  assign: { owner },
  investigate: { rootCause: "Unknown.", findings: [{ finding: "It was wrong.", owner, due: "2030-01-01" }] },
  attest: { channel: "phone", reason: "Slack is away." },
});
