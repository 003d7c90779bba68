import type { Drafts, SandboxMessage } from '../../slack/client-api.ts';
import type { SandboxPost } from '../../x/client-api.ts';
import { answers, approves, opensReply, sends, takes } from '../acts.ts';
import type { Colleague } from '../colleague.ts';
import { AT, DAD, JONAS, NOUR, OAK, PIA, YUKI } from '../customers.ts';
import { CARE } from '../desk.ts';
import type { Window } from '../eyes.ts';
import { type Chapter, more, type Story } from '../story.ts';
import { quietHours } from './quiet-hours.ts';
import { whileAway } from './while-away.ts';

const NEXT = 'Ben here: I pull a new cable to your box this afternoon, you need not be at home.';

/** Claims end, change hands, and nobody is surprised by it. */
export const claims: Chapter = {
  title: 'Claims with a lease (part 4)',
  time: '12:00',
  quick: false,
  async play(story) {
    const { tell, x, ada, dev } = story;
    const idle = await x.writes(
      YUKI,
      `${AT} 引っ越しの手続きはオンラインでできますか？明日までに知りたいです🙏`,
    );
    const held = await tell.step('Ada takes a thread, and is called away.', () => takes(ada, idle));
    const leaving = await x.writes(
      DAD,
      `${AT} the kids' homework portal times out only on your network. DNS?`,
    );
    const gone = await tell.step('Dev takes another and goes home: his Slack says away.', async () => {
      const seen = await takes(dev, leaving);
      await dev.presence('away');
      return seen;
    });
    await changingHands(story);
    await severalAtOnce(story);
    await theLease(story, held);
    await tell.step('Dev did not come back: his thread goes back to its channel, and says why.', () =>
      ada.note(gone, /Back in the channel.*is away in Slack/su, 60_000),
    );
    await tell.step('Its card waits for anybody again.', () => ada.card(leaving.id, /Waiting since/u));
    await dev.presence('active');
    await quietHours(story, leaving);
    await whileAway(story);
  },
};

async function changingHands(story: Story): Promise<void> {
  const { tell, camera, x, ada, ben, lea } = story;
  const post = await x.writes(JONAS, `${AT} two visits booked, nobody came. Third time lucky?`);
  const { value: open } = await ben.card(post.id);
  await tell.step('Ada answers Jonas.', async () => {
    const { value: card } = await takes(ada, post);
    return answers(story, ada, card, 'That must not happen. I look up where the first two visits went.');
  });
  const answer = (await x.sees(ada.onX, /where the first two visits went/u)).value;
  const card = await tell.step('Jonas writes again: it is Ada’s again.', async () => {
    await x.writes(JONAS, `@${ada.onX} ${AT} and? I am at home until five`, { inReplyTo: answer.id });
    return ada.card(post.id, /Ada has it/u);
  });
  const writing = await tell.step('Ada has the reply window open…', () => opensReply(ada, card));
  await tell.step('…which Ben is told when he tries to take it.', async () => {
    await ben.press(open, 'take_it');
    return ben.whisper(/Taken .* by Ada, and is writing an answer/u);
  });
  await tell.step('Ben may not reassign it.', async () => {
    await ben.press(card, 'reassign');
    return ben.whisper(/Only a care lead can do this: ask Lea/u);
  });
  const window = await tell.step('Lea presses Reassign: she sees who is writing, and who could go on.', () =>
    lea.opens(() => lea.press(card, 'reassign'), /Ada is writing an answer/u),
  );
  await camera.take('reassign', { user: lea.id, place: CARE });
  await tell.step('She gives it to Ben, and Jonas is to be told in public.', async () => {
    await lea.submit(window, {
      person: { user: ben.id },
      in_public: { public: ['public'] },
      word: { text: 'You lay the cables there.' },
    });
    return ben.told(/Lea gave you a thread/u);
  });
  await lea.close(window);
  await tell.step('What Ada was writing does not go out any more; her window says so.', async () => {
    await sends(ada, writing, 'I found it: the first visit went to number 4.');
    return ada.objects(writing, /has this thread now/u);
  });
  await ada.close(writing);
  await theHandover(story, post);
}

async function theHandover({ tell, camera, x, ada, ben, lea }: Story, post: SandboxPost): Promise<void> {
  const { value: told } = await ben.told(/Lea gave you a thread/u);
  const window = await tell.step('Ben’s window shows what Jonas reads first, and from whom.', () =>
    ben.opens(() => ben.press(told, 'reply_open'), /Before your answer, public, as @ada_fixes/u),
  );
  await camera.take('handover', { user: ben.id, place: 'direct' });
  await tell.step('Ben answers, Lea approves his first one: on X Ada hands over…', async () => {
    await sends(ben, window, NEXT);
    await approves(lea, NEXT);
    return x.sees(ada.onX, /@ben_pulls_cable/u);
  });
  await tell.step('…and Ben goes on.', () => x.sees(ben.onX, /I pull a new cable/u));
  await tell.step('The thread keeps who had it.', async () => {
    const { value: card } = await ada.card(post.id, /Answered by Ben/u);
    return ada.note(card, /Lea gave this to Ben/u);
  });
}

async function severalAtOnce({ tell, camera, x, ben, eli, lea }: Story): Promise<void> {
  const posts = [
    await x.writes(OAK, `${AT} is the shop at the station open on Saturday?`),
    await x.writes(NOUR, `${AT} how long is the wait for a new line in a flat that never had fibre?`),
    await x.writes(PIA, `${AT} can I keep my number when I move in with my sister?`),
  ];
  for (const { id } of posts) await eli.card(id);
  const window = await tell.step('Three are left at noon. Lea types /care assign.', () =>
    lea.opens(() => lea.care('assign'), /the longest waiting first/u),
  );
  await camera.take('assign', { user: lea.id, place: CARE });
  await tell.step('She gives all three to Eli.', async () => {
    await chooses(
      lea,
      window,
      posts.map(({ id }) => `x-${id}`),
      eli.id,
    );
    return lea.sees(window, /3 are with Eli now/u);
  });
  await lea.close(window);
  const [first, second] = posts as [SandboxPost, SandboxPost, SandboxPost];
  await tell.step('She takes one of them over herself.', async () => {
    const { value: card } = await lea.card(first.id, /Eli has it/u);
    const { value: taking } = await more(lea, card, 'take_over');
    await lea.submit(taking);
    return lea.card(first.id, /Lea has it/u);
  });
  await lea.closesAll();
  await tell.step('Eli cannot do one: he releases it, and it waits for anybody.', async () => {
    const { value: card } = await eli.card(second.id, /Eli has it/u);
    await eli.press(card, 'release');
    return ben.card(second.id, /Waiting since/u);
  });
}

async function theLease({ tell, camera, ada }: Story, card: SandboxMessage): Promise<void> {
  const asked = await tell.step('Ada did nothing with hers for a while: Faccia asks her in private.', () =>
    ada.told(/Do you still have this\?.*引っ越し/su, 40_000),
  );
  await camera.take('lease', { user: ada.id, place: 'direct' });
  await tell.step('She keeps it.', async () => {
    await ada.press(asked, 'keep_it');
    return ada.whisper(/You keep it for another/u);
  });
  await tell.step('A note in the thread is work too, and begins the time anew.', async () => {
    await ada.write(card, 'I ask somebody who reads Japanese.');
    return ada.note(card, /who reads Japanese/u);
  });
}

/** The longest waiting stand first, page by page. */
async function chooses(lea: Colleague, window: Window, wanted: string[], to: string): Promise<void> {
  for (let page = 0; ; page += 1) {
    const { value: now } = await lea.sees(window, /waiting first/u);
    const shown = JSON.stringify(now.view.blocks);
    const chosen = wanted.filter((id) => shown.includes(`"${id}"`));
    const state: Drafts = { [`threads_${page}`]: { chosen }, person: { user: to } };
    if (!shown.includes('assign_next')) {
      await lea.submit(now, state);
      return;
    }
    await lea.press(now, 'assign_next', undefined, state);
    await lea.sees(window, new RegExp(`page ${page + 2} of`, 'u'));
  }
}
