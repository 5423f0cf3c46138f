import { clientCommands, runClient } from "./client/windlass-client.mjs";
import { commands } from "./commands/commands";
import { runCommand } from "./commands/run-command";

// windlass <command>, and what `npm run <script>` of a command calls.

const [name = "--help", ...args] = process.argv.slice(2);
const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (Object.hasOwn(clientCommands, name)) {
  process.exit(await runClient(process.argv.slice(2)));
} else if (listed) {
  const script = process.env.npm_lifecycle_event;
  const call = script === listed.script ? `npm run ${script} --` : `windlass ${name}`;
  await runCommand(call, (await listed.load()).command, args);
} else {
  const isHelp = name === "--help" || name === "help";
  const summaries = [
    ...Object.entries(commands).map(([each, { summary }]) => [each, summary] as const),
    ...Object.entries(clientCommands),
  ];
  const width = Math.max(...summaries.map(([each]) => each.length));
  const list = summaries.map(([each, summary]) => `  ${each.padEnd(width)}  ${summary}`);
  const text = ["Usage: windlass <command> [--help]", "", ...list].join("\n");
  console[isHelp ? "log" : "error"](isHelp ? text : `There is no command “${name}”.\n${text}`);
  process.exit(isHelp ? 0 : 2);
}
