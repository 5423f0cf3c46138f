import { fileURLToPath } from "node:url";

/** Where the product's files are: the clone, or the release. It may be read-only, and need not be the working directory. */
export const rootFolder = fileURLToPath(new URL("..", import.meta.url));
