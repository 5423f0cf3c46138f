import type { Metadata } from "next";
import { ButtonLink } from "@/components/basics/button";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Main>
      <PageHead
        title="Page not found"
        lead="Check the address. Records are never deleted: to find a change, search for its number or title."
      />
      <div className="flex flex-wrap gap-2">
        <ButtonLink look="primary" href="/changes">
          Search changes
        </ButtonLink>
        <ButtonLink href="/">Waiting for you</ButtonLink>
      </div>
    </Main>
  );
}
