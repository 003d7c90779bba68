import { AT, OAK, PIA, TILDA } from '../customers.ts';
import { BILLS, CONTRACTS, NETWORK } from '../desk.ts';
import { type Chapter, more, type Story } from '../story.ts';

/** Rules give topic, channel and priority with their reasons; what is not ours goes to those whose it is. */
export const routing: Chapter = {
  title: 'Routing to the people who know (part 3)',
  time: '08:20',
  quick: true,
  async play(story) {
    await byRules(story);
    await notOurs(story);
  },
};

async function byRules({ tell, camera, x, dev, cleo, eli }: Story): Promise<void> {
  const outage = await tell.step(
    'Pia writes of #lumendown: the card goes to the network people, with the reason.',
    async () => {
      const post = await x.writes(
        PIA,
        `${AT} whole street offline since the storm, nobody picks up #lumendown 🎮`,
      );
      const { value: card, saw } = await dev.card(post.id, /because of #lumendown/u);
      return { value: card, saw: `${card.channel === NETWORK ? '#care-network: ' : 'elsewhere: '}${saw}` };
    },
  );
  await camera.take('routed', { user: dev.id, place: NETWORK, message: outage.ts });
  await tell.step(
    'Tilda writes of a bill: the card names who answers for billing and is there.',
    async () => {
      const post = await x.writes(
        TILDA,
        `Hey ${AT}, I was charged twice on my last bill, LF-204918. Who do I talk to?`,
      );
      const { value: card } = await cleo.card(post.id);
      if (card.channel !== BILLS) throw new Error(`It is in ${card.channel}.`);
      return cleo.card(post.id, /knows it and is there: Cleo/u);
    },
  );
  await tell.step('Eli asks with /care who billing.', () =>
    eli.opens(() => eli.care('who billing'), /Cleo: \d in hand/u),
  );
  await eli.closesAll();
}

async function notOurs({ tell, camera, x, eli, lea }: Story): Promise<void> {
  const post = await x.writes(
    OAK,
    `${AT} the letter says my plan ends, the app says it renews. Which one is right?`,
  );
  const window = await tell.step(
    'No rule knows Oak’s letter. Eli presses More…, then Not ours.',
    async () => {
      const { value: card } = await eli.card(post.id, /Waiting since/u);
      return more(eli, card, 'not_ours');
    },
  );
  await camera.take('not-ours', { user: eli.id });
  await tell.step('He gives it to #contracts and says why; its card moves there.', async () => {
    await eli.submit(window, {
      move_topic: { topic: 'topic:contracts' },
      move_why: { why: 'They ask about the end of a plan' },
    });
    const { value: card, saw } = await eli.card(post.id, /contracts.*said Eli/u);
    if (card.channel !== CONTRACTS) throw new Error(`It is in ${card.channel}.`);
    return { value: card, saw: `#care-contracts: ${saw}` };
  });
  await tell.step('Where it was, a line says where it went.', () => lea.message(/Moved to #contracts/u));
  await tell.step('The new thread carries the reason.', async () => {
    const { value: card } = await eli.card(post.id, /said Eli/u);
    return eli.note(card, /They ask about the end of a plan/u);
  });
}
