"use server";

import { redirect } from "next/navigation";
import { z } from "zod";

const form = z.record(z.string(), z.string().max(10_000));

/** Parses the same form as the product's action, then redirects. */
export async function acceptForm(sent: FormData): Promise<void> {
  const { id = "" } = form.parse(Object.fromEntries([...sent].filter(([name]) => !name.startsWith("$ACTION"))));
  redirect(`/empty?id=${id}`);
}
