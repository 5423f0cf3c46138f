import { maxNamedPeople } from "@/lib/people/handles";

/** Of a note that names more people than one note may. */
export const tooManyNamed = `A note can name at most ${maxNamedPeople} people. Name fewer, or tell the team in another way.`;

/** Under the field of a note. */
export const noteHint =
  "Saved with the current time. Write @first.last to tell a colleague, for example @operator.two.";

export const attentionWords = {
  notes: "Notes that name you",
  watched: "What you watch",
  watchedIntro:
    "You get an e-mail when somebody else takes a step of a change that you watch, or of one that touches a system or client that you watch.",
  nothingWatched: "You watch nothing. Open a change or a system and choose Watch.",
} as const;
