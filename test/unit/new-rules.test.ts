import { describe, expect, it } from 'vitest';
import { replyOpened } from '../../handlers/reply-opened.ts';
import { replySubmitted } from '../../handlers/reply-submitted.ts';
import { rulesAccepted } from '../../handlers/rules-accepted.ts';
import { takeItClicked } from '../../handlers/take-it-clicked.ts';
import type { WindowSent } from '../../handlers/window.ts';
import { RefusedError } from '../../src/errors.ts';
import { packModalData, packRules, type RulesRef } from '../../src/slack/refs.ts';
import { rulesWindow } from '../../src/slack/rules-window.ts';
import type { Claimed } from '../../src/usecases/claim-thread.ts';
import type { ReplyPlan } from '../../src/usecases/prepare-reply.ts';
import type { Submitted } from '../../src/usecases/submit-reply.ts';
import { anAccount, aReply, aThread } from '../support/samples.ts';

const RULES = { text: 'Be kinder.', version: '2' };
const CHANGED = () => Promise.reject(new RefusedError('rules-changed', 'New rules.'));

/** The desk of somebody who accepted older rules, until they accept the new ones. */
function desk() {
  const seen: { kind: string; view: object }[] = [];
  const said: string[] = [];
  let accepted = false;
  const unlessAccepted = <T>(value: T) => (accepted ? Promise.resolve(value) : CHANGED());
  const deps = {
    claimThread: () =>
      unlessAccepted<Claimed>({
        result: { kind: 'won', thread: aThread() },
        account: anAccount(),
      }),
    prepareReply: () => unlessAccepted({ draft: 'kept' } as ReplyPlan),
    submitReply: () => unlessAccepted<Submitted>({ kind: 'accepted', reply: aReply() }),
    altView: () => window('alt'),
    startLink: async () => ({ url: 'https://care.example.com' }),
    lookForEcho: async () => ({ echo: null, newest: '' }),
    replyView: (_plan: ReplyPlan, text: string) => window(`reply ${text}`),
    rulesView: (ref: Omit<RulesRef, 'version'>) => rulesWindow(RULES, ref),
    noteWriting: async () => undefined,
    stopWriting: async () => undefined,
    async openView(_trigger: string, view: object) {
      seen.push({ kind: 'open', view });
    },
    async showView(_click: object, view: object) {
      seen.push({ kind: 'show', view });
    },
    async acceptRules({ version }: { version: string }) {
      expect(version).toBe('2');
      accepted = true;
    },
    clock: { now: () => 0 },
  };
  const click = {
    slackUser: 'USAM',
    value: 'x-1001',
    channel: 'C0CARE',
    view: null,
    triggerId: 't',
    say: async (sentence: string) => said.push(sentence),
  };
  const accept = (view: object) =>
    rulesAccepted(deps)({
      slackUser: 'USAM',
      privateMetadata: (view as { private_metadata: string }).private_metadata,
    } as WindowSent);
  return { deps, click, seen, said, accept };
}

function window(title: string) {
  return { type: 'modal' as const, title: { type: 'plain_text' as const, text: title }, blocks: [] };
}

describe('whoever accepted older house rules', () => {
  it('is asked when they take a thread, and then has it', async () => {
    const { deps, click, seen, said, accept } = desk();
    await takeItClicked(deps)(click);
    expect(said).toEqual([]);
    const [{ kind, view } = { kind: '', view: {} }] = seen;
    expect([kind, JSON.stringify(view)]).toEqual(['show', expect.stringContaining('Be kinder.')]);
    expect(JSON.stringify(await accept(view))).toContain('you have it');
  });

  it('is asked when they want to write, and then writes, with the draft', async () => {
    const { deps, click, seen, accept } = desk();
    await replyOpened(deps)(click);
    expect(JSON.stringify(seen[0])).toContain('Be kinder.');
    expect(await accept(seen[0]?.view ?? {})).toEqual({ update: window('reply kept') });
  });

  it('is asked above the window when they send, and the window below keeps the text', async () => {
    const { deps, accept } = desk();
    const submitted = {
      slackUser: 'USAM',
      viewId: 'V1',
      privateMetadata: packModalData({ threadId: 'x-1001', step: 'direct' }),
      text: 'An answer.',
      picked: null,
      fileIds: [],
    };
    const answer = await replySubmitted(deps)(submitted);
    const pushed = answer && 'push' in answer ? answer.push : {};
    expect(JSON.stringify(pushed)).toContain('its text is kept');
    expect(await accept(pushed)).toBeUndefined();
    expect(await replySubmitted(deps)(submitted)).toBeUndefined();
  });

  it('is told other refusals as ever', async () => {
    const { deps, click } = desk();
    const refused = { ...deps, claimThread: () => Promise.reject(new RefusedError('full', 'Enough.')) };
    await expect(takeItClicked(refused)(click)).rejects.toMatchObject({ code: 'full' });
  });
});

it.each(['', 'null', '{}', '{"version":"2","before":"else","threadId":"x"}'])(
  'a window of rules that we did not write (%s) is refused',
  async (privateMetadata) => {
    const { deps } = desk();
    await expect(rulesAccepted(deps)({ privateMetadata } as WindowSent)).rejects.toMatchObject({
      code: 'stale-modal',
    });
    expect(packRules({ version: '2', before: 'take', threadId: 'x' })).not.toBe(privateMetadata);
  },
);
