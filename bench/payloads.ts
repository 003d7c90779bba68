import { randomBytes } from 'node:crypto';
import { REPLY_TEXT, VIEW } from '../src/slack/ids.ts';
import { packModalData } from '../src/slack/refs.ts';

/** What Slack sends when somebody presses *Take it*. */
export function takeItClick(slackUser: string, threadId: string): Record<string, unknown> {
  return {
    ...base('block_actions', slackUser),
    container: { type: 'message', message_ts: '1.000001', channel_id: 'C0BENCH', is_ephemeral: false },
    channel: { id: 'C0BENCH', name: 'bench' },
    message: { type: 'message', ts: '1.000001', text: 'A card', bot_id: 'B0FACCIA' },
    actions: [
      { type: 'button', action_id: 'take_it', block_id: 'thread_actions', value: threadId, action_ts: '1' },
    ],
  };
}

/** What Slack sends when somebody submits the reply modal. */
export function replySubmission(slackUser: string, threadId: string, text: string): Record<string, unknown> {
  const view = {
    id: `V${randomBytes(6).toString('hex').toUpperCase()}`,
    type: 'modal',
    callback_id: VIEW.replySubmit,
    private_metadata: packModalData({ threadId, step: 'direct' }),
    state: {
      values: {
        [REPLY_TEXT.blockId]: { [REPLY_TEXT.actionId]: { type: 'plain_text_input', value: text } },
      },
    },
    blocks: [],
    hash: '1.1',
  };
  return { ...base('view_submission', slackUser), view, response_urls: [] };
}

function base(type: string, slackUser: string): Record<string, unknown> {
  return {
    type,
    user: { id: slackUser, username: slackUser, name: slackUser, team_id: 'T0SANDBOX' },
    api_app_id: 'A0FACCIA',
    token: 'verification',
    team: { id: 'T0SANDBOX', domain: 'sandbox' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: `1.${randomBytes(8).toString('hex')}`,
  };
}
