import { HistoryLoadForm } from "@/app/demonstration/history-load-form";
import { Icon } from "@/components/basics/icon";
import { Section } from "@/components/shell/section";
import type { LoadedHome } from "./load";

/** What is left to do with a new installation, ticked as it is done. */
export const FirstRun = ({ firstRun, person }: Pick<LoadedHome, "firstRun" | "person">) =>
  firstRun ? (
    <Section heading={firstRun.heading}>
      <ol className="grid gap-px">
        {firstRun.ticks.map(({ label, note, path, isDone }) => (
          <li key={label} className="flex items-baseline gap-2 border-t border-line py-1.5">
            <Icon
              name={isDone ? "done" : "waiting"}
              className={`size-4 self-center ${isDone ? "text-good-ink" : "text-muted"}`}
            />
            <p className="min-w-0">
              {isDone ? (
                <span className="font-medium">{label}</span>
              ) : (
                <a className="link font-medium" href={path}>
                  {label}
                </a>
              )}
              <span className="sr-only">{isDone ? ", done" : ", to do"}</span>{" "}
              <span className="text-sm text-muted">{note}</span>
            </p>
          </li>
        ))}
      </ol>
      {firstRun.isDemo ? (
        <div className="mt-3">
          <HistoryLoadForm roles={person.roles} />
        </div>
      ) : null}
    </Section>
  ) : null;
