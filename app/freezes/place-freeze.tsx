import { FormOf } from "@/app/_steps/panel/form-of";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import type { LoadedFreezes } from "./load";
import { Preview } from "./preview";

type Props = Pick<LoadedFreezes, "kept" | "preview" | "touched" | "world">;

export function PlaceFreeze({ kept, preview, touched, world }: Props) {
  const typed = kept?.step === "place_freeze" ? kept : null;
  const isPreview = Object.keys(typed?.errors ?? {}).length === 0; // else they are already told above
  const errors = preview && !preview.ok ? preview.errors : {};
  return (
    <Disclosure summary="Place a freeze" open={typed !== null}>
      {preview?.ok || (preview && isPreview) ? <Preview preview={preview} touched={touched} world={world} /> : null}
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
