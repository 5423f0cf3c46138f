import type { Kept } from "@/app/_steps/kept";
import { ButtonLink } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { readSystem } from "@/db/systems/list-systems";

/** Offers a deploy halt where a form came back because it was about an application deploy (Scope). */
export async function HaltInstead({ kept }: { kept: Kept | null }) {
  if (kept?.clause === undefined || !["true", "on"].includes(String(kept.typed.isApplicationDeploy))) return null;
  const first = Number([kept.typed.systems ?? ""].flat()[0]);
  const system = Number.isSafeInteger(first) && first > 0 ? await readSystem(first) : null;
  return (
    <div className="mb-5 print:hidden">
      <Notice heading="If this deploy must not go on">
        <p>Anchor can halt application deploys: pipelines that ask are denied until the halt is lifted.</p>
        <p>
          <ButtonLink href={system ? `/halts?client=${system.client.id}` : "/halts"}>
            {system ? `Halt deploys of ${system.client.name}` : "Halt deploys"}
          </ButtonLink>
        </p>
      </Notice>
    </div>
  );
}
