import { type IncidentFilter, incidentChoiceOf, incidentChoices, incidentsPath } from "@/lib/incidents/incident-filter";

export const FilterLinks = ({ current }: { current: IncidentFilter }) => (
  <nav aria-label="Which incidents" className="mb-4 flex flex-wrap gap-2 print:hidden">
    {incidentChoices.map((choice) => (
      <a
        key={choice.label}
        href={incidentsPath(choice.filter)}
        aria-current={choice === incidentChoiceOf(current) ? "page" : undefined}
        className="chip"
      >
        {choice.label}
      </a>
    ))}
  </nav>
);
