import { document } from "@/app/_document/document";
import { StepDone } from "@/app/_record/step-done";
import { KeptNotice } from "@/app/_steps/panel/kept-notice";
import { PolicyDocument } from "@/components/policy/policy-document";
import { PolicyText } from "@/components/policy/policy-text";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { Section } from "@/components/shell/section";
import { policy } from "@/lib/policy/policy";
import { AsEnforced } from "./as-enforced";
import { CitedClauses } from "./cited-clauses";
import { InForce } from "./in-force";
import { type LoadedPolicy, loadPolicy } from "./load";
import { PolicyFacts } from "./policy-facts";
import { Superseded } from "./superseded";
import { Versions } from "./versions";

export const dynamic = "force-dynamic";

export const GET = document({ title: policy.title, load: loadPolicy, draw: PolicyPage });

function PolicyPage(loaded: LoadedPolicy) {
  const { person, of, kept, shown, inForce, isOld, zone, whoMay } = loaded;
  return (
    <Main>
      <PageHead title={policy.title} lead={<PolicyFacts of={of} shown={shown} zone={zone} />} />
      <StepDone person={person} of={["installation"]} />
      <KeptNotice kept={kept} offered={whoMay === null && !isOld} />
      {isOld ? <Superseded version={shown.version} inForce={inForce.version} /> : null}
      {of.text === null ? <PolicyText /> : <PolicyDocument text={of.text} />}
      {of.text === null ? null : (
        <Section heading="Clauses cited by the rules">
          <CitedClauses text={of.text} />
        </Section>
      )}
      <Section heading="Versions" count={of.versions.length}>
        <Versions versions={of.versions} zone={zone} />
      </Section>
      {isOld ? null : (
        <>
          <InForce {...loaded} />
          <AsEnforced {...loaded} />
        </>
      )}
    </Main>
  );
}
