import { startNoticeWorker } from "@/db/notices/start-notice-worker";

// A worker as a process of its own, for a test to kill.
const { WORKER = "{}" } = process.env;
startNoticeWorker({ ...JSON.parse(WORKER), log: (words: string) => console.error(words) });
process.stdout.write("runs\n");
