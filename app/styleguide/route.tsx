import { document } from "@/app/_document/document";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { Colours, TextSizes } from "./foundations";
import { loadStyleguide } from "./load";
import { Badges, Buttons, Fields, Notices } from "./parts";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Style guide", load: loadStyleguide, render: StyleguidePage });

function StyleguidePage() {
  return (
    <Main>
      <PageHeader
        title="Style guide"
        intro="What every page is made of, in the colours that your device asks for: light, dark or forced. Its rules are in docs/design.md."
      />
      <TextSizes />
      <Colours />
      <Buttons />
      <Badges />
      <Notices />
      <Fields />
    </Main>
  );
}
