import { openDocument } from "@/app/_document/document";
import { Button } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { type LoadedSignIn, loadSignIn } from "./load";

export const dynamic = "force-dynamic";

export const GET = openDocument({ title: "Sign in", load: loadSignIn, render: SignInPage });

function SignInPage({ path, reason, organisation, isDemo }: LoadedSignIn) {
  return (
    <Main className="narrow">
      <PageHeader
        title="Sign in to Windlass"
        intro={`Production changes of ${organisation}: proposed, reviewed, approved and recorded.`}
      />
      {reason ? <Notice tone={reason.tone}>{reason.sentence}</Notice> : null}
      <form action="/api/auth/signin/oidc" method="post" className="mt-5">
        <input type="hidden" name="return" value={path} />
        <Button type="submit">Sign in</Button>
      </form>
      {isDemo ? (
        <p className="mt-5 text-muted">
          This is a demonstration. The demo identity provider asks for no password: choose who to be.
        </p>
      ) : null}
    </Main>
  );
}
