import { type Counted, shareSentence } from "@/lib/changes/emergency-share";
import type { MarkIcon } from "@/lib/looks/icons";
import type { Tone } from "@/lib/looks/marks";
import { type Channel, channels } from "@/lib/rules/record";
import { channelWords } from "@/lib/rules/words";
import { list } from "@/lib/text/list";
import type { ChannelNow } from "./channel-words";
import { channelHealth, countWords, howToConfigure } from "./channel-words";
import { givenUpPath, untoldPath } from "./filter";

/** A summary of the deliveries of an installation. */
export type DeliveryNews = {
  readonly channels: Readonly<Record<Channel, ChannelNow>>;
  /** Permanently failed deliveries of the last two weeks. */
  readonly givenUp: number;
  /** How many alerts of failures neither arrived nor were attested. */
  readonly untold: number;
};

/** One thing that an operations lead should know, and where to look. */
type LeadLine = {
  readonly tone: Tone;
  readonly icon: MarkIcon;
  readonly words: string;
  readonly link?: { readonly path: string; readonly label: string };
};

/** Up to how many the news counts. */
export const mostNews = 1000;

/** Alerts for operations leads about deliveries, the most severe first; empty when all is well. */
export const leadLines = (news: DeliveryNews): readonly LeadLine[] => [
  ...untoldLine(news),
  ...awayLine(news),
  ...unconfiguredLine("slack", news),
  ...givenUpLine(news),
  ...unconfiguredLine("email", news),
];

/** How much of this month’s work could not wait. */
export const shareLine = (share: Pick<Counted, "emergencies" | "all">): LeadLine => ({
  tone: "plain",
  icon: "siren",
  words: shareSentence(share),
  link: { path: "/emergencies", label: "By month and client" },
});

/** That accounts wait for a lead to say whose they are; nothing where none does. */
export const resemblingLines = (pairs: number): readonly LeadLine[] =>
  pairs === 0
    ? []
    : [
        {
          ...warn,
          words:
            pairs === 1
              ? "Two accounts have the same e-mail address. Until you confirm whether they are one person, neither can review or approve what the other wrote."
              : `${countWords(pairs, mostNews)} pairs of accounts have the same e-mail address. Until you confirm whether each pair is one person, neither account can review or approve what the other wrote.`,
          link: { path: "/people", label: "Review accounts" },
        },
      ];

/** The delegations in effect. `tell` formats an instant. */
export const lentLines = (
  running: readonly { readonly delegate: string; readonly lender: string; readonly until: string }[],
  tell: (instant: string) => string,
): readonly LeadLine[] =>
  running.map(({ delegate, lender, until }) => ({
    ...plain,
    icon: "person",
    words: `${delegate} acts for the operations lead until ${tell(until)}, under the delegation of ${lender}.`,
    link: { path: "/people", label: "Delegations" },
  }));

function untoldLine({ untold }: DeliveryNews): readonly LeadLine[] {
  if (untold === 0) return [];
  const words =
    untold === 1
      ? "The alert for a failed change has not been delivered."
      : `${countWords(untold, mostNews)} alerts for failed changes have not been delivered.`;
  return [{ ...bad, words, link: { path: untoldPath, label: "See why" } }];
}

function awayLine({ channels: said }: DeliveryNews): readonly LeadLine[] {
  const away = channels.filter((channel) => channelHealth(said[channel]) === "away");
  if (away.length === 0) return [];
  const by = list(
    away.map((channel) => channelWords[channel]),
    "or",
  );
  return [
    {
      ...bad,
      words: `The notification worker has not reported for five minutes, so nothing is sent by ${by}.`,
      link: toDeliveries,
    },
  ];
}

const unconfiguredLine = (channel: Channel, { channels: said }: DeliveryNews): readonly LeadLine[] =>
  channelHealth(said[channel]) === "unconfigured"
    ? [{ ...(channel === "slack" ? warn : plain), words: howToConfigure[channel] }]
    : [];

function givenUpLine({ givenUp }: DeliveryNews): readonly LeadLine[] {
  if (givenUp === 0) return [];
  const words = `${givenUp === 1 ? "One notification" : `${countWords(givenUp, mostNews)} notifications`} of the last two weeks failed.`;
  return [{ ...warn, words, link: { path: givenUpPath(), label: "Send again" } }];
}

const bad = { tone: "bad", icon: "alert" } as const;
const warn = { tone: "warn", icon: "alert" } as const;
const plain = { tone: "plain", icon: "info" } as const;
const toDeliveries = { path: "/deliveries", label: "Deliveries" };
