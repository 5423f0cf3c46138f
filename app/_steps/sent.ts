import { sha256 } from "@/db/connection/sha256";
import type { Typed } from "@/lib/form/typed";
import { systemsPath } from "@/lib/systems/filter";
import { type Envelope, pathOf } from "./envelope";
import type { Kept } from "./kept";

export type Sent = { readonly envelope: Envelope; readonly typed: Typed };

/** What has to be corrected in a form. */
export type Back = Omit<Kept, "step" | "id" | "typed">;

/** Where the person goes next, or the form again with what was wrong. */
export type Outcome = { readonly to: string } | { readonly back: Back };

/** The page of the record; also after a step that has a page of its own. */
export const toRecord = ({ envelope }: Sent, id: number): Outcome => ({
  to:
    envelope.subject === "system"
      ? systemsPath({ system: id })
      : pathOf({ ...envelope, id, step: envelope.step === "edit" ? "note" : envelope.step }),
});

/** Two posts with one key are the same when everything else is the same. */
export const hashOf = ({ envelope: { key: _, ...envelope }, typed }: Sent): Buffer =>
  sha256(JSON.stringify([envelope, typed]));
