import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { readSystems } from "@/db/systems/read-systems";
import { previewOf } from "@/lib/calendar/freeze-preview";
import { Preview } from "./preview";

/** The form that places a freeze, below every time that it would cover as typed so far. */
export async function PlaceFreeze({ person, kept }: { person: Person; kept: Kept | null }) {
  const world = worldOf({ person, systems: await readSystems() });
  const typed = kept?.step === "place_freeze" ? kept : null;
  const preview = typed && previewOf(typed.typed, settings().siteTimezone);
  const isPreview = Object.keys(typed?.errors ?? {}).length === 0; // else they are already told above
  const errors = preview && !preview.ok ? preview.errors : {};
  return (
    <Disclosure summary="Place a freeze" open={typed !== null}>
      {preview?.ok || (preview && isPreview) ? <Preview preview={preview} world={world} /> : null}
      <div className="max-w-md">
        <FormOf
          step="place_freeze"
          subject="freeze"
          type=""
          world={world}
          kept={typed && { ...typed, errors: { ...errors, ...typed.errors } }}
          beside={
            <Button type="submit" name="more" value="place_freeze" look="quiet" formNoValidate>
              Preview
            </Button>
          }
        />
      </div>
    </Disclosure>
  );
}
