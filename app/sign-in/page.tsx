import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/button";
import { Main } from "@/components/main";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { returnPath } from "@/lib/return-path";
import { currentPerson } from "../session";
import { settings } from "../settings";
import { reasonFor } from "./reasons";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { return: asked, reason } = await searchParams;
  const path = returnPath(typeof asked === "string" ? asked : null);
  if (await currentPerson()) redirect(path);
  const why = reasonFor(reason);
  const { organisation, idpPort } = settings();
  return (
    <Main className="max-w-xl">
      <PageHead
        title="Sign in to Windlass"
        lead={`Production changes of ${organisation}: proposed, reviewed, approved and recorded.`}
      />
      {why ? <Notice tone={why.tone}>{why.sentence}</Notice> : null}
      <form action="/api/auth/signin/oidc" method="post" className="mt-5">
        <input type="hidden" name="return" value={path} />
        <Button type="submit">Sign in</Button>
      </form>
      {idpPort === null ? null : (
        <p className="mt-5 text-muted">
          This is a demonstration. The demo identity provider asks for no password: it lets you choose who to be.
        </p>
      )}
    </Main>
  );
}
