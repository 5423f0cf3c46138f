import type { ReactNode } from "react";
import { type WrittenBlock, type WrittenPart, writtenBlocks } from "@/lib/text/written-blocks";

// The pieces of a text have no other name than their place.
const inPlace = (nodes: readonly ReactNode[]) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  nodes.map((node, place) => <Piece key={place}>{node}</Piece>);

const Piece = ({ children }: { children: ReactNode }) => <>{children}</>;

/**
 * Text that somebody wrote, with lists, code and links. Elements are made here alone, from a list of kinds: no markup of the
 * text is ever one.
 */
export const WrittenText = ({ text, className = "" }: { text: string; className?: string }) => (
  <div className={`grid max-w-prose gap-2 wrap-anywhere ${className}`}>
    {inPlace(writtenBlocks(text).map(drawBlock))}
  </div>
);

function drawBlock(block: WrittenBlock): ReactNode {
  if (block.kind === "paragraph") return <p>{inPlace(block.parts.map(drawPart))}</p>;
  if (block.kind === "code")
    return (
      <pre className="rounded-sm border border-line bg-sunken px-2 py-1 text-sm whitespace-pre-wrap">
        <code>{block.text}</code>
      </pre>
    );
  const items = block.items.map((item, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <li key={place}>
      <div className="grid gap-1">{inPlace(item.map(drawBlock))}</div>
    </li>
  ));
  return block.start === null ? (
    <ul className="grid list-disc gap-1 pl-6">{items}</ul>
  ) : (
    <ol start={block.start} className="grid list-decimal gap-1 pl-6">
      {items}
    </ol>
  );
}

function drawPart(part: WrittenPart): ReactNode {
  if (part.kind === "break") return <br />;
  if (part.kind === "code") return <code className="text-sm">{part.text}</code>;
  if (part.kind === "text") return part.text;
  return (
    <>
      <a
        href={part.href}
        rel="noreferrer nofollow ugc"
        className={`link ${part.text === part.href ? "break-all" : ""}`}
      >
        {part.text}
      </a>
      {/* On paper nobody follows a link. */}
      {part.text === part.href ? null : <span className="hidden break-all print:inline"> ({part.href})</span>}
    </>
  );
}
