import { ButtonLink } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import type { SuggestedHalt } from "./load-halt-suggestion";

/** For a form that was refused as an application deploy (Scope). */
export const HaltSuggestion = ({ halt }: { halt: SuggestedHalt | null }) =>
  halt ? (
    <div className="mb-5 print:hidden">
      <Notice heading="If this deploy must be stopped">
        <p>{halt.organisation} can halt application deploys: pipelines that ask are denied until the halt is lifted.</p>
        <p>
          <ButtonLink href={halt.client ? `/halts?client=${halt.client.id}` : "/halts"}>
            {halt.client ? `Halt deploys of ${halt.client.name}` : "Halt deploys"}
          </ButtonLink>
        </p>
      </Notice>
    </div>
  ) : null;
