import { appSql } from "./client";

const freshMs = 1_000;
const patienceMs = 3_000;

let asked = 0;
let answer: Promise<boolean> = Promise.resolve(true);

/** Whether the database answers, or did less than `withinMs` ago: asked at most once a second, however many read. */
export function databaseAnswers(withinMs = freshMs): Promise<boolean> {
  if (Date.now() - asked >= withinMs) {
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
