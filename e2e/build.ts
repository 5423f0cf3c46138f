import { buildIfStale } from "../bin/serve/build";
import { ShutdownHooks } from "../bin/serve/shutdown-hooks";
import { prepareRelease } from "./released-product";

/** One production build for all workers; with TEST_RELEASE also a release, which they run in place of the clone. */
export default async function build(): Promise<(() => void) | undefined> {
  const stops = new ShutdownHooks();
  await buildIfStale(stops);
  if (!process.env.TEST_RELEASE) return undefined;
  return prepareRelease(stops);
}
