import { appSql } from "./client";

const freshMs = 1_000;
const patienceMs = 3_000;

let asked = 0;
let answer: Promise<boolean> = Promise.resolve(true);

/** Whether the database answers, asked at most once a second however many requests come. */
export function databaseAnswers(): Promise<boolean> {
  if (Date.now() - asked > freshMs) {
    asked = Date.now();
    answer = Promise.race([ping(), givenUp()]);
  }
  return answer;
}

async function ping(): Promise<boolean> {
  return appSql()`select 1`.then(
    () => true,
    () => false,
  );
}

function givenUp(): Promise<boolean> {
  return new Promise((resolve) => void setTimeout(() => resolve(false), patienceMs).unref());
}
