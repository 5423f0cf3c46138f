import { splitLinks } from "@/lib/text/split-links";

/** Text that somebody entered: line breaks stay, http and https addresses become links, nothing else is markup. */
export function PlainText({ text, className = "" }: { text: string; className?: string }) {
  return (
    <p className={`max-w-prose wrap-anywhere whitespace-pre-wrap ${className}`}>
      {splitLinks(text).map(({ text, href }, partIndex) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place
          <a key={partIndex} href={href} rel="noreferrer nofollow ugc" className="link break-all">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
