/** After so many days without a sign-in somebody counts as away: they are not named among those who can take a step. */
export const inactiveAfterDays = 90;
