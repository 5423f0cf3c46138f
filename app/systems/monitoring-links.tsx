import { pieces } from "@/lib/text/links";

/** The links to a system's monitoring by their hosts; what is no http or https address is no link. */
export const MonitoringLinks = ({ links }: { links: string | null }) => (
  <span className="flex flex-wrap gap-x-3">
    {pieces(links ?? "").flatMap(({ href }) =>
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
