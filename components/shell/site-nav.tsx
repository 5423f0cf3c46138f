import type { Role } from "@/lib/rules/roles";
import { formatCount } from "@/lib/text/capped-count";
import { isWithin, type NavGroup, type NavPage, navGroups, ownGroup } from "./nav-groups";

type Props = {
  path: string;
  roles: readonly Role[];
  /** How many open changes are the reader's own. */
  ownCount: number;
};

/** The navigation of a wide screen: the pages of the reader's own group, and a menu for each of the others. */
export function NavBar({ path, roles, ownCount }: Props) {
  const own = ownGroup(roles);
  return (
    <nav aria-label="Windlass">
      <ul className="flex gap-x-5">
        {navGroups.map((group) =>
          group === own ? (
            group.pages.map((page) => (
              <li key={page.path}>
                <NavLink page={page} path={path} ownCount={ownCount} className="nav-item" />
              </li>
            ))
          ) : (
            <li key={group.label}>
              <GroupMenu group={group} path={path} ownCount={ownCount} />
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

/** The navigation of a phone's menu: all pages under the names of their groups. */
export const NavList = ({ path, ownCount }: Omit<Props, "roles">) => (
  <nav aria-label="Windlass" className="grid grid-cols-2 gap-x-3 gap-y-3">
    {navGroups.map(({ label, pages }) => (
      <div key={label}>
        <p className="px-2 text-sm text-muted">{label}</p>
        <PageList pages={pages} label={label} path={path} ownCount={ownCount} />
      </div>
    ))}
  </nav>
);

function GroupMenu({ group, path, ownCount }: { group: NavGroup; path: string; ownCount: number }) {
  const isCurrent = group.pages.some((page) => isWithin(path, page.path));
  return (
    <details name="navigation" className="relative" data-menu="">
      <summary
        className="nav-item cursor-pointer list-none [&::-webkit-details-marker]:hidden"
        aria-current={isCurrent || undefined}
      >
        {group.label}
        <span aria-hidden="true" className="ml-1 inline-block text-sm">
          ▾
        </span>
      </summary>
      <div className="menu left-0 min-w-44 p-1.5">
        <PageList pages={group.pages} label={group.label} path={path} ownCount={ownCount} />
      </div>
    </details>
  );
}

type PageListProps = { pages: readonly NavPage[]; label: string; path: string; ownCount: number };

const PageList = ({ pages, label, path, ownCount }: PageListProps) => (
  <ul aria-label={label}>
    {pages.map((page) => (
      <li key={page.path}>
        <NavLink page={page} path={path} ownCount={ownCount} className="nav-line" />
      </li>
    ))}
  </ul>
);

type NavLinkProps = { page: NavPage; path: string; ownCount: number; className: string };

const NavLink = ({ page, path, ownCount, className }: NavLinkProps) => (
  <a href={page.path} aria-current={isWithin(path, page.path) ? "page" : undefined} className={className}>
    {page.label}
    {page.path === "/" && ownCount > 0 ? (
      <span className="ml-1.5 rounded-full bg-accent-tint px-1.5 text-sm font-medium text-accent-ink tabular-nums">
        {formatCount(ownCount)}
        <span className="sr-only"> yours</span>
      </span>
    ) : null}
  </a>
);
