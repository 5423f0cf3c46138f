import { historyProgress, isUnderWay } from "@/lib/first-run/history-load";
import { HistoryLoadForm } from "./history-load-form";
import type { LoadedDemonstration } from "./load";

/** What is loaded, how far it is, and the button that starts it. */
export function HistoryLoadState({ load, roles, isPaused }: Pick<LoadedDemonstration, "load" | "roles" | "isPaused">) {
  if (load && isUnderWay(load)) return <UnderWay load={load} isPaused={isPaused} />;
  return (
    <>
      {load ? <p className="mb-3 font-medium">{historyProgress(load)}</p> : null}
      {load && !load.failed ? <WhatToLookAt /> : <HistoryLoadForm roles={roles} isRepeat={load !== null} />}
    </>
  );
}

type UnderWayProps = { load: NonNullable<LoadedDemonstration["load"]>; isPaused: boolean };

const UnderWay = ({ load, isPaused }: UnderWayProps) => (
  <div className="grid gap-2">
    <progress aria-label="Loaded changes" max={load.planned} value={load.loaded} className="progress" />
    <p className="font-medium tabular-nums">{historyProgress(load)}</p>
    <p className="text-muted">
      You can go on working. {isPaused ? "This page shows its latest figures when you load it again. " : ""}
      {isPaused ? (
        <a className="link" href="/demonstration">
          Update the figures by themselves
        </a>
      ) : (
        <>
          The figures are updated every few seconds.{" "}
          <a className="link" href="/demonstration?refresh=off">
            Stop updating
          </a>
        </>
      )}
    </p>
  </div>
);

const places = [
  { label: "Report of the last quarter’s emergencies", path: "/emergencies/last-quarter" },
  { label: "Trends of twelve months", path: "/trends" },
  { label: "Calendar", path: "/calendar" },
  { label: "Incidents", path: "/incidents" },
] as const;

const WhatToLookAt = () => (
  <ul className="list-disc pl-6">
    {places.map(({ label, path }) => (
      <li key={path}>
        <a className="link" href={path}>
          {label}
        </a>
      </li>
    ))}
  </ul>
);
