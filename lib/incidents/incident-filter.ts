import { z } from "zod";
import { capitalise, statusLabels } from "@/lib/rules/labels";
import { incidentStatuses } from "@/lib/rules/record";
import { idParam, optionalParam, pathWithQuery } from "@/lib/web/query-params";

const schema = z.object({
  status: optionalParam(z.enum(incidentStatuses)),
  /** Those that are not closed. */
  unresolved: optionalParam(z.literal("1")),
  /** Those of which a finding is not answered yet. */
  findings: optionalParam(z.literal("open")),
  before: idParam,
});

/** Which incidents the list shows. The state is the URL; values that are not valid are ignored. */
export type IncidentFilter = z.infer<typeof schema>;

/** The filter that a URL's query names. */
export const parseIncidentFilter = (query: Readonly<Record<string, unknown>>): IncidentFilter => schema.parse(query);

/** The URL of the list with that filter. */
export const incidentsPath = (filter: IncidentFilter): string => pathWithQuery("/incidents", filter);

/** The incidents that are not closed. */
export const unresolvedIncidentsPath = incidentsPath({ unresolved: "1" });

/** The choices of the list, each with its words and what it says when there are none. */
export const incidentChoices: readonly {
  readonly label: string;
  readonly filter: IncidentFilter;
  readonly none: string;
}[] = [
  { label: "All", filter: {}, none: "No incidents. No change has failed." },
  { label: "Unresolved", filter: { unresolved: "1" }, none: "Every incident is closed." },
  ...incidentStatuses.map((status) => ({
    label: capitalise(statusLabels[status]),
    filter: { status },
    none: `No incident is ${statusLabels[status]}.`,
  })),
  { label: "With open findings", filter: { findings: "open" }, none: "No open findings." },
];

/** Which of the choices a filter is; the first where it is none of them. */
export const incidentChoiceOf = ({ status, unresolved, findings }: IncidentFilter) =>
  incidentChoices.find(
    ({ filter }) => filter.status === status && filter.unresolved === unresolved && filter.findings === findings,
  ) ?? incidentChoices[0];
