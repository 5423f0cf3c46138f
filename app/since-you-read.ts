import { readHistory } from "@/db/read-history";
import { list } from "@/lib/list";
import { bookOf } from "@/lib/rules";
import { stepWords } from "@/lib/words";
import type { Envelope } from "./envelope";
import type { Loaded } from "./load-record";
import type { Person } from "./session";
import { tellIn } from "./tell";

/** What happened to a record since its form was read, as a sentence; null when it stands where it stood, or the step does not mind. */
export async function sinceYouRead(
  { stepSeq }: Loaded,
  { subject, id, step, seq }: Envelope,
  person: Person,
): Promise<string | null> {
  if (id === undefined || seq === undefined || seq === stepSeq || bookOf(subject, step)?.aside) return null;
  const tell = tellIn(person);
  const happened = (await readHistory(subject, id)).filter(
    (event) => event.seq > seq && !bookOf(subject, event.step)?.aside,
  );
  const acts = happened.map((event) => `${event.person.name} ${stepWords[event.step].past} ${tell(event.at)}`);
  return `Since you read it, ${list(acts, "and") || "it moved"}. Nothing of yours was recorded: read it again, then decide.`;
}
