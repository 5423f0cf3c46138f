import { Icon } from "@/components/basics/icon";
import { isReadOnly } from "@/lib/rules/roles";
import { DemoRibbon } from "./demo-ribbon";
import { FindChange } from "./find-change";
import { NewChange } from "./new-change";
import { PersonCard, type SignedInPerson } from "./person-card";
import { SiteNav } from "./site-nav";

type Props = { organisation: string; person: SignedInPerson | null; path: string; isDemo: boolean };

/** The header of every page, sticky on a phone. For a person without a role it has no navigation; in print it is one line. */
export function SiteHeader({ organisation, person, path, isDemo }: Props) {
  const userWithRole = person && person.roles.length > 0 ? person : null;
  return (
    <header
      className={`border-b border-line bg-raised max-sm:sticky max-sm:z-20 print:static print:mb-4 print:border-0 print:bg-transparent ${isDemo ? "max-sm:-top-6" : "max-sm:top-0"}`}
    >
      {isDemo ? <DemoRibbon /> : null}
      <div className="mx-auto flex max-w-6xl items-center gap-x-2 px-4 sm:gap-x-3 pt-2.5 pb-2.5 sm:px-6 lg:pb-1 print:p-0">
        <p className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-2">
          <a href="/" className="text-lg font-semibold tracking-tight">
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
            <Menu label="Menu" className="lg:hidden">
              <FindChange />
              <SiteNav path={path} isStacked />
              <PersonCard person={userWithRole} />
            </Menu>
          </>
        ) : null}
      </div>
      {userWithRole ? (
        <div className="mx-auto max-w-6xl px-6 max-lg:hidden print:hidden">
          <SiteNav path={path} />
        </div>
      ) : null}
    </header>
  );
}

const Menu = ({ label, className, children }: { label: string; className: string; children: React.ReactNode }) => (
  <details className={`relative print:hidden ${className}`}>
    <summary className="flex min-h-9 max-sm:min-h-11 cursor-pointer list-none items-center gap-1.5 rounded-md border border-line-strong px-3 py-1.5 font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
      <Icon name={label === "Menu" ? "menu" : "person"} />
      <span className="max-w-40 truncate">{label}</span>
    </summary>
    <div className="absolute top-full right-0 z-20 mt-1.5 grid max-h-[calc(100dvh-5rem)] w-64 gap-3 overflow-y-auto rounded-md border border-line-strong bg-paper p-3 shadow-panel">
      {children}
    </div>
  </details>
);
