/** SHA-256 of the UTF-8 bytes of a text, in hex: `lib` computes none itself. */
type Digest = (text: string) => string;

/**
 * A sample of `size` numbers that anybody can draw again: each number's digest is SHA-256 of the seed, a newline and the
 * number; those with the smallest digests are drawn and listed in the order of their numbers (docs/sample.md).
 */
export function drawSample(numbers: readonly string[], size: number, seed: string, digest: Digest): readonly string[] {
  const drawn = numbers
    .map((number) => ({ number, digest: digest(`${seed}\n${number}`) }))
    .sort((one, other) => (one.digest < other.digest ? -1 : 1))
    .slice(0, size);
  return sortByNumber(drawn.map(({ number }) => number));
}

/** The hash of a population: SHA-256 over its numbers in their order, each followed by a newline. */
export const populationHash = (numbers: readonly string[], digest: Digest): string =>
  digest(
    sortByNumber(numbers)
      .map((number) => `${number}\n`)
      .join(""),
  );

const sortByNumber = (numbers: readonly string[]) => [...numbers].sort((one, other) => numberOf(one) - numberOf(other));
const numberOf = (number: string) => Number(number.replace(/\D/g, ""));
