import { typeLabels } from "@/lib/rules/labels";
import type { ChangeType } from "@/lib/rules/record";
import { changeTypes } from "@/lib/rules/record";

/** The form of each type, one click from the form of another; and what tells them apart. */
export const TypeLinks = ({ current }: { current: ChangeType }) => (
  <nav aria-label="Type of change" className="mb-5 print:hidden">
    <ul className="flex flex-wrap items-center gap-2">
      {changeTypes.map((type) => (
        <li key={type}>
          <a className="chip" href={`/changes/new/${type}`} aria-current={type === current ? "page" : undefined}>
            {typeLabels[type]}
          </a>
        </li>
      ))}
      <li>
        <a className="link text-sm" href="/changes/new">
          Which type is it?
        </a>
      </li>
    </ul>
  </nav>
);
