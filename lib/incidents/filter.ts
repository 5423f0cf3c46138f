import { z } from "zod";
import { incidentStatuses } from "@/lib/rules/record";
import { capital, statusWords } from "@/lib/rules/words";
import { absent, filteredPath, key } from "@/lib/web/query";

const filter = z.object({
  status: absent(z.enum(incidentStatuses)),
  /** Those of which a finding is not answered yet. */
  findings: absent(z.literal("open")),
  before: key,
});

/** Which incidents the list shows. The state is the URL; values that are not valid are ignored. */
export type IncidentFilter = z.infer<typeof filter>;

/** The filter that a URL's query names. */
export const incidentFilterOf = (query: Readonly<Record<string, unknown>>): IncidentFilter => filter.parse(query);

/** The URL of the list with that filter. */
export const incidentsPath = (shown: IncidentFilter): string => filteredPath("/incidents", shown);

/** The choices of the list, each with its words and what it says when there are none. */
export const incidentChoices: readonly {
  readonly label: string;
  readonly filter: IncidentFilter;
  readonly none: string;
}[] = [
  { label: "All", filter: {}, none: "No incidents. No change has failed." },
  ...incidentStatuses.map((status) => ({
    label: capital(statusWords[status]),
    filter: { status },
    none: `No incident is ${statusWords[status]}.`,
  })),
  { label: "Findings open", filter: { findings: "open" }, none: "No open findings." },
];

/** Which of the choices a filter is; the first where it is none of them. */
export const choiceOf = ({ status, findings }: IncidentFilter) =>
  incidentChoices.find(({ filter }) => filter.status === status && filter.findings === findings) ?? incidentChoices[0];
