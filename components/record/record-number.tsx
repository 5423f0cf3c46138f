/** Only the digits are tabular: a hyphen as wide as a digit looks like a gap. */
export function RecordNumber({ number }: { number: string }) {
  const digits = /\d+$/.exec(number)?.[0] ?? "";
  return (
    <span className="font-semibold tracking-tight whitespace-nowrap">
      {number.slice(0, number.length - digits.length)}
      <span className="tabular-nums">{digits}</span>
    </span>
  );
}
