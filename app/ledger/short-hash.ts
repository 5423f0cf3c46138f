/** Long enough to compare two hashes by eye. */
export const shortHash = (hash: string): string => `${hash.slice(0, 12)}…`;
