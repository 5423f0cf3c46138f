import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { returnPath } from "@/lib/return-path";
import { currentPerson } from "../session";
import { settings } from "../settings";
import { reasonSentence } from "./reasons";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { return: asked, reason } = await searchParams;
  const path = returnPath(typeof asked === "string" ? asked : null);
  if (await currentPerson()) redirect(path);
  const sentence = reasonSentence(reason);
  return (
    <main className="mx-auto max-w-md px-4 py-16">
      <h1 className="text-2xl font-semibold">Sign in to Windlass</h1>
      <p className="mt-2">
        Production changes of {settings().organisation}: proposed, reviewed, approved and recorded.
      </p>
      {sentence && <p className="mt-4 border-l-4 border-current pl-3">{sentence}</p>}
      <form action="/api/auth/signin/oidc" method="post" className="mt-6">
        <input type="hidden" name="return" value={path} />
        <button
          type="submit"
          className="rounded bg-neutral-900 px-4 py-2 font-medium text-white dark:bg-white dark:text-neutral-900"
        >
          Sign in
        </button>
      </form>
      {settings().kind === "demo" && (
        <p className="mt-6 text-sm">This is a demonstration: everything in it is demonstration data.</p>
      )}
    </main>
  );
}
