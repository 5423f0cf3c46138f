import type { Metadata } from "next";

type Props<P> = { params: Promise<P>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** After a refused form the title begins with "Error:", which tabs and screen readers announce first. */
export const titled =
  <P extends object>(title: string | ((params: P) => string)) =>
  async ({ params, searchParams }: Props<P>): Promise<Metadata> => {
    const named = typeof title === "string" ? title : title(await params);
    return { title: (await searchParams).error ? `Error: ${named}` : named };
  };
