import { document } from "@/app/_document/document";
import { StepConfirmation } from "@/app/_record/step-confirmation";
import { FormDraftNotice } from "@/app/_steps/panel/form-draft-notice";
import { PolicyDocument } from "@/components/policy/policy-document";
import { PolicyText } from "@/components/policy/policy-text";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { policy } from "@/lib/policy/policy";
import { CitedClauses } from "./cited-clauses";
import { CurrentVersion } from "./current-version";
import { Enforcement } from "./enforcement";
import { type LoadedPolicy, loadPolicy } from "./load";
import { PolicyFacts } from "./policy-facts";
import { PolicyParts } from "./policy-parts";
import { Superseded } from "./superseded";
import { Versions } from "./versions";

export const dynamic = "force-dynamic";

export const GET = document({ title: policy.title, load: loadPolicy, render: PolicyPage });

function PolicyPage(loaded: LoadedPolicy) {
  const { person, policyRecord, formDraft, shown, inForce, isSuperseded, zone, ineligibleMessage } = loaded;
  return (
    <Main>
      <PageHeader title={policy.title} intro={<PolicyFacts policyRecord={policyRecord} shown={shown} zone={zone} />} />
      {isSuperseded ? null : <PolicyParts />}
      <StepConfirmation person={person} recordTypes={["installation"]} />
      <FormDraftNotice formDraft={formDraft} offered={ineligibleMessage === null && !isSuperseded} />
      {isSuperseded ? <Superseded version={shown.version} inForce={inForce.version} /> : null}
      {policyRecord.text === null ? <PolicyText /> : <PolicyDocument text={policyRecord.text} />}
      {policyRecord.text === null ? null : (
        <Section heading="Clauses cited by the rules">
          <CitedClauses text={policyRecord.text} />
        </Section>
      )}
      <Section heading="Versions" count={policyRecord.versions.length}>
        <Versions versions={policyRecord.versions} zone={zone} />
      </Section>
      {isSuperseded ? null : (
        <>
          <CurrentVersion {...loaded} />
          <Enforcement {...loaded} />
        </>
      )}
    </Main>
  );
}
