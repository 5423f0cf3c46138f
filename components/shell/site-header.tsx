import type { ReactNode } from "react";
import { Icon } from "@/components/basics/icon";
import { isReadOnly } from "@/lib/rules/roles";
import { DemoRibbon } from "./demo-ribbon";
import { FindChange } from "./find-change";
import { Logo } from "./logo";
import { NewChange } from "./new-change";
import { PersonCard, type SignedInPerson } from "./person-card";
import { NavBar, NavList } from "./site-nav";

type Props = { organisation: string; person: SignedInPerson | null; path: string; isDemo: boolean; ownCount: number };

/** The header of every page, sticky on a phone. For a person without a role it has no navigation; in print it is one line. */
export function SiteHeader({ organisation, person, path, isDemo, ownCount }: Props) {
  const userWithRole = person && person.roles.length > 0 ? person : null;
  return (
    <header
      className={`border-b border-line bg-raised max-sm:sticky max-sm:z-20 print:static print:mb-4 print:border-0 print:bg-transparent ${isDemo ? "max-sm:-top-6" : "max-sm:top-0"}`}
    >
      {isDemo ? <DemoRibbon path={path} isSignedIn={person !== null} /> : null}
      <div className="page-edges flex items-center gap-x-2 py-2.5 sm:gap-x-3 lg:pb-1 print:p-0">
        <p className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-2">
          <a href="/" className="flex items-center gap-2 self-center text-lg font-semibold tracking-tight">
            <Logo />
            Windlass
          </a>
          <span className="text-sm text-muted max-sm:hidden print:inline">{organisation}</span>
        </p>
        {userWithRole ? (
          <>
            <FindChange className="max-lg:hidden" />
            {isReadOnly(userWithRole.roles) ? null : <NewChange />}
            <Menu label={userWithRole.name} className="max-lg:hidden">
              <PersonCard person={userWithRole} />
            </Menu>
            <Menu label="Menu" className="lg:hidden" width="w-80">
              <FindChange />
              <NavList path={path} ownCount={ownCount} />
              <PersonCard person={userWithRole} />
            </Menu>
          </>
        ) : null}
      </div>
      {userWithRole ? (
        <div className="page-edges max-lg:hidden print:hidden">
          <NavBar path={path} roles={userWithRole.roles} ownCount={ownCount} />
        </div>
      ) : null}
    </header>
  );
}

type MenuProps = { label: string; className: string; width?: string; children: ReactNode };

const Menu = ({ label, className, width = "w-64", children }: MenuProps) => (
  <details className={`relative print:hidden ${className}`} data-menu="">
    <summary className="flex min-h-9 max-sm:min-h-11 cursor-pointer list-none items-center gap-1.5 rounded-md border border-line-strong px-3 py-1.5 font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
      <Icon name={label === "Menu" ? "menu" : "person"} />
      <span className="max-w-40 truncate">{label}</span>
    </summary>
    <div className={`menu right-0 mt-1.5 grid gap-3 p-3 ${width}`}>{children}</div>
  </details>
);
