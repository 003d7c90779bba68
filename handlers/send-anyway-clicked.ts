import type { Reply } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface SendAnywayClickedDeps {
  sendAnyway(input: { replyId: string; slackUser: string }): Promise<Reply>;
}

/** A lead sends an answer of unknown fate again. */
export function sendAnywayClicked({ sendAnyway }: SendAnywayClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const reply = await sendAnyway({ replyId: value, slackUser });
    await say(
      reply.state === 'refused'
        ? `It is not sent again. ${reply.reason ?? ''}`.trim()
        : 'It is on its way again: its note here says how it ends.',
    );
  };
}
