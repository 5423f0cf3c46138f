import { Section } from "@/components/shell/section";
import { ImportFile } from "./import-file";
import type { LoadedOnCall } from "./load";
import { Rotation } from "./rotation";
import { SingleShift } from "./single-shift";

export const PlaceShifts = ({
  person,
  people,
  formDraft,
  zone,
  now,
  query,
  found,
  ineligibleMessage,
}: LoadedOnCall) => {
  const shared = { person, people, formDraft, zone, now };
  return (
    <div className="print:hidden">
      <Section heading="Place shifts">
        {ineligibleMessage === null ? (
          <div className="grid gap-3">
            <Rotation {...shared} query={query} />
            <SingleShift {...shared} />
            <ImportFile {...shared} found={found} />
          </div>
        ) : (
          <p>{ineligibleMessage}</p>
        )}
      </Section>
    </div>
  );
};
