import type { Person } from "@/app/_request/session";
import { checkFields } from "@/app/_steps/decide";
import { postStep } from "@/app/_steps/post-step";
import type { Outcome, Sent } from "@/app/_steps/sent";
import { sha256 } from "@/db/connection/sha256";
import type { Post } from "@/db/steps/perform";
import { type Typed, valuesOf } from "@/lib/form/typed";
import { replacedIn } from "@/lib/on-call/roster-file/held-shifts";
import { type Rotated, rotated } from "@/lib/on-call/rotation";
import { singleShift } from "@/lib/on-call/single-shift";
import { shiftsOfFile } from "./shifts-file";
import { asRotation, asShift, word } from "./typed-shifts";

/** Places a single shift, a rotation, or the shifts of an uploaded file. */
export async function placeShifts(sent: Sent, person: Person): Promise<Outcome> {
  const made = await shiftsIn(sent.typed, person);
  if (!made.ok)
    return {
      back: { errors: made.errors, sentence: checkFields },
    };
  return postStep(sent, person, {
    made: { shifts: made.shifts },
    typed: { name: word(sent.typed.name) },
    after: replacedBy(sent),
  });
}

/** Withdraws the rosters that the form replaces, after the new shifts are placed, so that there is no gap in between. */
const replacedBy = ({ typed, envelope: { key } }: Sent): readonly Post[] =>
  replacedIn(valuesOf(typed.replace)).map(({ id, readAt }) => {
    const hash = sha256(`${key} replaces ${id}`);
    const reason = `Replaced by “${word(typed.name)}”.`;
    return { subject: "roster", id, step: "withdraw_shifts", readAt, input: { reason }, key: uuidOf(hash), hash };
  });

/** Derived from the form's own key, so that a repeated post repeats the same follow-up. */
const uuidOf = (hash: Buffer): string =>
  hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

function shiftsIn(typed: Typed, person: Person): Rotated | Promise<Rotated> {
  const how = word(typed.how);
  if (how === "rotation") return rotated(asRotation(typed));
  return how === "import" ? shiftsOfFile(typed, person) : singleShift(asShift(typed));
}
