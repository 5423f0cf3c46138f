import { findParams } from "@/lib/changes/finding/find-change";

/** A search from any page; an exact number leads straight to its record. */
export const FindChange = ({ className = "" }: { className?: string }) => (
  <search aria-label="Find a change" className={className}>
    <form action="/changes">
      {Object.entries(findParams).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input
        type="search"
        name="q"
        aria-label="Find a change"
        placeholder="Words or CHG-1234"
        maxLength={200}
        autoComplete="off"
        className="control lg:w-48"
      />
    </form>
  </search>
);
