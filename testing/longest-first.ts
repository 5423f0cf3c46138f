import { BaseSequencer, type TestSpecification } from "vitest/node";

// What takes a minute by itself begins first, so that no worker is idle while the other ends with it. Else, and where
// nothing is known of an earlier run, Vitest begins with the largest files.
const longest = [/\/matrix\.test\.ts$/, /\/plans\.test\.ts$/];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => name.test(moduleId));
      return index === -1 ? longest.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
