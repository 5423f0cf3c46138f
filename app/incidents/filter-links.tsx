import { type IncidentFilter, incidentChoiceOf, incidentChoices, incidentsPath } from "@/lib/incidents/incident-filter";

export const FilterLinks = ({ current }: { current: IncidentFilter }) => (
  <nav aria-label="Which incidents" className="mb-4 flex flex-wrap gap-1.5 print:hidden">
    {incidentChoices.map((choice) => (
      <a
        key={choice.label}
        href={incidentsPath(choice.filter)}
        aria-current={choice === incidentChoiceOf(current) ? "page" : undefined}
        className="inline-flex min-h-9 items-center rounded-md border border-line px-3 hover:bg-sunken aria-[current]:border-accent-line aria-[current]:bg-accent-tint aria-[current]:font-medium aria-[current]:text-accent-ink"
      >
        {choice.label}
      </a>
    ))}
  </nav>
);
