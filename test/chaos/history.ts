import { wordsOf } from '../support/desk.ts';
import { cardKey, noteKey, replyId } from './case.ts';
import type { Verdict } from './count.ts';
import type { ReplyPlan } from './plan.ts';
import { type Scene, WORKSPACE } from './scene.ts';

/** All that is known of a reply that went wrong, as lines. */
export async function historyOf(scene: Scene, verdict: Verdict): Promise<string[]> {
  const { one, word, wrong } = verdict;
  const lines = [
    `── ${one.plan.marker}: ${wrong.map(({ as, why }) => `${as.toUpperCase()}: ${why}`).join(' ')}`,
    `   plan      ${planned(one.plan)}`,
    `   word      ${word}${one.viewId === null ? '' : `, reply ${replyId(one)}`}, thread x-${one.mention.id}`,
    ...one.diary.slice(-5).map((line) => `   person    ${line}`),
  ];
  const about = [one.plan.marker, `"${one.mention.id}"`, ...verdict.introductions.map(({ id }) => `"${id}"`)];
  for (const call of scene.stage.x.requests) {
    const body = JSON.stringify(call.body ?? null);
    if (!about.some((words) => body.includes(words))) continue;
    const fault = call.fault === null ? '' : ` FAULT ${JSON.stringify(call.fault)}`;
    lines.push(
      `   X call    ${at(one.openedAt, call.at)} ${call.route} ${call.status} by ${call.userId}${fault} ${body}`,
    );
  }
  for (const post of [...verdict.introductions, ...verdict.answers]) {
    lines.push(
      `   X post    ${at(one.openedAt, post.createdAt)} ${post.id} by ${post.authorId} under ${post.inReplyTo}: ${post.text}`,
    );
  }
  const card = scene.messages.get(cardKey(one));
  lines.push(`   card      ${card === null ? 'none' : wordsOf(card).replace(/\s+/gu, ' ').slice(-200)}`);
  const keys = [noteKey(one), ...scene.messages.keys(`outcome:${replyId(one)}:`)];
  for (const key of keys) {
    const note = scene.messages.get(key);
    if (note) lines.push(`   Slack     ${key}: ${wordsOf(note).replace(/\s+/gu, ' ')}`);
  }
  return [...lines, ...(await audit(scene, verdict))];
}

const at = (start: number, now: number): string => `+${((now - start) / 1000).toFixed(2)} s`;

function planned(plan: ReplyPlan): string {
  const faults = Object.entries(plan).filter(([, value]) => typeof value === 'object' && value !== null);
  return `${plan.way}${plan.undo ? ', undo' : ''} ${faults.map(([name, fault]) => `${name}=${JSON.stringify(fault)}`).join(' ')}`;
}

/** Faccia's own lines about it, by its own clock. */
async function audit({ redis }: Scene, { one }: Verdict): Promise<string[]> {
  const entries = (await redis.command('xrange', `{${WORKSPACE}}:audit`, '-', '+')) as [string, string[]][];
  return entries.flatMap(([id, flat]) => {
    const about = flat.includes(replyId(one)) || flat.includes(`x-${one.mention.id}`);
    if (!about) return [];
    const fields = new Map<string, string>();
    for (let index = 0; index + 1 < flat.length; index += 2)
      fields.set(flat[index] ?? '', flat[index + 1] ?? '');
    const when = at(one.openedAt, Number(id.split('-', 1)[0]));
    return [`   audit     ${when} ${fields.get('what')} by ${fields.get('actor')} ${fields.get('detail')}`];
  });
}
