import { splitLinks } from "@/lib/text/split-links";

/** Only http and https addresses become links; nothing where there is none. */
export function MonitoringLinks({ links }: { links: string | null }) {
  const addresses = splitLinks(links ?? "").flatMap(({ href }) => href ?? []);
  return addresses.length === 0 ? null : (
    <span className="flex flex-wrap gap-x-3">
      {addresses.map((href) => (
        <a key={href} href={href} rel="noreferrer nofollow" className="link break-all">
          {new URL(href).host}
        </a>
      ))}
    </span>
  );
}
