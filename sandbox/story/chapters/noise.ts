import { AT } from '../customers.ts';
import { CARE } from '../desk.ts';
import { type Chapter, more, type Story } from '../story.ts';

/** What is no request is muted, looked through, brought back, and becomes a rule. */
export const noise: Chapter = {
  title: 'Noise (part 5)',
  time: '14:00',
  quick: true,
  async play(story) {
    await muted(story);
    await ignored(story);
  },
};

async function muted({ tell, camera, x, lea }: Story): Promise<void> {
  const prize = await x.writes(['fibre_fan', 'Fibre fan'], `${AT} GIVEAWAY: follow and RT to win a router`);
  await x.writes(['laughs_a_lot', 'Haha'], `${AT} 😂😂 https://a.example/x`);
  const window = await tell.step('A prize draw has no card. Lea looks through /care muted.', () =>
    lea.opensUntil(() => lea.care('muted'), /giveaway: says/u),
  );
  await camera.take('muted', { user: lea.id, place: CARE });
  await tell.step('This one was a real question of a fan: she brings it back.', async () => {
    await lea.press(window, 'bring_back');
    await lea.sees(window, /Brought back/u);
    return lea.card(prize.id, /Waiting since/u);
  });
  await lea.close(window);
}

async function ignored({ tell, camera, x, ben, lea, eli }: Story): Promise<void> {
  const spammer = ['cheap_boxes', 'Cheap boxes'] as const;
  const post = await x.writes(spammer, `${AT} best decoder boxes, DM me`);
  await tell.step('Ben opens Ignore…: he says why, and may not mute anybody.', async () => {
    const { value: card } = await ben.card(post.id);
    const { value } = await more(ben, card, 'ignore');
    return ben.sees(value, /A care lead can also mute/u);
  });
  await ben.closesAll();
  const window = await tell.step('Lea opens it, and can mute what is like it.', async () => {
    const { value: card } = await lea.card(post.id);
    const { value } = await more(lea, card, 'ignore');
    return lea.sees(value, /From now on/u);
  });
  await camera.take('ignore', { user: lea.id, place: CARE });
  await tell.step('Spam, and mute this author: the card says who said so.', async () => {
    await lea.submit(window, { ignore_reason: { reason: 'spam' }, ignore_rule: { rule: 'author' } });
    return lea.card(post.id, /Ignored by Lea: Spam/u);
  });
  await lea.closesAll();
  await tell.step('The next one by the same author has no card, and stands among the muted.', async () => {
    await x.writes(spammer, `${AT} boxes boxes boxes`);
    return eli.opensUntil(() => eli.care('muted'), /boxes boxes boxes/u);
  });
  const rules = await tell.step(
    'What mutes… shows the rules of the YAML, and this one with its author.',
    async () => {
      const { value: list } = await lea.opens(() => lea.care('muted'));
      return lea.opens(() => lea.press(list, 'noise_rules'), /Made by Lea/u);
    },
  );
  await camera.take('noise-rules', { user: lea.id, place: CARE });
  await lea.close(rules);
}
