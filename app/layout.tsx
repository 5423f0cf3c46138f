import "./inter.css";
import "./globals.css";
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { settings } from "@/app/_request/settings";
import { visit } from "@/app/_request/visit";
import { zoneOf } from "@/app/_request/zone";
import { DatabaseAway } from "@/components/shell/database-away";
import { Main } from "@/components/shell/main";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";

export const metadata: Metadata = { title: { template: "%s · Windlass", default: "Windlass" } };

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#1b1e20" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  const { person, path, isDemo, trouble } = await visit();
  const { organisation } = settings();
  return (
    <html lang="en">
      <head>
        <link rel="preload" as="font" type="font/woff2" href={latin} crossOrigin="anonymous" />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="absolute top-2 left-2 z-30 -translate-y-20 rounded-md border border-line-strong bg-paper px-3 py-2 font-medium focus:translate-y-0 print:hidden"
        >
          Skip to the content
        </a>
        <SiteHeader organisation={organisation} person={person} path={path} isDemo={isDemo} />
        <div className="flex-1">
          {trouble ? (
            <Main>
              <DatabaseAway trouble={trouble} />
            </Main>
          ) : (
            children
          )}
        </div>
        <SiteFooter zone={zoneOf(person)} canChange={person !== null && person.roles.length > 0} />
      </body>
    </html>
  );
}
