import { writeFile } from "node:fs/promises";
import { sprite } from "./icon-sprite";

// npm run icons: draws the pictures of lib/looks/icons.ts anew into the one file that pages show them from.
await writeFile("components/icons.svg", sprite());
