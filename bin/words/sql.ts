import { normalizeSpace } from "./markup-text";

/** The words for people in SQL: texts between quotes of at least two words, outside comments, that are no setting or format. */
export const sentencesOfSql = (code: string): readonly string[] => [
  ...new Set(
    [...code.replace(/--.*$/gm, "").matchAll(/'((?:[^'\n]|'')*)'/g)]
      .map(([, text = ""]) => normalizeSpace(text.replaceAll("''", "'")))
      .filter((text) => isPhrase(text) && !isSetting(text)),
  ),
];

const isPhrase = (text: string) =>
  /^[“(]?\p{L}[\p{L} '’“”.,:;?!…{}|%()-]* \p{L}[\p{L} '’“”.,:;?!…{}|%()-]*$/u.test(text);

const isSetting = (text: string) =>
  /^(revoke|grant|drop|alter) |^(read committed|read only|repeatable read|days of|as by default)$|\b(HH|MM|YYYY|FM\w+)\b/.test(
    text,
  );
