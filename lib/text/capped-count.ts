/** Open work is counted up to this number, which then means: as many or more. */
export const openCountCap = 100;

/** A count that ends at `openCountCap`, in at most three characters. */
export const formatCount = (count: number): string => (count >= openCountCap ? `${openCountCap - 1}+` : String(count));
