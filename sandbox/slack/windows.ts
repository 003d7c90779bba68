import type { ClientAnswer, ViewCloseInput, ViewSubmitInput } from './client-api.ts';
import { filesProblem } from './file-inputs.ts';
import { formProblems } from './form-rules.ts';
import { base } from './payloads.ts';
import { type Json, SlackRefusal } from './refusal.ts';
import type { Sender } from './sender.ts';
import { merged, placedElements } from './surface.ts';
import { apiView, checkedView, pushedView, replaceView } from './views.ts';
import type { OpenView, Workspace } from './workspace.ts';

interface Said {
  response_action?: string;
  errors?: Record<string, string>;
  view?: Json;
}

/** Somebody sends a window: Slack's own objections first, then the app's answer. */
export async function submitView(sender: Sender, input: ViewSubmitInput): Promise<ClientAnswer> {
  const { workspace } = sender;
  const view = workspace.views.get(input.viewId);
  if (!view) return { ok: false, error: 'This window is closed.' };
  view.drafts = merged(merged(view.drafts, input.state), input.files);
  const files = filesProblem(workspace, view);
  if (files !== null) return { ok: false, error: files };
  view.errors = formProblems(view.view.blocks, view.drafts, workspace.suggested);
  if (Object.keys(view.errors).length > 0) {
    workspace.changed();
    return { ok: true, closed: false, errors: view.errors };
  }
  const payload = {
    ...base(workspace, 'view_submission', input.user),
    trigger_id: workspace.trigger(input.user, view.id),
    view: apiView(workspace, view),
    response_urls: [],
  };
  const { answer, body } = await sender.interactive(payload, input.user, 'view_submission');
  if (!answer.ok) return answer;
  const problem = obey(workspace, view, (typeof body === 'object' ? body : null) as Said | null);
  workspace.changed();
  if (problem !== null)
    return { ok: false, error: `We had some trouble connecting. Try again? (${problem})` };
  return { ...answer, closed: !workspace.views.has(view.id), errors: view.errors };
}

/** Does what the app answered. Null: done; else why Slack cannot do it. */
function obey(workspace: Workspace, view: OpenView, said: Said | null): string | null {
  try {
    switch (said?.response_action) {
      case undefined:
        workspace.views.delete(view.id);
        return null;
      case 'clear':
        for (const open of workspace.stackOf(view)) workspace.views.delete(open.id);
        return null;
      case 'errors':
        return showErrors(view, said?.errors ?? {});
      case 'update':
        replaceView(workspace, view, checkedView(workspace, said?.view));
        return null;
      case 'push': {
        const pushed = pushedView(workspace, view.user, said?.view, view);
        workspace.views.set(pushed.id, pushed);
        return null;
      }
      default:
        return `response_action ${said?.response_action}`;
    }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return `${error.message} ${JSON.stringify(error.details)}`;
  }
}

/** Slack shows errors under input blocks only. */
function showErrors(view: OpenView, errors: Record<string, string>): string | null {
  const inputs = new Set(
    placedElements(view.view.blocks)
      .filter(({ block }) => block.type === 'input')
      .map(({ blockId }) => blockId),
  );
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (stray.length > 0) return `no input block is called ${stray.join(', ')}`;
  if (Object.keys(errors).length === 0) return 'errors without an error';
  view.errors = errors;
  return null;
}

/** The app hears of it only where the window asked for it. */
export async function closeView(
  sender: Sender,
  { user, viewId, all = false }: ViewCloseInput,
): Promise<ClientAnswer> {
  const { workspace } = sender;
  const view = workspace.views.get(viewId);
  if (!view) return { ok: true };
  const cleared = all || view.view.clear_on_close === true;
  const closing = cleared ? workspace.stackOf(view).reverse() : [view];
  for (const open of closing) workspace.views.delete(open.id);
  workspace.changed();
  let last: ClientAnswer = { ok: true };
  for (const open of closing.filter((one) => one.view.notify_on_close === true)) {
    const payload = {
      ...base(workspace, 'view_closed', user),
      view: apiView(workspace, open),
      is_cleared: cleared,
    };
    last = (await sender.interactive(payload, user, 'view_closed')).answer;
  }
  return last;
}
