import type { WhoIsThere } from '../src/responders.ts';
import { awaySentence } from '../src/slack/texts.ts';
import type { CareWords } from './care-command.ts';

export interface CareWhoDeps {
  requireEmployee(slackUser: string): Promise<unknown>;
  whoAnswers: WhoIsThere['whoAnswers'];
  clock: { now(): number };
}

const SHOWN = 25;

/** `/care who [topic]`: who answers for it, and who of them is there now. */
export function careWho({ requireEmployee, whoAnswers, clock }: CareWhoDeps) {
  return async ({ slackUser, words }: CareWords): Promise<string> => {
    await requireEmployee(slackUser);
    const topic = words.length === 0 ? null : words.join(' ').replace(/^#/u, '');
    const found = await whoAnswers(topic, null);
    if (found.length === 0) return 'Nobody answers for this yet. Whoever wants to types `/care join`.';
    const lines = found
      .slice(0, SHOWN)
      .map(({ slackUser, availability }) =>
        availability.kind === 'available'
          ? `:large_green_circle: <@${slackUser}>: ${availability.load.open} in hand`
          : `:white_circle: <@${slackUser}> ${awaySentence(availability, clock.now())}`,
      );
    const more = found.length > SHOWN ? [`and ${found.length - SHOWN} more`] : [];
    return [...lines, ...more].join('\n');
  };
}
