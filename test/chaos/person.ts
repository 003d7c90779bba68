import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { buttonOf, wordsOf } from '../support/desk.ts';
import { armCard, armReply } from './arm.ts';
import { type Case, cardOf, noteOf } from './case.ts';
import { type ReplyPlan, wordsFor } from './plan.ts';
import { brandOf, type Scene, zoneWord } from './scene.ts';
import { pause, within } from './waiting.ts';

/** Nobody clicks faster than this when a click brought nothing. */
const AGAIN_MS = 1_500;

/** A customer writes on X. */
export function openCase(scene: Scene, plan: ReplyPlan): Case {
  const customer = scene.stage.x.world.addUser({ username: `customer_${plan.index}` });
  const mention = customerPost(scene, plan, customer.id, null);
  const one = newCase(scene, plan, mention);
  armCard(scene, one);
  return one;
}

/** The same customer gets another answer in the same thread: to the same post, or to what they write now. */
export function openSecond(scene: Scene, before: Case, how: 'again' | 'follow-up', plan: ReplyPlan): Case {
  const { mention } = before;
  const post = how === 'again' ? mention : customerPost(scene, plan, mention.authorId, mention.id);
  return { ...newCase(scene, plan, post), root: before.root, before };
}

function customerPost(
  { stage, responders }: Scene,
  plan: ReplyPlan,
  authorId: string,
  inReplyTo: string | null,
): StoredPost {
  const brand = brandOf(plan);
  const names = plan.way === 'direct' ? `@${brand} @${responders[plan.responder]?.handle}` : `@${brand}`;
  const text = `${names} the light is ${inReplyTo === null ? '' : 'still '}red in ${zoneWord(plan.zone)}, number ${plan.index}`;
  return stage.x.world.post({ authorId, text, inReplyTo });
}

function newCase(scene: Scene, plan: ReplyPlan, mention: StoredPost): Case {
  const responder = scene.responders[plan.responder];
  if (!responder) throw new Error(`no responder ${plan.responder}`);
  return {
    plan,
    responder,
    mention,
    root: mention,
    before: null,
    viewId: null,
    openedAt: Date.now(),
    endedAt: null,
    typed: null,
    byColleague: null,
    diary: [],
  };
}

/**
 * A responder takes it and answers it, and tries again what brought nothing, as people do, until the window closed.
 * Throws when `over` says that it is too late for that.
 */
export async function answerCase(scene: Scene, one: Case, over: () => boolean): Promise<void> {
  let viewId: string | null = null;
  // What the customer wrote since must have come in, or it is not what is answered.
  const known = one.before === null || one.mention === one.before.mention || `followup:${one.mention.id}`;
  while (one.viewId === null) {
    if (over()) throw new Error(`Not answered in time: ${one.diary.slice(-3).join(' / ')}`);
    const card = known === true || scene.messages.get(known) ? cardOf(scene, one) : null;
    if (viewId !== null && scene.stage.slack.workspace.views.has(viewId)) {
      if (await submit(scene, one, viewId)) one.viewId = viewId;
      else await pause(AGAIN_MS);
    } else if (card === null) await pause(100);
    else if (buttonOf(card, 'reply_open')) viewId = await openWindow(scene, one, card);
    else if (buttonOf(card, 'take_it')) await take(scene, one, card);
    else throw new Error(`Nobody can answer it: ${wordsOf(card)}`);
  }
  if (one.plan.undo) await takeBack(scene, one);
}

async function take(scene: Scene, one: Case, card: SandboxMessage): Promise<void> {
  if (!(await click(scene, one, card, 'take_it'))) return pause(AGAIN_MS);
  await within(AGAIN_MS, () => buttonOf(card, 'reply_open'));
}

async function openWindow(scene: Scene, one: Case, card: SandboxMessage): Promise<string | null> {
  const { views } = scene.stage.slack.workspace;
  const thread = `x-${one.root.id}`;
  const mine = () =>
    [...views.values()].find(
      (view) =>
        view.user === one.responder.slackUser && String(view.view.private_metadata).includes(`"${thread}"`),
    );
  if (!(await click(scene, one, card, 'reply_open'))) await pause(AGAIN_MS);
  const view = await within(AGAIN_MS, mine);
  if (view === null)
    one.diary.push(`no window: ${scene.messages.lastWhisper(one.responder.slackUser)?.text}`);
  return view?.id ?? null;
}

async function submit(scene: Scene, one: Case, viewId: string): Promise<boolean> {
  armOnce(scene, one, viewId);
  const { text } = one.plan;
  const { responder } = one;
  const state = { reply_text: { text } };
  const answer = await scene.stage.slack.person.submitView({ user: responder.slackUser, viewId, state });
  if (answer.ok && answer.closed) return true;
  const said = answer.errors?.reply_text ?? answer.error ?? '';
  one.diary.push(`not taken: ${said}`);
  // The window says that it is out of date: a new one is opened.
  if (/press Reply again|Close this/u.test(said))
    await scene.stage.slack.person.closeView({ user: responder.slackUser, viewId });
  return false;
}

const armed = new WeakSet<Case>();

/** The reply has its name from the window, and its faults once. */
function armOnce(scene: Scene, one: Case, viewId: string): void {
  if (armed.has(one)) return;
  armed.add(one);
  armReply(scene, { ...one, viewId });
  if (one.plan.colleague) one.byColleague = typedByColleague(scene, one);
}

/** Somebody else answers on X itself, in this very moment. */
function typedByColleague({ stage, responders }: Scene, { plan, mention }: Case): StoredPost {
  const colleague = responders[(plan.responder + 1) % responders.length];
  const text = `${wordsFor(plan.index, 'colleague')}`;
  return stage.x.world.post({ authorId: colleague?.xId ?? '', text, inReplyTo: mention.id });
}

async function takeBack(scene: Scene, one: Case): Promise<void> {
  const note = await within(1_000, () => {
    const now = noteOf(scene, one);
    return now && buttonOf(now, 'undo') ? now : null;
  });
  if (note) await click(scene, one, note, 'undo');
}

/** Presses this button. False: there is none, or Faccia did not answer. */
export async function click(
  scene: Scene,
  one: Case,
  message: SandboxMessage,
  actionId: string,
): Promise<boolean> {
  const button = buttonOf(message, actionId);
  if (!button) return false;
  const { channel, ts } = message;
  const user = one.responder.slackUser;
  const answer = await scene.stage.slack.person.blockAction({ user, message: { channel, ts }, ...button });
  if (!answer.ok) one.diary.push(`${actionId}: ${answer.error}`);
  return answer.ok;
}
