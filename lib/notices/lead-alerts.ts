import { type EmergencyCounts, shareSentence } from "@/lib/changes/emergency-share";
import type { Tone } from "@/lib/looks/badges";
import type { IconName } from "@/lib/looks/icons";
import { channelLabels } from "@/lib/rules/labels";
import { type NoticeChannel, noticeChannels } from "@/lib/rules/record";
import { joinList } from "@/lib/text/join-list";
import type { ChannelState } from "./channel-health";
import { channelHealth, formatCappedCount, unconfiguredSentence } from "./channel-health";
import { failedDeliveriesPath, undeliveredAlertsPath } from "./delivery-filter";

/** A summary of the deliveries of an installation. */
export type DeliverySummary = {
  readonly channels: Readonly<Record<NoticeChannel, ChannelState>>;
  /** Permanently failed deliveries of the last two weeks. */
  readonly givenUp: number;
  /** How many alerts of failures neither arrived nor were attested. */
  readonly undeliveredAlerts: number;
};

/** One thing that an operations lead should know, and where to look. */
type LeadAlert = {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
  readonly link?: { readonly path: string; readonly label: string };
};

/** Up to how many the news counts. */
export const countCap = 1000;

/** Alerts for operations leads about deliveries, the most severe first; empty when all is well. */
export const leadAlerts = (summary: DeliverySummary): readonly LeadAlert[] => [
  ...undeliveredAlert(summary),
  ...offlineChannelAlert(summary),
  ...failedDeliveriesAlert(summary),
  ...unconfiguredChannelsAlert(summary),
];

/** How much of this month’s work could not wait. */
export const emergencyShareAlert = (share: Pick<EmergencyCounts, "emergencies" | "all">): LeadAlert => ({
  tone: "plain",
  icon: "siren",
  text: shareSentence(share),
  link: { path: "/emergencies", label: "By month and client" },
});

/** That accounts wait for a lead to say whose they are; nothing where none does. */
export const resemblingAccountsAlerts = (pairs: number): readonly LeadAlert[] =>
  pairs === 0
    ? []
    : [
        {
          ...warnTone,
          text:
            pairs === 1
              ? "Two accounts have the same e-mail address. Until you confirm whether they are one person, neither can review or approve what the other wrote."
              : `${formatCappedCount(pairs, countCap)} pairs of accounts have the same e-mail address. Until you confirm whether each pair is one person, neither account can review or approve what the other wrote.`,
          link: { path: "/people", label: "Review accounts" },
        },
      ];

/** The delegations in effect. `tell` formats an instant. */
export const delegationAlerts = (
  delegations: readonly { readonly delegate: string; readonly delegator: string; readonly until: string }[],
  formatTime: (instant: string) => string,
): readonly LeadAlert[] =>
  delegations.map(({ delegate, delegator, until }) => ({
    ...plainTone,
    icon: "person",
    text: `${delegate} acts for the operations lead until ${formatTime(until)}, under the delegation of ${delegator}.`,
    link: { path: "/people", label: "Delegations" },
  }));

function undeliveredAlert({ undeliveredAlerts }: DeliverySummary): readonly LeadAlert[] {
  if (undeliveredAlerts === 0) return [];
  const text =
    undeliveredAlerts === 1
      ? "The alert for a failed change has not been delivered."
      : `${formatCappedCount(undeliveredAlerts, countCap)} alerts for failed changes have not been delivered.`;
  return [{ ...badTone, text, link: { path: undeliveredAlertsPath, label: "See why" } }];
}

function offlineChannelAlert({ channels: channelStates }: DeliverySummary): readonly LeadAlert[] {
  const offlineChannels = noticeChannels.filter((channel) => channelHealth(channelStates[channel]) === "away");
  if (offlineChannels.length === 0) return [];
  const channelNames = joinList(
    offlineChannels.map((channel) => channelLabels[channel]),
    "or",
  );
  return [
    {
      ...badTone,
      text: `The notification worker has not reported for five minutes, so nothing is sent by ${channelNames}.`,
      link: deliveriesLink,
    },
  ];
}

function unconfiguredChannelsAlert({ channels: channelStates }: DeliverySummary): readonly LeadAlert[] {
  const missing = noticeChannels.filter((channel) => channelHealth(channelStates[channel]) === "unconfigured");
  if (missing.length === 0) return [];
  const tone = missing.includes("slack") ? warnTone : plainTone;
  return [{ ...tone, text: unconfiguredSentence(missing), link: { path: "/deliveries", label: "How to configure" } }];
}

function failedDeliveriesAlert({ givenUp }: DeliverySummary): readonly LeadAlert[] {
  if (givenUp === 0) return [];
  const text = `${givenUp === 1 ? "One notification" : `${formatCappedCount(givenUp, countCap)} notifications`} of the last two weeks failed.`;
  return [{ ...warnTone, text, link: { path: failedDeliveriesPath(), label: "Send again" } }];
}

const badTone = { tone: "bad", icon: "alert" } as const;
const warnTone = { tone: "warn", icon: "alert" } as const;
const plainTone = { tone: "plain", icon: "info" } as const;
const deliveriesLink = { path: "/deliveries", label: "Deliveries" };
