import { execFileSync } from "node:child_process";

/** How far a subject goes: as `git log --oneline` shows it whole. */
const longestSubject = 72;

/** Where nothing says what is new, so many of the latest commits are looked at. */
const mostCommits = 20;

/**
 * What is not as CONTRIBUTING.md has it in the messages of new commits, a line for each such commit. New is what neither
 * `origin/main` nor the upstream has; where there is neither, the latest 20 since .gitmessage was added. Never throws: it warns.
 * @param {string} folder
 * @returns {readonly string[]}
 */
export function commitWarnings(folder) {
  try {
    return newCommits(folder).flatMap(({ hash, subject, body }) => {
      const faults = faultsOf(subject, body);
      return faults.length > 0 ? [`${hash.slice(0, 8)} “${subject}” ${faults.join(", and ")}.`] : [];
    });
  } catch {
    // No repository, or no git: there is nothing to look at.
    return [];
  }
}

/**
 * What a message lacks, as the ends of a sentence about it.
 * @param {string} subject
 * @param {string} body
 */
export function faultsOf(subject, body) {
  const length = Array.from(subject).length;
  const [first = ""] = subject.split(/[\s:]/);
  return [
    ...(length > longestSubject ? [`has ${length} characters, of which ${longestSubject} are read`] : []),
    ...(/\.$/.test(subject) ? ["ends with a full stop"] : []),
    ...(/^\p{Ll}/u.test(subject) ? ["begins with a small letter"] : []),
    ...(isImperative(first) ? [] : [`begins with “${first}”, which says what was done and not what it does`]),
    ...(saysWhy(body) ? [] : ["has no body that says why"]),
  ];
}

// "Added", "Adding"; not "Need", "Embed", "Bring".
const isImperative = (/** @type {string} */ word) =>
  !/([^e]ed|[^aeiouy]*[aeiouy].*ing)$/i.test(word) || /^(embed|shed|shred|wed)$/i.test(word);

/** More than the lines that programs add. */
const saysWhy = (/** @type {string} */ body) =>
  body.split("\n").some((line) => line.trim() !== "" && !/^[A-Z][\w-]+-by: /.test(line));

/** @param {string} folder */
function newCommits(folder) {
  const base = baseOf(folder);
  if (base === null) return [];
  const range = [`${base.commit}..HEAD`, ...(base.most === null ? [] : [`--max-count=${base.most}`])];
  return git(folder, "log", "--no-merges", "--format=%H%x1f%s%x1f%b%x1e", ...range)
    .split("\x1e")
    .map((commit) => commit.trim().split("\x1f"))
    .flatMap(([hash, subject = "", body = ""]) => (hash ? [{ hash, subject, body }] : []));
}

/** @param {string} folder */
function baseOf(folder) {
  for (const there of ["origin/main", "@{upstream}"]) {
    const commit = answer(folder, "merge-base", "HEAD", there);
    if (commit) return { commit, most: null };
  }
  const added = answer(folder, "log", "--diff-filter=A", "--max-count=1", "--format=%H", "--", ".gitmessage");
  return added ? { commit: added, most: mostCommits } : null;
}

/** What git answers; "" where it refuses. @param {string} folder @param {readonly string[]} words */
function answer(folder, ...words) {
  try {
    return git(folder, ...words).trim();
  } catch {
    return "";
  }
}

/** @param {string} folder @param {readonly string[]} words */
const git = (folder, ...words) =>
  execFileSync("git", words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
