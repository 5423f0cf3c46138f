// Spaces, what Unicode says is to be ignored, and the blank of Braille; `says_something` in SQL holds the same.
const seen = /[^\s\u0085\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text has anything that its reader sees. */
export const saysSomething = (text: string): boolean => seen.test(text);
