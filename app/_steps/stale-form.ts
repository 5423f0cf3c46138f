import type { SessionUser } from "@/app/_request/session";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import { readHistory } from "@/db/changes/read-history";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { stepLabels } from "@/lib/rules/labels";
import { firstRuleOf } from "@/lib/rules/rules";
import type { FormMetadata } from "./form-metadata";

export async function staleFormMessage(
  { subject: recordType, id = 0, seq = 0 }: Pick<FormMetadata, "subject" | "id" | "seq">,
  person: Pick<SessionUser, "timezone">,
): Promise<string> {
  const formatTime = timeFormatterFor(person);
  const newerEvents = (await readHistory(recordType, id)).filter(
    (event) => event.seq > seq && !firstRuleOf(recordType, event.step)?.annotation,
  );
  const sentences = newerEvents.map(
    (event) => `${event.person.name} ${stepLabels[event.step].pastTense} ${formatTime(event.at)}`,
  );
  return refusalSentence("read_before", { happened: sentences });
}
