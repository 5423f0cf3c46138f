import { clusterUrls, readCluster } from "@/db/embedded/cluster";
import { databaseUrls } from "@/lib/settings/database-urls";
import { dataFolder } from "./data-folder";
import { withSecretFiles } from "./keys/secret-files";

const roles = ["app", "owner", "worker", "signin"] as const;

const role = roles.find((role) => role === process.argv[2]);
if (!role) fail(`Usage: npm run -s db:url -- ${roles.join("|")}`);
else console.log(await urlFor(role));

async function urlFor(role: (typeof roles)[number]): Promise<string> {
  const env = withSecretFiles(process.env);
  if (env.DATABASE_URL) return databaseUrls(env)[role === "owner" ? "migrate" : role];
  const cluster = await readCluster(dataFolder);
  return cluster ? clusterUrls(cluster)[role] : fail("There is no embedded database yet. Run npm start first.");
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
