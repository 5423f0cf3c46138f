/** A record's number, in figures of one width. */
export const RecordNumber = ({ number }: { number: string }) => (
  <span className="font-semibold tracking-tight tabular-nums whitespace-nowrap">{number}</span>
);
