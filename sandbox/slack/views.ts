import { viewProblems } from './block-kit.ts';
import { type Json, ok, SlackRefusal, string } from './refusal.ts';
import { pickedValues } from './selects.ts';
import type { OpenView, Workspace } from './workspace.ts';

function checkedView(view: unknown): Json {
  const given = (typeof view === 'string' ? JSON.parse(view) : view) as Json;
  const problems = viewProblems(given);
  if (problems.length > 0)
    throw new SlackRefusal('invalid_arguments', { response_metadata: { messages: problems } });
  return given;
}

export function openView(workspace: Workspace, args: Json): Json {
  const trigger = workspace.spendTrigger(string(args.trigger_id));
  if ('error' in trigger) throw new SlackRefusal(trigger.error);
  const { user } = trigger;
  const opened: OpenView = {
    id: workspace.nextId('V'),
    hash: workspace.nextId('h'),
    type: 'modal',
    view: checkedView(args.view),
    errors: {},
    user,
    root: null,
  };
  workspace.views.set(opened.id, opened);
  workspace.changed();
  return ok({ view: apiView(workspace, opened) });
}

/** The app answered a submitted window with another one, to lie on it. */
export function pushView(workspace: Workspace, below: OpenView, view: unknown): void {
  const pushed: OpenView = {
    id: workspace.nextId('V'),
    hash: workspace.nextId('h'),
    type: 'modal',
    view: checkedView(view),
    errors: {},
    user: below.user,
    root: below.root ?? below.id,
  };
  workspace.views.set(pushed.id, pushed);
  workspace.changed();
}

/** A window, and all that lie on or below it. */
export function clearViews(workspace: Workspace, { id, root }: OpenView): void {
  const lowest = root ?? id;
  for (const view of workspace.views.values())
    if (view.id === lowest || view.root === lowest) workspace.views.delete(view.id);
}

export function updateView(workspace: Workspace, args: Json): Json {
  const open = workspace.views.get(string(args.view_id));
  if (!open) throw new SlackRefusal('not_found');
  if (args.hash !== undefined && args.hash !== open.hash) throw new SlackRefusal('hash_conflict');
  open.view = checkedView(args.view);
  open.hash = workspace.nextId('h');
  workspace.changed();
  return ok({ view: apiView(workspace, open) });
}

export function publishHome(workspace: Workspace, args: Json): Json {
  const user = string(args.user_id);
  if (!workspace.users.has(user)) throw new SlackRefusal('user_not_found');
  const home: OpenView = {
    id: workspace.nextId('V'),
    hash: workspace.nextId('h'),
    type: 'home',
    view: checkedView(args.view),
    errors: {},
    user,
    root: null,
  };
  workspace.homes.set(user, home);
  workspace.changed();
  return ok({ view: apiView(workspace, home) });
}

export function apiView(workspace: Workspace, open: OpenView, values: Json = {}): Json {
  return {
    id: open.id,
    team_id: workspace.team.id,
    app_id: workspace.bot.appId,
    bot_id: workspace.bot.botId,
    hash: open.hash,
    root_view_id: open.root ?? open.id,
    previous_view_id: null,
    external_id: '',
    private_metadata: '',
    callback_id: '',
    ...open.view,
    state: { values: { ...pickedValues(open), ...values } },
  };
}
