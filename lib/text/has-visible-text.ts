// Not white space, not Default_Ignorable_Code_Point, not the Braille blank; `has_visible_text` in SQL is the same.
const visibleCharacter = /[^\s\u0085\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text has anything that its reader sees. */
export const hasVisibleText = (text: string): boolean => visibleCharacter.test(text);
