import { answers, takes } from '../acts.ts';
import { AT, MARO, QUIET } from '../customers.ts';
import { CARE } from '../desk.ts';
import { type Chapter, more, type Story } from '../story.ts';

/** Homes, lists, search, tags: the same desk for everybody who looks at it. */
export const surfaces: Chapter = {
  title: 'Surfaces (part 9)',
  time: '16:00',
  quick: true,
  async play(story) {
    await tagsAndPriority(story);
    await lists(story);
    await homes(story);
  },
};

async function tagsAndPriority(story: Story): Promise<void> {
  const { tell, camera, x, ada, lea } = story;
  const post = await x.writes(MARO, `${AT} me again: since you were here the phone line crackles`);
  const card = await tell.step('Maro comes back: the card knows the earlier thread, and who answered.', () =>
    ada.card(post.id, /Wrote to us (?:once|\d+ times) before/u),
  );
  await tell.step('Ada takes it.', () => takes(ada, post));
  const menu = await tell.step('More… has everything else, each with a sentence.', () =>
    ada.opens(() => ada.press(card, 'more'), /What happened here/u),
  );
  await camera.take('more', { user: ada.id, place: CARE });
  await tell.step('She tags it.', async () => {
    const { value: tags } = await ada.opens(() => ada.press(menu, 'tags'));
    await ada.submit(tags, { thread_tags: { tags: 'crackling vip' } });
    return ada.card(post.id, /crackling/u);
  });
  await ada.closesAll();
  await tell.step('Lea makes it urgent.', async () => {
    const { value: window } = await more(lea, card, 'set_priority');
    await lea.submit(window, { priority: { priority: 'high' } });
    return lea.card(post.id, /high priority/u);
  });
  await lea.closesAll();
  await camera.take('card', { user: ada.id, place: CARE, message: card.ts });
  const thanks = await x.writes(QUIET, `${AT} @${ada.onX} is it you who answers at midnight?`);
  await tell.step('Ada answers Q straight, who addressed her.', async () => {
    const { value: taken } = await takes(ada, thanks);
    return answers(story, ada, taken, 'Sometimes. The fibre does not sleep either.');
  });
  const answer = (await x.sees(ada.onX, /does not sleep either/u)).value;
  await tell.step('Q says thank you.', async () => {
    await x.writes(QUIET, `@${ada.onX} ${AT} thank you for that. Did not expect it.`, {
      inReplyTo: answer.id,
    });
    return ada.note((await ada.card(thanks.id)).value, /thank you for that/u);
  });
}

async function lists({ tell, camera, ada, ben, lea }: Story): Promise<void> {
  const queue = await tell.step('Ben types /care queue: who waits, the longest first.', () =>
    ben.opens(() => ben.care('queue'), /who waits longest first/u),
  );
  await camera.take('queue', { user: ben.id, place: CARE });
  await ben.close(queue);
  const found = await tell.step('Lea types /care find #vip.', async () => {
    const { value: window } = await lea.opens(() => lea.care('find #vip'), /1 to 1 of 1/u);
    return lea.sees(window, /Maro K/u);
  });
  await tell.step('In the same window she looks for what Ada answered.', async () => {
    await lea.submit(found, { list_query: { query: 'is:answered' } });
    return lea.sees(found, /1 to (?!1 )\d+ of \d+, the newest first/u);
  });
  await camera.take('find', { user: lea.id, place: CARE });
  await lea.close(found);
  await tell.step('/care me says from which account Ada answers.', async () => {
    await ada.care('me');
    return ada.whisper(/You answer as @ada_fixes, your own account/u);
  });
  await tell.step('/care help says the rest.', async () => {
    await ben.care('help');
    return ben.whisper(/in your own name/u);
  });
}

async function homes({ tell, camera, ada, lea, ola }: Story): Promise<void> {
  await tell.step('Ada’s Home: her threads, her account and hours, and who thanked her.', async () => {
    await ada.openHome();
    return ada.home(/Customers thanked you 1 time/u);
  });
  await camera.take('home', { user: ada.id, place: 'home' });
  await tell.step(
    'Lea’s Home has the board: open, in hand, answered, and each colleague’s load.',
    async () => {
      await lea.openHome();
      return lea.home(/Ada\s+·\s+[1-9]\d* in hand/u);
    },
  );
  await camera.take('home-lead', { user: lea.id, place: 'home' });
  await tell.step('Ola’s Home has sources, queues, accounts, and what X has cost today.', async () => {
    await ola.openHome();
    return ola.home(/Spent on X today/u);
  });
  await camera.take('home-ops', { user: ola.id, place: 'home' });
}
