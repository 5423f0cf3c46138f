const navItems = [
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
export const SiteNav = ({ path, isStacked = false }: { path: string; isStacked?: boolean }) => (
  <nav aria-label="Windlass">
    <ul className={isStacked ? "grid" : "flex flex-wrap gap-x-5"}>
      {navItems.map((item) => (
        <li key={item.path}>
          <a
            href={item.path}
            aria-current={isWithin(path, item.path) ? "page" : undefined}
            className={`block border-transparent text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink ${isStacked ? "border-l-2 py-2 pl-3" : "border-b-2 pt-1 pb-2"}`}
          >
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const isWithin = (path: string, section: string) =>
  path === section || (section !== "/" && path.startsWith(`${section}/`));
