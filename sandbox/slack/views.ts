import { viewProblems } from './block-kit.ts';
import { MAX } from './checker.ts';
import { type Json, ok, SlackRefusal, string } from './refusal.ts';
import { named, stateOf } from './surface.ts';
import type { OpenView, Workspace } from './workspace.ts';

/** Slack shows no more windows over each other. */
const STACK = 3;

/** Throws Slack's refusal of a view that breaks its rules. */
export function checkedView(workspace: Workspace, view: unknown, type: 'modal' | 'home' = 'modal'): Json {
  const given = (typeof view === 'string' ? JSON.parse(view) : view) as Json | undefined;
  if (!given) throw new SlackRefusal('invalid_arguments', missing('view'));
  const problems = viewProblems(given);
  if (given.type !== type) problems.push(`view type must be ${type} [json-pointer:/view/type]`);
  if (problems.length > 0)
    throw new SlackRefusal('invalid_arguments', { response_metadata: { messages: problems } });
  if (JSON.stringify(given).length > MAX.viewBytes) throw new SlackRefusal('view_too_large');
  return { ...given, blocks: named(given.blocks, (prefix) => workspace.nextId(prefix)) };
}

const missing = (name: string): Json => ({
  response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
});

/** A window that nobody sees yet. */
function newView(workspace: Workspace, user: string, view: Json, under: OpenView | null): OpenView {
  const id = workspace.nextId('V');
  const external = string(view.external_id);
  const taken =
    external !== '' && [...workspace.views.values()].some((open) => open.view.external_id === external);
  if (taken) throw new SlackRefusal('duplicate_external_id');
  return {
    id,
    hash: workspace.nextId('h'),
    type: view.type as 'modal' | 'home',
    view,
    errors: {},
    rootId: under?.rootId ?? id,
    previousId: under?.id ?? null,
    drafts: {},
    user,
  };
}

function show(workspace: Workspace, opened: OpenView): Json {
  workspace.views.set(opened.id, opened);
  workspace.changed();
  return ok({ view: apiView(workspace, opened) });
}

function spent(workspace: Workspace, args: Json): { user: string; viewId: string | null } {
  const trigger = workspace.spendTrigger(string(args.trigger_id));
  if ('error' in trigger) throw new SlackRefusal(trigger.error);
  return trigger;
}

export function openView(workspace: Workspace, args: Json): Json {
  const { user } = spent(workspace, args);
  return show(workspace, newView(workspace, user, checkedView(workspace, args.view), null));
}

/** Over the window in which the person acted. */
export function pushView(workspace: Workspace, args: Json): Json {
  const { user, viewId } = spent(workspace, args);
  const under = workspace.views.get(viewId ?? '');
  if (!under) throw new SlackRefusal('not_found');
  return show(workspace, pushedView(workspace, user, args.view, under));
}

export function pushedView(workspace: Workspace, user: string, view: unknown, under: OpenView): OpenView {
  if (workspace.stackOf(under).length >= STACK) throw new SlackRefusal('push_limit_reached');
  return newView(workspace, user, checkedView(workspace, view), under);
}

export function updateView(workspace: Workspace, args: Json): Json {
  const external = string(args.external_id);
  const open =
    workspace.views.get(string(args.view_id)) ??
    [...workspace.views.values()].find(({ view }) => external !== '' && view.external_id === external);
  if (!open) throw new SlackRefusal('not_found');
  if (args.hash !== undefined && args.hash !== open.hash) throw new SlackRefusal('hash_conflict');
  replaceView(workspace, open, checkedView(workspace, args.view));
  return ok({ view: apiView(workspace, open) });
}

/** What somebody chose or typed stays where the new view has the same names. */
export function replaceView(workspace: Workspace, open: OpenView, view: Json): void {
  open.view = view;
  open.hash = workspace.nextId('h');
  workspace.changed();
}

/** A person has one home of the app: it keeps its id. */
export function publishHome(workspace: Workspace, args: Json): Json {
  const user = string(args.user_id);
  if (!workspace.users.has(user)) throw new SlackRefusal('user_not_found');
  const view = checkedView(workspace, args.view, 'home');
  const home = workspace.homes.get(user) ?? newView(workspace, user, view, null);
  if (args.hash !== undefined && args.hash !== '' && args.hash !== home.hash)
    throw new SlackRefusal('hash_conflict');
  workspace.homes.set(user, home);
  replaceView(workspace, home, view);
  return ok({ view: apiView(workspace, home) });
}

/** A view as Slack says it, with what stands in it. */
export function apiView(workspace: Workspace, open: OpenView): Json {
  return {
    id: open.id,
    team_id: workspace.team.id,
    app_id: workspace.bot.appId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.bot.botId,
    hash: open.hash,
    root_view_id: open.rootId,
    previous_view_id: open.previousId,
    external_id: '',
    private_metadata: '',
    callback_id: '',
    title: { type: 'plain_text', text: 'View Title', emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...open.view,
    state: { values: stateOf(open.view.blocks, open.drafts, workspace) },
  };
}
