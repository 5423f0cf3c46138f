import { buildIfStale } from "../bin/serve/build";
import { ShutdownHooks } from "../bin/serve/shutdown-hooks";

/** One production build for all workers. */
export default async function build(): Promise<void> {
  const stops = new ShutdownHooks();
  await buildIfStale(stops);
}
