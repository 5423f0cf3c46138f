import { sha256 } from "@/db/connection/sha256";
import type { Typed } from "@/lib/form/typed";
import { systemsPath } from "@/lib/systems/filter";
import { type Envelope, pathOf } from "./envelope";
import type { Kept } from "./kept";

/** A form as it was sent. */
export type Sent = { readonly envelope: Envelope; readonly typed: Typed };

/** What was wrong with a form that comes back. */
export type Back = Omit<Kept, "step" | "id" | "typed">;

/** Where the person goes next, or the form back with what was wrong. */
export type Outcome = { readonly to: string } | { readonly back: Back };

/** To the record of that id; from the page of its edit, too. */
export const toRecord = ({ envelope }: Sent, id: number): Outcome => ({
  to:
    envelope.subject === "system"
      ? systemsPath({ system: id })
      : pathOf({ ...envelope, id, step: envelope.step === "edit" ? "note" : envelope.step }),
});

/** What makes two posts of one key the same: all that was sent but the key. */
export const hashOf = ({ envelope: { key: _, ...envelope }, typed }: Sent): Buffer =>
  sha256(JSON.stringify([envelope, typed]));
