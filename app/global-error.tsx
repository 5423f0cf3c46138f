"use client";

import "./inter.css";
import "./globals.css";
import { Main } from "@/components/shell/main";
import { WentWrong } from "@/components/shell/went-wrong";

export default function GlobalError({ error }: { error: unknown }) {
  return (
    <html lang="en">
      <body>
        <title>Windlass</title>
        <Main>
          <WentWrong error={error} />
        </Main>
      </body>
    </html>
  );
}
