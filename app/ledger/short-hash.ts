/** Enough of a hash to compare it with another by eye. */
export const shortHash = (hash: string): string => `${hash.slice(0, 12)}…`;
