import type { DeliveryStep, LinkedAccount, Reply, Thread } from './glossary.ts';

/** Whose account may say in public that somebody else goes on: whoever answered before, or the brand. */
export type HandoverVoice = 'colleague' | 'brand';

export interface HandoverSettings {
  /** In the order in which they are tried. */
  by: readonly HandoverVoice[];
  /** `{customer}` and `{colleague}` are handles. At least one. */
  sentences: readonly string[];
  /** The same in other languages, by BCP 47 code. */
  sentencesIn: Readonly<Record<string, readonly string[]>>;
}

/** A sentence that the customer reads before the next answer, as the reply window shows it. */
export interface HandoverPlan {
  /** `told`: a lead wants it. `asked`: who answered before is gone; whoever goes on decides. */
  wish: 'told' | 'asked';
  text: string;
  /** Who answers for the post: whoever answered before, or who goes on where the brand says it. */
  responder: string;
  /** The account that says it. */
  account: LinkedAccount;
  /** The same for somebody who writes it down: `direct` from that account, then the brand. */
  steps: DeliveryStep[];
}

/** What a brand says where the YAML says nothing. */
export const HANDOVER_SENTENCES: readonly string[] = [
  '{customer} {colleague} takes over from here.',
  '{customer} from here on {colleague} looks after you.',
  '{customer} {colleague} goes on with this now.',
];

/** The sentence for this hold: the same whenever it is asked for, another one the next time. */
export function handoverText(
  { sentences, sentencesIn }: HandoverSettings,
  thread: Thread,
  colleague: string,
): string {
  const language = thread.root.language?.split('-')[0] ?? '';
  const own = sentencesIn[language] ?? sentences;
  const template = own[(thread.claimedAt ?? 0) % own.length] ?? '';
  return template
    .replaceAll('{customer}', `@${thread.root.author.handle}`)
    .replaceAll('{colleague}', `@${colleague}`);
}

/** Whether this reply is such a sentence, and no answer. */
export function isHandover(reply: Reply): boolean {
  return reply.handoverFor !== undefined;
}
