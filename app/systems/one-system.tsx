import { HistoryOf } from "@/app/_record/history-of";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { Notice } from "@/components/basics/notice";
import { Facts } from "@/components/record/facts";
import { ClauseLink } from "@/components/record/refusal";
import { StatusMark } from "@/components/record/status-mark";
import { When } from "@/components/record/when";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import type { ListedSystem } from "@/db/systems/list-systems";
import { systemsPath } from "@/lib/systems/filter";
import { lookAlikeWarning } from "@/lib/text/look-alikes";
import type { LoadedSystem } from "./load-one-system";
import { MonitoringLinks } from "./monitoring-links";
import { isOfferedHere, SystemForms } from "./system-forms";

export function OneSystem({ id, person, system, events, staff, kept, organisation, zone }: LoadedSystem) {
  const warning = lookAlikeWarning(system.name) ?? lookAlikeWarning(system.client.name);
  return (
    <Main data-status={system.status}>
      <PageHead
        title={system.name}
        above={
          <>
            <a className="link" href={systemsPath({ client: system.client.id })}>
              Systems of {system.client.name}
            </a>
            <StatusMark status={system.status} />
          </>
        }
        lead={
          system.managed ? (
            <>
              {organisation} manages it: changes on it follow this policy. <ClauseLink clause="scope" />
            </>
          ) : (
            <>
              {organisation} does not manage it now: new changes on it are refused; open changes may finish.{" "}
              <ClauseLink clause="scope" />
            </>
          )
        }
      />
      <StepDone person={person} of={["system"]} id={id} />
      <KeptNotice kept={kept} offered={isOfferedHere(system, kept, person)} />
      {warning ? (
        <Notice tone="warn">
          <p>{warning}</p>
        </Notice>
      ) : null}
      <div className="mb-8">
        <Facts rows={rowsOf(system, zone)} />
      </div>
      <SystemForms system={system} person={person} staff={staff} kept={kept} />
      <Section heading="History">
        <HistoryOf events={events} revision={1} zone={zone} />
      </Section>
    </Main>
  );
}

const rowsOf = (system: ListedSystem, zone: string) => [
  { term: "Client", answer: system.client.name },
  { term: "Kind", answer: system.kind ?? "not said" },
  { term: "Managed since", answer: <When at={system.managedSince} zone={zone} /> },
  { term: "Managed until", answer: system.managedUntil ? <When at={system.managedUntil} zone={zone} /> : "no end" },
  { term: "Owner", answer: system.owner?.name ?? "nobody in particular" },
  {
    term: "Monitoring",
    answer: system.monitoringLinks ? <MonitoringLinks links={system.monitoringLinks} /> : "no links",
  },
  {
    term: "Changes",
    answer: (
      <a className="link" href={`/changes?system=${system.id}`}>
        {`Changes of ${system.name}`}
      </a>
    ),
  },
];
