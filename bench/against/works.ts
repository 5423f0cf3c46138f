import type { Floor } from "../floor-server";
import { floorPosts, type PostBatch } from "../forms";
import { type LoadRequest, load } from "../load";
import { assertPage } from "../measured-pages";
import { draftPosts, stepPosts } from "./form-posts";
import type { Path } from "./paths";
import type { Running } from "./running";

/** What is measured: how its requests are made ready, which is not measured, and by how many clients at once they are sent. */
export type Work = {
  readonly what: string;
  readonly clients: number;
  readonly requests: (running: Running, count: number) => Promise<readonly PostBatch[]>;
  /** The same on the floor, where there is such a thing. */
  readonly floor?: (count: number) => Promise<readonly PostBatch[]>;
  /** At most so many requests a turn. */
  readonly most: number;
  /** How long what it set off goes on after its answers. */
  readonly settlesMs: number;
};

/** A page, asked by each person in turn. */
export function reading({ what, path, isPublic, isLong }: Path, clients: number, floorUrl?: string): Work {
  const sentTo = ({ url, tokens }: Running): LoadRequest[] =>
    isPublic ? [{ url: url + path }] : Object.values(tokens).map((token) => ({ url: url + path, token }));
  return {
    what,
    clients: isLong ? 1 : clients,
    requests: async (running, count) => [repeated(sentTo(running), count)],
    floor: floorUrl === undefined ? undefined : async (count) => [repeated([{ url: floorUrl }], count)],
    most: isLong ? 2 : 400,
    settlesMs: 0,
  };
}

const repeated = (requests: readonly LoadRequest[], count: number): PostBatch => ({
  requests: Array.from({ length: count }, (_, turn) => requests[turn % requests.length] ?? []).flat(),
  check: assertPage,
});

// The log numbers an event, and a notice is queued, after its answer.
const settlesMs = 400;

/** New changes by their form, and steps on changes by theirs. */
export function stepping(clients: number, floor: Floor): Work[] {
  return [
    {
      what: "a new change, by form",
      clients,
      requests: async (running, count) => [await draftPosts(running, count, [])],
      floor: async (count) => [await floorPosts(floor, count, "draft")],
      most: 200,
      settlesMs,
    },
    {
      what: "a step, by form",
      clients,
      requests: async (running, count) => stepPosts(running, await drafted(running, Math.ceil(count / 3) + 1)),
      floor: async (count) => [await floorPosts(floor, count, "step")],
      most: 200,
      settlesMs,
    },
  ];
}

async function drafted(running: Running, count: number): Promise<number[]> {
  const made: number[] = [];
  const { requests, check } = await draftPosts(running, count, made);
  await load(requests, 8, check);
  return made;
}
