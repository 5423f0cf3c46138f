import { HistoryList } from "@/app/_record/history-list";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { WatchSwitch } from "@/app/_record/watch-switch";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { ClauseLink } from "@/components/record/refusal";
import { StatusBadge } from "@/components/record/status-badge";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import type { ListedSystem } from "@/db/systems/list-systems";
import { systemsPath } from "@/lib/systems/system-filter";
import { mixedScriptWarning } from "@/lib/text/mixed-scripts";
import type { LoadedSystem } from "./load-system-details";
import { MonitoringLinks } from "./monitoring-links";
import { isFormShown, SystemForms } from "./system-forms";

export function SystemDetails({
  id,
  person,
  system,
  events,
  watched,
  staff,
  formDraft,
  organisation,
  zone,
}: LoadedSystem) {
  const warning = mixedScriptWarning(system.name) ?? mixedScriptWarning(system.client.name);
  return (
    <Main data-status={system.status}>
      <PageHeader
        title={system.name}
        above={
          <>
            <a className="link" href={systemsPath({ client: system.client.id })}>
              Systems of {system.client.name}
            </a>
            <StatusBadge status={system.status} />
          </>
        }
        intro={
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
        actions={[
          { target: `system:${id}`, name: system.name },
          { target: `client:${system.client.id}`, name: system.client.name },
        ].map((each) => (
          <WatchSwitch key={each.target} {...each} person={person} isWatched={watched.includes(each.target)} />
        ))}
      />
      <StepConfirmation person={person} recordTypes={["system"]} id={id} />
      <FormDraftNotice formDraft={formDraft} offered={isFormShown(system, formDraft, person)} />
      {warning ? (
        <Notice tone="warn">
          <p>{warning}</p>
        </Notice>
      ) : null}
      <div className="mb-8">
        <DefinitionList rows={factRows(system, zone)} />
      </div>
      <SystemForms system={system} person={person} staff={staff} formDraft={formDraft} />
      <Section heading="History">
        <HistoryList events={events} revision={1} zone={zone} />
      </Section>
    </Main>
  );
}

const factRows = (system: ListedSystem, zone: string) => [
  { term: "Client", value: system.client.name },
  { term: "Kind", value: system.kind ?? "not given" },
  { term: "Managed since", value: <DateTime at={system.managedSince} zone={zone} /> },
  { term: "Managed until", value: system.managedUntil ? <DateTime at={system.managedUntil} zone={zone} /> : "no end" },
  { term: "Owner", value: system.owner?.name ?? "no owner" },
  {
    term: "Monitoring",
    value: system.monitoringLinks ? <MonitoringLinks links={system.monitoringLinks} /> : "no links",
  },
  {
    term: "Changes",
    value: (
      <a className="link" href={`/changes?system=${system.id}`}>
        {`Changes of ${system.name}`}
      </a>
    ),
  },
];
