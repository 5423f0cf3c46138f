import { fileURLToPath } from "node:url";
import { groupSentences } from "./words/groups";

// npm run words [-- --page /changes]: every sentence and label that the product says, by page and file; holes as {name}.

const flagIndex = process.argv.indexOf("--page");
const page = flagIndex < 0 ? undefined : process.argv[flagIndex + 1];
const groups = groupSentences(fileURLToPath(new URL("..", import.meta.url)));
const selected = groups.filter(({ name }) => page === undefined || name === page);
for (const { name, files } of selected)
  console.log(
    [
      name,
      ...files.flatMap(({ file, sentences }) => ["", `  ${file}`, ...sentences.map((one) => `    ${one}`)]),
      "",
    ].join("\n"),
  );
const files = selected.flatMap(({ files }) => files);
console.error(`${files.flatMap(({ sentences }) => sentences).length} sentences and labels in ${files.length} files`);
if (selected.length === 0) {
  console.error(`No page has the address ${page}. There are:\n${groups.map(({ name }) => `  ${name}`).join("\n")}`);
  process.exitCode = 1;
}
