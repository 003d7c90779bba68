import { deathSentence, kindOf, stoppedByX } from '../domain/death.ts';
import { type DeathKind, type LinkedAccount, ownerKey } from '../domain/glossary.ts';
import { escapeText, saidText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button, type SlackMessage } from './mention-card.ts';

/**
 * The direct message about an account that died: what happened, what to do, and buttons. It carries no link: one would be
 * dead when the person comes back to it.
 */
export function deathNotice(account: LinkedAccount): SlackMessage {
  const kind = kindOf(account.death);
  const key = ownerKey(account.owner);
  const again = (style?: 'primary') => button(ACTION.linkAgain, 'Link again', key, style);
  const buttons = stoppedByX(kind)
    ? [button(ACTION.accountSolved, 'It is solved', key, 'primary'), again()]
    : [again('primary')];
  const what = `:key: *${escapeText(deathSentence(account.handle, kind))}*${words(account)}`;
  return {
    text: what,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `${what}\n${todo(account, kind)}` } },
      { type: 'section', text: { type: 'mrkdwn', text: waiting(account) } },
      { type: 'actions', elements: buttons },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: '_Link again_ makes a fresh link at each press: only for you, for one use, good for 10 minutes.',
          },
        ],
      },
    ],
  };
}

function words({ death }: LinkedAccount): string {
  return death && death.words !== '' ? ` X says: "${saidText(death.words, 300)}"` : '';
}

function todo(account: LinkedAccount, kind: DeathKind): string {
  const handle = escapeText(account.handle);
  switch (kind) {
    case 'revoked':
    case 'unreadable':
      return `Press *Link again* and sign in at X as @${handle}.`;
    case 'scope':
      return (
        `Press *Link again*, sign in at X as @${handle} and agree to all that X lists. If this comes back at once, X lets ` +
        'the app itself only read: operations set it to "Read and write" on developer.x.com.'
      );
    case 'suspended':
    case 'locked':
      return (
        `1. Sign in at <https://x.com|x.com> as @${handle} and do what X asks for.\n` +
        '2. Once you can post there again, press *It is solved*. If that is not enough, press *Link again*.'
      );
  }
}

function waiting({ owner }: LinkedAccount): string {
  return owner.kind === 'brand'
    ? "Until then nothing goes out from the brand's account, and nobody can be introduced by it. Answers that need it are kept, and go out by themselves once it works again. All care leads got this message."
    : 'Answers that wait for it are kept, nothing was posted, and they go out by themselves once it works again.';
}
