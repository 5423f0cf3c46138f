"use client";

import { Main } from "@/components/main";
import { WentWrong } from "@/components/went-wrong";

export default function PageError({ error }: { error: unknown }) {
  return (
    <Main>
      <WentWrong error={error} />
    </Main>
  );
}
