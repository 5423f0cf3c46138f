import { buildIfStale } from "./serve/build";
import { ShutdownHooks } from "./serve/shutdown-hooks";

// npm run build: builds as `npm start` does, unless nothing has changed since the last build.
await buildIfStale(new ShutdownHooks());
