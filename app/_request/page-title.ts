import type { Metadata } from "next";

type Props<P> = { params: Promise<P>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The title of a page with forms: where one was refused it says so first, as the tab and a screen reader show it. */
export const titled =
  <P extends object>(title: string | ((params: P) => string)) =>
  async ({ params, searchParams }: Props<P>): Promise<Metadata> => {
    const named = typeof title === "string" ? title : title(await params);
    return { title: (await searchParams).error ? `Error: ${named}` : named };
  };
