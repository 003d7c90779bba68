import { describe, expect, it } from 'vitest';
import { createLogScope } from '../../src/ops/log-scope.ts';
import { aboutThread } from '../../src/seen.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aReply } from '../support/samples.ts';
import { claimedThread } from '../support/store.ts';

const fresh = freshStore();

describe('the thread that something is about', () => {
  it.each([
    ['card:x-1001', 'x-1001'],
    ['target:x-1001', 'x-1001'],
    ['news:x-1001/3', 'x-1001'],
    ['followup:1001', 'x-1001'],
    ['send:r-1', 'x-1001'],
    ['note:r-1', 'x-1001'],
    ['x-1001', 'x-1001'],
    ['r-1', 'x-1001'],
    ['{"threadId":"x-1001","step":"direct"}', 'x-1001'],
    ['send:nobody', null],
    ['budget:2026-11-24', null],
    ['recheck:posts', null],
    ['anything else', null],
  ])('of %s is %s', async (about, thread) => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply());
    expect(await fresh.store.reader.threadOf(about)).toBe(thread);
    const scope = createLogScope();
    const seen = await aboutThread(scope, fresh.store.reader)(about, async () => scope.fields().thread);
    expect(seen ?? null).toBe(thread);
  });

  it('keeps no work from being done when it cannot be found out', async () => {
    const away = { threadOf: () => Promise.reject(new Error('Redis is away.')) };
    expect(await aboutThread(createLogScope(), away)('r-1', async () => 'done')).toBe('done');
  });
});
