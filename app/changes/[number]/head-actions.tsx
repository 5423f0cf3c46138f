import { ButtonLink } from "@/components/button";
import type { Offer } from "@/lib/judge";
import { stepWords } from "@/lib/words";

/** What is in reach from the top of a change's page: its edit form, and the one field that reports a problem. */
export function HeadActions({ offered, path }: { offered: readonly Offer[]; path: string }) {
  const may = (wanted: Offer["step"]) => offered.some(({ step, verdict }) => step === wanted && verdict.ok);
  return (
    <>
      {may("edit") ? <ButtonLink href={`${path}/edit`}>Edit</ButtonLink> : null}
      {may("fail") ? (
        <ButtonLink look="danger" href="#fail" className="max-sm:min-h-11">
          {stepWords.fail.label}
        </ButtonLink>
      ) : null}
    </>
  );
}
