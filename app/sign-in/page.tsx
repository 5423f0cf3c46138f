import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { returnPath } from "@/lib/web/return-path";
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
