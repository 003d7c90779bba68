import { unpackSurge } from '../src/slack/refs.ts';
import type { Opened, SurgeRef } from '../src/surges.ts';
import type { ButtonClick } from './click.ts';

export interface SurgeOpenClickedDeps {
  openFolded(input: SurgeRef & { slackUser: string }): Promise<Opened>;
}

/** The next folded threads get their cards. */
export function surgeOpenClicked({ openFolded }: SurgeOpenClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const ref = unpackSurge(value);
    if (ref === null) return;
    const { channel, number } = ref;
    await say(sentence(await openFolded({ channel, number, slackUser })));
  };
}

function sentence(opened: Opened): string {
  switch (opened.kind) {
    case 'coming':
      return opened.count === 1
        ? 'The next card is on its way.'
        : `The next ${opened.count} cards are on their way, one a second.`;
    case 'none':
      return 'Nothing is folded here any more.';
    case 'over':
      return 'This surge is over. If another one goes on, its card is further down.';
  }
}
