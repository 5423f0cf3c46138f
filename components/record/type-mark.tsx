import { Icon } from "@/components/basics/icon";
import { typeMarks } from "@/lib/looks/marks";
import type { ChangeType } from "@/lib/rules/record";
import { capital, typeWords } from "@/lib/rules/words";
import { Mark } from "./mark";

/** Which of the policy's three types a change is; only an emergency is tinted. `short`: one word, for lists. */
export function TypeMark({ type, short = false }: { type: ChangeType; short?: boolean }) {
  const { tone, icon } = typeMarks[type];
  const words = short ? capital(type) : typeWords[type];
  if (tone !== "plain")
    return (
      <Mark tone={tone} icon={icon}>
        {words}
      </Mark>
    );
  return (
    <span className="inline-flex items-center gap-1 text-sm/5 whitespace-nowrap text-muted">
      <Icon name={icon} className="size-3.5" />
      {words}
    </span>
  );
}
