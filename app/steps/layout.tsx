import type { ReactNode } from "react";

/** Next requires a layout for its page; it is never shown. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
