const places = [
  { path: "/", label: "Waiting for you" },
  { path: "/changes", label: "Changes" },
  { path: "/calendar", label: "Calendar" },
  { path: "/incidents", label: "Incidents" },
  { path: "/on-call", label: "On call" },
  { path: "/freezes", label: "Freezes" },
  { path: "/halts", label: "Halts" },
  { path: "/catalogue", label: "Catalogue" },
  { path: "/systems", label: "Systems" },
  { path: "/report", label: "Report" },
  { path: "/ledger", label: "Ledger" },
  { path: "/deliveries", label: "Deliveries" },
  { path: "/people", label: "People" },
  { path: "/policy", label: "Policy" },
] as const;

/** The main navigation; the item that contains `path` is marked as current. */
export const SiteNav = ({ path, stacked = false }: { path: string; stacked?: boolean }) => (
  <nav aria-label="Windlass">
    <ul className={stacked ? "grid" : "flex flex-wrap gap-x-5"}>
      {places.map((place) => (
        <li key={place.path}>
          <a
            href={place.path}
            aria-current={lies(path, place.path) ? "page" : undefined}
            className={`block border-transparent text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink ${stacked ? "border-l-2 py-2 pl-3" : "border-b-2 pt-1 pb-2"}`}
          >
            {place.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const lies = (path: string, place: string) => path === place || (place !== "/" && path.startsWith(`${place}/`));
