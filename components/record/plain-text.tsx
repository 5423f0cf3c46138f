import { pieces } from "@/lib/text/links";

/** What somebody wrote: its line breaks are kept, its http and https addresses are links, nothing else is markup. */
export function PlainText({ text, className = "" }: { text: string; className?: string }) {
  return (
    <p className={`max-w-prose wrap-anywhere whitespace-pre-wrap ${className}`}>
      {pieces(text).map(({ text, href }, place) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place
          <a key={place} href={href} rel="noreferrer nofollow ugc" className="link break-all">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
