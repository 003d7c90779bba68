import { JOIN } from '../../../src/slack/ids.ts';
import { opensReply, takes } from '../acts.ts';
import { AT, DAD, NEIGHBOUR, NOUR, QUIET, TILDA, YUKI } from '../customers.ts';
import { CARE } from '../desk.ts';
import { type Chapter, links, type Story } from '../story.ts';

/** As much as one wants, and an end whenever one wants. */
export const leaving: Chapter = {
  title: 'Enough for today (part 2, once more)',
  time: '18:00',
  // X is asked to end the access, and says so.
  quick: false,
  async play(story) {
    await loadCap(story);
    await unlinks(story);
    await leaves(story);
  },
};

async function loadCap({ tell, x, cleo }: Story): Promise<void> {
  const posts = [
    await x.writes(QUIET, `${AT} where do I see my last bill?`),
    await x.writes(NEIGHBOUR, `${AT} is the refund on the same bill?`),
  ];
  await tell.step('Cleo wants one open thread at a time, and says so in /care join.', async () => {
    const { value: window } = await cleo.opens(() => cleo.care('join'));
    await cleo.submit(window, { [JOIN.maxOpen]: { [JOIN.maxOpen]: '1' } });
    const seen = await cleo.sees(window, /It counts from now on/u);
    await cleo.close(window);
    return seen;
  });
  const [first, second] = posts;
  if (!first || !second) return;
  await tell.step('She takes one.', () => takes(cleo, first));
  await tell.step('The second is not given to her, not even by herself.', async () => {
    const { value: card } = await cleo.card(second.id);
    await cleo.press(card, 'take_it');
    return cleo.whisper(/you wanted at most 1/u);
  });
}

/** Their own account is theirs: out, and in again, whenever they like. */
async function unlinks({ tell, camera, x, ben }: Story): Promise<void> {
  const ended = await tell.step(
    'Ben takes his own account out with /care unlink; X confirms it.',
    async () => {
      await ben.care('unlink');
      return ben.whisper(/ben_pulls_cable is unlinked.*X confirmed/su);
    },
  );
  await camera.take('unlink', { user: ben.id, place: CARE, message: ended.ts });
  const post = await x.writes(TILDA, `${AT} is the digger in our street yours?`);
  await tell.step('He takes a thread, and is told that he cannot answer it without an account.', async () => {
    await takes(ben, post);
    return ben.whisper(/To answer you need your own X account/u);
  });
  await tell.step('He thinks better of it, and types /care link.', async () => {
    await ben.care('link');
    const { value: told } = await ben.whisper(/Link your own X account.*works once/su);
    return links(told.blocks.length > 0 ? told.blocks : [told.text], ben.onX);
  });
  await tell.step('Now he can answer.', async () => {
    const { value: card } = await ben.card(post.id, /Ben has it/u);
    const window = await opensReply(ben, card);
    await ben.close(window.value);
    return window;
  });
}

async function leaves({ tell, camera, x, eli, ada }: Story): Promise<void> {
  const posts = [
    await x.writes(DAD, `${AT} which plan has no minimum term?`),
    await x.writes(YUKI, `${AT} can my contract move to my brother?`),
    await x.writes(NOUR, `${AT} my contract, is it signed already?`),
  ];
  for (const [index, post] of posts.entries())
    await tell.step(['Eli takes three threads.', 'The second.', 'The third.'][index] ?? '', () =>
      takes(eli, post),
    );
  const window = await tell.step('Then he types /care leave: he reads first what that does.', () =>
    eli.opens(() => eli.care('leave'), /threads that you hold go back/u),
  );
  await camera.take('leave', { user: eli.id, place: CARE });
  await tell.step('He leaves: everything he held goes back, with a note in each.', async () => {
    await eli.submit(window);
    return eli.sees(window, /threads went back to the channel/u);
  });
  for (const { id } of posts) await ada.card(id, /Waiting since/u);
  await tell.step('His account is unlinked, and X confirms that Faccia’s access is over.', () =>
    eli.told(/You have left.*X confirmed/su),
  );
  await tell.step('Nothing can be given to him any more.', async () => {
    const { value: card } = await eli.card(posts[0]?.id ?? '');
    await eli.press(card, 'take_it');
    return eli.whisper(/Only people who joined/u);
  });
}
