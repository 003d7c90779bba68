import { CHAT_METHODS } from './chat-methods.ts';
import { CONVERSATION_METHODS } from './conversation-methods.ts';
import { filesInfo } from './files.ts';
import { PEOPLE_METHODS } from './people-methods.ts';
import { type MethodTable, ok } from './refusal.ts';
import { openView, publishHome, pushView, updateView } from './views.ts';

/** Each method of the Web API with the scope that it needs. */
export const METHODS: MethodTable = {
  'api.test': { scope: null, run: () => ok() },
  'auth.test': {
    scope: null,
    run: (workspace) =>
      ok({
        url: 'https://sandbox.slack.com/',
        team: workspace.team.name,
        user: 'faccia',
        team_id: workspace.team.id,
        user_id: workspace.bot.id,
        bot_id: workspace.bot.botId,
        is_enterprise_install: false,
      }),
  },
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...PEOPLE_METHODS,
  'files.info': { scope: 'files:read', run: filesInfo },
  'views.open': { scope: null, run: openView },
  'views.push': { scope: null, run: pushView },
  'views.update': { scope: null, run: updateView },
  'views.publish': { scope: null, run: publishHome },
};
