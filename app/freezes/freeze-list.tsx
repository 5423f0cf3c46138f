import type { FreezeRecord } from "@/db/calendar/read-freezes";
import { Freeze } from "./freeze";
import type { LoadedFreezes } from "./load";

type Props = LoadedFreezes & { freezes: readonly FreezeRecord[] };

export const FreezeList = ({ freezes, texts, person, zone, now, formDraft }: Props) =>
  freezes.map((freeze) => (
    <Freeze
      {...{ freeze, person, zone, now, formDraft }}
      key={freeze.id}
      texts={texts.filter(({ of }) => of === freeze.id).map(({ choice }) => choice)}
    />
  ));
