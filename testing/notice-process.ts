import { startNoticeWorker } from "@/db/notices/worker";

// A worker as a process of its own, for a test to kill.
const { WORKER = "{}" } = process.env;
startNoticeWorker({ ...JSON.parse(WORKER), say: (words: string) => console.error(words) });
process.stdout.write("runs\n");
