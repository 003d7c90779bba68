import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskSettings } from '../../src/domain/brand.ts';
import { microsOf } from '../../src/domain/prices.ts';
import { UnavailableError } from '../../src/errors.ts';
import { showContext } from '../../src/usecases/show-context.ts';
import { followingDesk } from '../support/following-desk.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, NOW } from '../support/store.ts';

const on = followingDesk();
const MINUTE_MS = 60_000;

describe('what stands around a mention', () => {
  const post = aPost({ inReplyTo: '900', conversationId: '800', quotes: { postId: '700', authorId: null } });
  const onXIs = (id: string, inReplyTo: string | null = null) =>
    on.onX.set(id, aPost({ id, inReplyTo, conversationId: '800', text: `post ${id}` }));
  const shown = async (desk: Partial<DeskSettings> = {}) => {
    await on.carded();
    await on.done(() => showContext(on.deps(desk))('1001'));
    const view = on.notes.at(-1)?.view;
    return view?.kind === 'context' ? view.items.map(({ id, how, missing }) => [id, how, missing]) : null;
  };
  beforeEach(async () => {
    await on.fresh.store.mentions.ingest(anIngest({ post, checkAfterMs: MINUTE_MS }));
    for (const [id, parent] of [
      ['900', '850'],
      ['850', '800'],
      ['800', null],
      ['700', null],
    ] as const)
      onXIs(id, parent);
  });

  it('is fetched upwards, up to the bound, and shown with the oldest first', async () => {
    expect(await shown()).toEqual([
      ['850', 'answered', null],
      ['700', 'quoted', null],
      ['900', 'answered', null],
    ]);
    expect(on.asked).toEqual([['900', '700'], ['850']]);
    expect((await on.fresh.store.watch.due(NOW + 9 * MINUTE_MS * 60, 9)).length).toBe(4);
  });

  it('is fetched once, and shown anew when something of it went', async () => {
    await shown();
    await on.fresh.store.watch.erase({ id: '900', around: '1001' }, 'deleted', '', NOW);
    await on.done(() => showContext(on.deps())('1001'));
    expect(on.asked).toHaveLength(2);
    expect(JSON.stringify(on.updates.at(-1))).not.toContain('post 900');
    expect(on.notes).toHaveLength(1);
  });

  it('says what is gone or protected', async () => {
    on.onX.delete('900');
    on.onX.set('700', 'hidden');
    expect(await shown()).toEqual([
      ['700', 'quoted', 'hidden'],
      ['900', 'answered', 'deleted'],
    ]);
  });

  it('is not read when the money is for answers, and says so', async () => {
    const budget = { perDay: microsOf(1), warnAt: 0.5 };
    await on.fresh.store.spending.add({ id: 'e', call: 'create', micros: microsOf(0.5), at: NOW }, null);
    expect(await shown({ budget })).toEqual([
      ['700', 'quoted', 'unread'],
      ['900', 'answered', 'unread'],
    ]);
    expect(on.asked).toEqual([]);
  });

  it('waits while X is away, and is nothing where the configuration wants none', async () => {
    await on.carded();
    on.failing = new UnavailableError('x-unavailable', 'X is away.', { retryAfterMs: 7_000 });
    expect(await showContext(on.deps())('1001')).toEqual({ again: NOW + 7_000 });
    expect(await showContext(on.deps({ context: { maxPosts: 0 } }))('1001')).toEqual({ done: true });
    expect(on.notes).toEqual([]);
  });
});
