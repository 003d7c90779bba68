import { unpackSurge } from '../src/slack/refs.ts';
import type { TakeGroupInput, TakenGroup } from '../src/usecases/take-group.ts';
import type { ButtonClick } from './click.ts';

export interface SurgeTakeClickedDeps {
  takeGroup(input: TakeGroupInput): Promise<TakenGroup>;
}

/** Somebody takes alike threads, as many as they have room for. */
export function surgeTakeClicked({ takeGroup }: SurgeTakeClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const ref = unpackSurge(value);
    if (ref === null) return;
    const { channel, number, group } = ref;
    await say(sentence(await takeGroup({ channel, number, group, slackUser })));
  };
}

function sentence(taken: TakenGroup): string {
  if (taken.kind === 'over') return 'This surge is over. If another one goes on, its card is further down.';
  const many = taken.threadIds.length;
  const threads = many === 1 ? '1 thread' : `${many} threads`;
  if (taken.kind === 'has')
    return `You have ${threads} of these already: answer or release them, then take more. Home and \`/care me\` show them.`;
  if (many === 0) return 'Nothing of this group is left for you: others took it, or it was answered.';
  const link =
    taken.account?.state === 'linked'
      ? ''
      : ' To answer you need your own X account here: type `/care link`.';
  return `You have ${threads}. Their cards come one a second.${link}`;
}
