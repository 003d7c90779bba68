import { checker, list } from './checker.ts';
import type {
  BlockActionInput,
  ClientAnswer,
  Drafts,
  Given,
  SandboxOption,
  ShortcutInput,
  SuggestInput,
} from './client-api.ts';
import { oneOption } from './element-rules.ts';
import { isMany, keepsState, stateValue } from './given.ts';
import {
  base,
  blocksOf,
  channelPart,
  draftsKey,
  messagePart,
  type Surface,
  surfaceAt,
  surfacePart,
} from './payloads.ts';
import type { Json } from './refusal.ts';
import type { Sender } from './sender.ts';
import { elementAt, findOption, merged, type Placed, placeName } from './surface.ts';
import type { Workspace } from './workspace.ts';

const GONE = 'There is no such message or window.';

/** Somebody presses, chooses or types: Slack's `block_actions`. */
export async function blockAction(sender: Sender, input: BlockActionInput): Promise<ClientAnswer> {
  const { workspace } = sender;
  const surface = surfaceAt(workspace, input);
  if (!surface) return { ok: false, error: GONE };
  const placed = elementAt(blocksOf(surface), input.blockId, input.actionId);
  const wrong = placed && wrongChoice(workspace, placed, input.value);
  if (wrong) return { ok: false, error: wrong };
  keep(workspace, surface, input, placed);
  const viewId = 'view' in surface && surface.view.type === 'modal' ? surface.view.id : null;
  const payload: Json = {
    ...base(workspace, 'block_actions', input.user),
    trigger_id: workspace.trigger(input.user, viewId),
    ...surfacePart(workspace, surface, input.user),
    actions: [actionOf(workspace, placed, input)],
  };
  if ('message' in surface) {
    const { channel, ts } = surface.message;
    payload.response_url = sender.responseUrl({ channel, user: input.user, ts });
  }
  return (await sender.interactive(payload, input.user, 'block_actions')).answer;
}

/** What cannot be chosen there. Null: it can. */
function wrongChoice(workspace: Workspace, { blockId, element }: Placed, given: Given = null): string | null {
  const many = typeof given === 'string' ? [given] : (given ?? []);
  if (many.length > 1 && !isMany(element)) return 'Only one can be chosen.';
  if (typeof element.max_selected_items === 'number' && many.length > element.max_selected_items)
    return `You can choose ${element.max_selected_items} at most.`;
  const hasOptions =
    'options' in element || 'option_groups' in element || element.type.endsWith('external_select');
  const find = findOption(element, blockId, workspace.suggested);
  const unknown = hasOptions && many.find((value) => find(value) === undefined);
  return typeof unknown === 'string' ? `There is no such choice: ${unknown}` : null;
}

function keep(
  workspace: Workspace,
  surface: Surface,
  input: BlockActionInput,
  placed: Placed | undefined,
): void {
  const own: Drafts =
    placed && keepsState(placed.element.type)
      ? { [input.blockId]: { [input.actionId]: input.value ?? null } }
      : {};
  const all = (drafts: Drafts = {}) => merged(merged(merged(drafts, input.state), input.files), own);
  if ('view' in surface) {
    surface.view.drafts = all(surface.view.drafts);
    // Slack's objection goes when its field is changed.
    const { [input.blockId]: _gone, ...errors } = surface.view.errors;
    surface.view.errors = errors;
  } else {
    const key = draftsKey(input.user, surface.message);
    workspace.messageDrafts.set(key, all(workspace.messageDrafts.get(key)));
  }
}

/** The entry in `actions`: the element's own names, and what was done with it. */
function actionOf(workspace: Workspace, placed: Placed | undefined, input: BlockActionInput): Json {
  const names = { action_id: input.actionId, block_id: input.blockId, action_ts: workspace.nextTs() };
  // A message may have changed since the person's Slack drew it: what was pressed is sent as it stood there.
  if (!placed) return { type: 'button', ...names, value: input.value };
  const { element, blockId } = placed;
  const find = findOption(element, blockId, workspace.suggested);
  if (element.type === 'overflow')
    return { type: 'overflow', ...names, selected_option: find(String(input.value ?? '')) ?? null };
  const said = stateValue(element, input.value ?? null, find);
  const kept = ['text', 'url', 'style', 'placeholder', 'initial_option', 'initial_options', 'confirm'];
  const own = Object.fromEntries(kept.filter((name) => name in element).map((name) => [name, element[name]]));
  if (said) return { ...own, ...said, ...names };
  return { type: element.type, ...own, ...names, value: input.value ?? element.value };
}

/** Somebody opens or searches a select whose options the app knows: Slack's `block_suggestion`. */
export async function suggest(sender: Sender, input: SuggestInput): Promise<ClientAnswer> {
  const { workspace } = sender;
  const surface = surfaceAt(workspace, input);
  const placed = surface && elementAt(blocksOf(surface), input.blockId, input.actionId);
  if (!surface || !placed) return { ok: false, error: GONE };
  const least = Number(placed.element.min_query_length ?? 3);
  if (input.value.length < least) return { ok: true, groups: [] };
  const payload = {
    ...base(workspace, 'block_suggestion', input.user),
    ...surfacePart(workspace, surface, input.user),
    action_id: input.actionId,
    block_id: input.blockId,
    value: input.value,
  };
  const { answer, body } = await sender.interactive(payload, input.user, 'block_suggestion');
  if (!answer.ok) return answer;
  return { ...answer, ...offered(workspace, input, (body ?? {}) as Json) };
}

function offered(workspace: Workspace, { blockId, actionId }: SuggestInput, body: Json): ClientAnswer {
  const groups = Array.isArray(body.option_groups)
    ? list(body.option_groups).map(({ label, options }) => ({
        label: (label as { text?: string } | undefined)?.text ?? '',
        options: list(options) as unknown as SandboxOption[],
      }))
    : [{ label: null, options: list(body.options) as unknown as SandboxOption[] }];
  const options = groups.flatMap((group) => group.options);
  const problems: string[] = [];
  for (const option of options) oneOption(option as unknown as Json, checker('/options', problems));
  if (options.length > 100) problems.push('no more than 100 options');
  if (problems.length > 0) return { ok: false, error: problems.join('\n') };
  const name = placeName(blockId, actionId);
  const known = workspace.suggested.get(name) ?? new Map<string, SandboxOption>();
  for (const option of options) known.set(option.value, option);
  workspace.suggested.set(name, known);
  return { ok: true, groups };
}

/** Somebody chooses the app's entry in the menu of a message. */
export async function shortcut(
  sender: Sender,
  { user, message: at, callbackId }: ShortcutInput,
): Promise<ClientAnswer> {
  const { workspace } = sender;
  const message = workspace.message(at.channel, at.ts);
  if (!message || message.ephemeralFor !== null) return { ok: false, error: GONE };
  const payload = {
    ...base(workspace, 'message_action', user),
    callback_id: callbackId,
    trigger_id: workspace.trigger(user),
    action_ts: workspace.nextTs(),
    message_ts: message.ts,
    channel: channelPart(workspace, message.channel),
    message: messagePart(workspace, message),
    response_url: sender.responseUrl({ channel: message.channel, user, ts: message.ts }),
  };
  return (await sender.interactive(payload, user, 'message_action')).answer;
}
