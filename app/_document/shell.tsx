import type { ReactNode } from "react";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { buildInfo } from "@/db/monitoring/build-info";
import { assets } from "./assets";

type ShellProps = {
  title: string;
  person: SessionUser | null;
  path: string;
  isDemo: boolean;
  /** How many open changes are the reader's own. */
  ownCount?: number;
  children: ReactNode;
};

/** The frame of every page. */
export function Shell({ title, person, path, isDemo, ownCount = 0, children }: ShellProps) {
  return (
    <html lang="en">
      <Head title={title} />
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="absolute top-2 left-2 z-30 -translate-y-20 rounded-md border border-line-strong bg-paper px-3 py-2 font-medium focus:translate-y-0 print:hidden"
        >
          Skip to the content
        </a>
        <SiteHeader
          organisation={settings().organisation}
          person={person}
          path={path}
          isDemo={isDemo}
          ownCount={ownCount}
        />
        <div className="flex-1">{children}</div>
        <SiteFooter
          zone={userZone(person)}
          canChange={person !== null && person.roles.length > 0}
          build={buildInfo(settings().commit)}
        />
      </body>
    </html>
  );
}

function Head({ title }: { title: string }) {
  const { "windlass.css": css, "windlass.ts": script, "inter-latin-wght-normal.woff2": font } = assets();
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{`${title} · Windlass`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfbfa" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1b1e20" />
      <link rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />
      <link rel="stylesheet" href={css} />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" sizes="any" />
      <link rel="manifest" href="/manifest.webmanifest" />
      <script type="module" src={script} />
    </head>
  );
}
