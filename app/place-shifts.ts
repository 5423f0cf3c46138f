import type { Typed } from "@/lib/input";
import { type Rotated, rotated } from "@/lib/rotation";
import { singleShift } from "@/lib/single-shift";
import type { Outcome, Sent } from "./form-action";
import { shiftsOfFile } from "./on-call/kept-file";
import { asRotation, asShift, word } from "./on-call/typed";
import { postStep } from "./post-step";
import type { Person } from "./session";

/** Places the shifts that a form asks for: one, those of a rotation, or those of a file that was read before. */
export async function placeShifts(sent: Sent, person: Person): Promise<Outcome> {
  const made = await shiftsIn(sent.typed, person);
  if (!made.ok)
    return {
      back: { errors: made.errors, sentence: "Nothing was placed: something in the form is missing or does not fit." },
    };
  return postStep(sent, person, { shifts: made.shifts }, { name: word(sent.typed.name) });
}

function shiftsIn(typed: Typed, person: Person): Rotated | Promise<Rotated> {
  const how = word(typed.how);
  if (how === "rotation") return rotated(asRotation(typed));
  return how === "import" ? shiftsOfFile(typed, person) : singleShift(asShift(typed));
}
