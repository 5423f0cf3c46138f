"use client";

import { Main } from "@/components/shell/main";
import { WentWrong } from "@/components/shell/went-wrong";

export default function PageError({ error }: { error: unknown }) {
  return (
    <Main>
      <WentWrong error={error} />
    </Main>
  );
}
