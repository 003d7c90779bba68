import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BRAND, type Desk, LEA, openDesk, until, wordsOf } from '../support/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

describe('with self-serve access', () => {
  it('goes by introduce where X refuses direct: from the responder, under the post of the brand', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme my router blinks');
    await desk.take(ADA, post);
    const viewId = await desk.openReply(ADA, post);
    const modal = desk.slack.workspace.views.get(viewId)?.view as { blocks: unknown[] };
    expect(wordsOf({ text: '', ...modal })).toMatch(
      /Public, as @ada_fixes.*your own account.*@acme introduces you first/su,
    );
    await desk.submit(ADA, viewId, 'Hold the reset button for ten seconds.');
    const note = await desk.untilNote(post, /Sent/u);
    expect(note).toMatch(/from @ada_fixes, \*introduced by the brand\*: under its post/u);
    const [introduction] = desk.postsBy(BRAND.handle);
    const [answer] = desk.postsBy('ada_fixes');
    expect(introduction).toMatchObject({ inReplyTo: post.id, via: 'Faccia' });
    expect(answer).toMatchObject({ inReplyTo: introduction?.id, via: 'Faccia' });
    // X itself says that the straight way is closed.
    const direct = await fetch(`${desk.x.url}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf('ada_fixes')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'straight', reply: { in_reply_to_tweet_id: post.id } }),
    });
    expect(direct.status).toBe(403);
    expect(await direct.text()).toContain('you have not been mentioned');
  });

  it('goes direct to a customer who names the responder', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme @ada_fixes you helped me last week, again please');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Gladly. What does the light do?');
    await desk.untilNote(post, /straight under the customer's post/u);
    expect(desk.postsBy('ada_fixes')).toMatchObject([{ inReplyTo: post.id }]);
    expect(desk.postsBy(BRAND.handle)).toEqual([]);
  });

  it('goes on by brand, signed, when X refuses the introduced answer, and says both', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme my line hums');
    const ada = desk.x.world.userByName('ada_fixes');
    desk.x.faults.arm({
      route: 'POST /2/tweets',
      userId: ada?.id ?? '',
      times: 1,
      kind: {
        do: 'status',
        status: 403,
        when: 'before',
        body: {
          title: 'Forbidden',
          status: 403,
          detail:
            'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
          type: 'about:blank',
        },
      },
    });
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'We hear it too.');
    const note = await desk.untilNote(post, /Sent/u);
    expect(note).toMatch(/from \*the brand's account, signed\*/u);
    expect(note).toMatch(/X refused _Introduced by the brand_/u);
    expect(desk.postsBy('ada_fixes')).toEqual([]);
    expect(desk.postsBy(BRAND.handle).at(-1)?.text).toBe('We hear it too. – Ada, Acme');
  });

  it('says before the first letter when no way is open', async () => {
    desk = await openDesk({ brand: { ladder: ['direct'], introductions: [] } });
    const post = desk.mention('@acme anybody?');
    await desk.click(ADA, await desk.take(ADA, post), 'reply_open');
    await desk.untilWhisper(ADA, /X would not take an answer from you here/u);
    expect(desk.slack.workspace.views.size).toBe(0);
  });

  it('leaves out introduce and brand while the brand is not linked, and says who can mend it', async () => {
    desk = await openDesk({ linked: false });
    await desk.stage.link(ADA, 'ada_fixes');
    const post = desk.mention('@acme hello');
    await desk.click(ADA, await desk.take(ADA, post), 'reply_open');
    await desk.untilWhisper(ADA, /\/care link brand/u);
    await desk.stage.link(LEA, BRAND.handle, true);
    await desk.reply(ADA, post, 'Hello.');
    await desk.untilNote(post, /Sent/u);
  });
});

describe('with enterprise access', () => {
  it('goes direct', async () => {
    desk = await openDesk({ access: 'enterprise', brand: { access: 'enterprise' } });
    const post = desk.mention('@acme my router blinks');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Hold the reset button for ten seconds.');
    await desk.untilNote(post, /straight under the customer's post/u);
    expect(desk.postsBy('ada_fixes')).toMatchObject([{ inReplyTo: post.id }]);
    expect(desk.postsBy(BRAND.handle)).toEqual([]);
  });
});

describe('a second answer in one thread', () => {
  it('goes under what the customer wrote last', async () => {
    desk = await openDesk();
    const post = desk.mention('@acme slow');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Since when?');
    await desk.untilNote(post, /Sent/u);
    const [answer] = desk.postsBy('ada_fixes');
    const next = desk.mention('@ada_fixes @acme since noon', { inReplyTo: answer?.id ?? '' });
    await desk.untilNote(post, /wrote again/u);
    const viewId = await desk.openReply(ADA, post);
    await desk.submit(ADA, viewId, 'Found it: a mast is down.');
    await until(() => desk.postsBy('ada_fixes').length === 2);
    // They named the responder: the way is direct now.
    expect(desk.postsBy('ada_fixes')[1]).toMatchObject({ inReplyTo: next.id });
  });
});

function tokenOf(username: string): string {
  const id = desk.x.world.userByName(username)?.id;
  return desk.x.tokens.live().find(({ userId }) => userId === id)?.accessToken ?? '';
}
