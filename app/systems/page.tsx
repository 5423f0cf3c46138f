import type { Metadata } from "next";
import { Main } from "@/components/main";
import { PageHead } from "@/components/page-head";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { readSystems } from "@/db/read-systems";
import { mayRegister } from "@/lib/may-make";
import { tellDay } from "@/lib/time";
import { FormOf } from "../form-of";
import { keptFor } from "../kept";
import { KeptNotice } from "../kept-notice";
import { requirePerson } from "../session";
import { asJudged } from "../subject-of";
import { worldOf, zoneOf } from "../world";

export const metadata: Metadata = { title: "Systems" };

export default async function SystemsPage({ searchParams }: { searchParams: Promise<{ kept?: string }> }) {
  const person = await requirePerson("/systems");
  const [systems, kept] = await Promise.all([
    readSystems(),
    keptFor(person.token, "/systems", (await searchParams).kept),
  ]);
  const zone = zoneOf(person);
  const clients = [...new Set(systems.map(({ client }) => client.name))];
  return (
    <Main>
      <PageHead
        title="Systems"
        lead={
          <>
            The systems under Anchor management. A change on any other is not covered by the policy and is refused.{" "}
            <ClauseLink clause="scope" />
          </>
        }
      />
      <KeptNotice kept={kept} offered={mayRegister(asJudged(person))} />
      {clients.map((client) => {
        const theirs = systems.filter((system) => system.client.name === client);
        return (
          <Section key={client} heading={client} count={theirs.length}>
            <Table
              caption={`Systems of ${client}`}
              heads={["Name", "Kind", "Managed since", "Changes"]}
              rows={theirs.map(({ id, name, kind, managed, managedSince, managedUntil }) => ({
                key: String(id),
                cells: [
                  name,
                  kind,
                  managed || !managedUntil ? tellDay(managedSince, zone) : `until ${tellDay(managedUntil, zone)}`,
                  <a key="changes" className="link" href={`/changes?system=${id}`}>
                    {`Changes of ${name}`}
                  </a>,
                ],
              }))}
            />
          </Section>
        );
      })}
      {mayRegister(asJudged(person)) ? (
        <Section heading="Register a system">
          <div className="max-w-md">
            <FormOf step="register" subject="system" type="" world={worldOf({ person })} kept={kept} look="quiet" />
          </div>
        </Section>
      ) : null}
    </Main>
  );
}
