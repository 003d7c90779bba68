import { type Request, type Response, Router } from 'express';
import type {
  BlockActionInput,
  ClientAnswer,
  CommandInput,
  GroupInput,
  MembersInput,
  MessageInput,
  PresenceInput,
  ProfileInput,
  ShortcutInput,
  SuggestInput,
  ViewCloseInput,
  ViewSubmitInput,
} from './client-api.ts';
import type { Person } from './person.ts';
import { named } from './surface.ts';
import type { Workspace } from './workspace.ts';

/** The part that Slack's own apps play: what the sandbox page says to us. */
export function clientRouter(workspace: Workspace, person: Person): Router {
  const router = Router();
  router.get('/state', (request, response) => {
    const state = workspace.stateFor(String(request.query.user));
    response.status(state ? 200 : 404).json(state ?? { ok: false, error: 'There is no such person.' });
  });
  router.get('/events', (request, response) => events(workspace, request, response));
  const post = <T>(path: string, work: (input: T) => Promise<ClientAnswer>) =>
    router.post(path, async (request, response) => void response.json(await work(request.body as T)));
  post<BlockActionInput>('/block-action', (input) => person.blockAction(input));
  post<SuggestInput>('/suggest', (input) => person.suggest(input));
  post<ShortcutInput>('/shortcut', (input) => person.shortcut(input));
  post<ViewSubmitInput>('/view-submit', (input) => person.submitView(input));
  post<ViewCloseInput>('/view-close', (input) => person.closeView(input));
  post<CommandInput>('/command', (input) => person.command(input));
  post<MessageInput>('/message', (input) => person.message(input));
  post<PresenceInput>('/presence', (input) => person.setPresence(input));
  post<ProfileInput>('/profile', (input) => person.changeProfile(input));
  post<GroupInput>('/group', (input) => person.changeGroup(input));
  post<MembersInput>('/members', (input) => person.changeMembers(input));
  post<{ user: string }>('/open-home', ({ user }) => person.openHome(user));
  post<{ id: number }>('/dismiss-notice', async ({ id }) => {
    workspace.dismissNotice(id);
    return { ok: true };
  });
  return router;
}

function events(workspace: Workspace, request: Request, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
  const say = () => response.write(`data: ${JSON.stringify({ version: workspace.version })}\n\n`);
  say();
  const forget = workspace.onChange(say);
  request.once('close', forget);
}

/** `response_url`: the app's answer to a click or a command. */
export function responseRouter(workspace: Workspace): Router {
  const router = Router();
  router.post('/:token', (request, response) => {
    const target = workspace.spendResponseUrl(request.params.token ?? '');
    if (!target) return void response.status(404).send('used_url');
    const said = request.body as {
      text?: string;
      blocks?: unknown[];
      response_type?: string;
      replace_original?: boolean;
      delete_original?: boolean;
    };
    const original = target.ts === null ? undefined : workspace.message(target.channel, target.ts);
    if (said.delete_original && original) workspace.removeMessage(original);
    else if (said.replace_original && original) {
      Object.assign(original, {
        text: said.text ?? '',
        blocks: named(said.blocks, (prefix) => workspace.nextId(prefix)),
        edited: true,
      });
      workspace.changed();
    } else {
      const ephemeralFor = said.response_type === 'in_channel' ? null : target.user;
      workspace.addMessage({
        channel: target.channel,
        user: workspace.bot.id,
        text: said.text ?? '',
        blocks: said.blocks ?? [],
        threadTs: original?.threadTs ?? null,
        ephemeralFor,
        metadata: null,
      });
    }
    response.send('ok');
  });
  return router;
}
