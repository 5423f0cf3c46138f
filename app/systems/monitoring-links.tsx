import { splitLinks } from "@/lib/text/split-links";

/** Only http and https addresses become links. */
export const MonitoringLinks = ({ links }: { links: string | null }) => (
  <span className="flex flex-wrap gap-x-3">
    {splitLinks(links ?? "").flatMap(({ href }) =>
      href ? (
        <a key={href} href={href} rel="noreferrer nofollow" className="link break-all">
          {new URL(href).host}
        </a>
      ) : (
        []
      ),
    )}
  </span>
);
