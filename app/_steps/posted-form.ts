import { sha256 } from "@/db/connection/sha256";
import { uuidOf } from "@/db/connection/sha256-hex";
import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import { watchedPath } from "@/lib/notices/watched-path";
import { systemsPath } from "@/lib/systems/system-filter";
import type { FormDraft } from "./form-draft";
import { type FormMetadata, formPath } from "./form-metadata";

export type PostedForm = {
  readonly formMetadata: FormMetadata;
  readonly typed: FormValues;
  /** The files that were chosen. */
  readonly files?: readonly File[];
  /** What the record says of them, once they were checked. */
  readonly attached?: readonly string[];
};

/** What has to be corrected in a form. */
export type FormCorrection = Omit<FormDraft, "step" | "id" | "typed">;

/** Where the person goes next, or the form again with what was wrong. */
export type PostOutcome = { readonly to: string } | { readonly back: FormCorrection };

/** The page of the record; also after a step that has a page of its own. */
export const goToRecord = ({ formMetadata, typed }: PostedForm, id: number): PostOutcome => ({
  to:
    formMetadata.subject === "person" && typed.watched && formMetadata.from !== "list"
      ? watchedPath(firstValueOf(typed.watched))
      : formMetadata.subject === "system"
        ? systemsPath({ system: id })
        : formPath({ ...formMetadata, id, step: formMetadata.step === "edit" ? "note" : formMetadata.step }),
});

/** The idempotency key of the step that follows the one of `key` in the same form. */
export const followingKey = (key: string): string => uuidOf(`following ${key}`);

/** Two posts with one key are the same when everything else is the same. */
export const postHash = ({ formMetadata: { key: _, ...formMetadata }, typed, attached = [] }: PostedForm): Buffer =>
  sha256(JSON.stringify([formMetadata, typed, ...attached]));
