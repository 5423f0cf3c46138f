import { type ChangeFilter, changesPath, quickFilterPath } from "@/lib/changes/change-filter";
import { quickFilterLabels, quickFilters } from "@/lib/changes/finding/quick-filters";
import { typesWithoutWindow } from "@/lib/rules/record";

/** The lists that are looked at most, one click away. */
export function QuickFilterLinks({ filter }: { filter: ChangeFilter }) {
  const [emergency] = typesWithoutWindow;
  const links = [
    ...quickFilters.map((show) => ({
      label: quickFilterLabels[show],
      path: quickFilterPath(show),
      isCurrent: filter.show === show,
    })),
    {
      label: "Emergencies",
      path: changesPath({ type: emergency }),
      isCurrent: filter.show === undefined && filter.type === emergency,
    },
  ];
  return (
    <nav aria-label="Quick filters" className="mb-4 print:hidden">
      <ul className="flex flex-wrap gap-2">
        {links.map(({ label, path, isCurrent }) => (
          <li key={label}>
            <a className="chip" href={path} aria-current={isCurrent ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
