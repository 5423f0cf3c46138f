import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import { readHistory } from "@/db/changes/read-history";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { bookOf } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";
import type { Envelope } from "./envelope";

export async function sinceYouRead({ subject, id = 0, seq = 0 }: Envelope, person: Person): Promise<string> {
  const tell = tellIn(person);
  const happened = (await readHistory(subject, id)).filter(
    (event) => event.seq > seq && !bookOf(subject, event.step)?.aside,
  );
  const told = happened.map((event) => `${event.person.name} ${stepWords[event.step].past} ${tell(event.at)}`);
  return refusalSentence("read_before", { happened: told });
}
