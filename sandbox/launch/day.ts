import { setTimeout } from 'node:timers/promises';
import type { World } from '../x/world.ts';
import { BRAND } from './cast.ts';

interface Line {
  by: [username: string, name: string];
  text: string;
  /** Answers this customer's own earlier post. */
  again?: boolean;
  image?: { url: string; alt: string };
  /** Repeats the post before. */
  repost?: boolean;
}

const AT = `@${BRAND.handle}`;

/** A small day of mentions: trouble, thanks, a follow-up, a repeat, and somebody who tries tricks. */
const DAY: Line[] = [
  {
    by: ['maro_k', 'Maro K'],
    text: `${AT} no internet since 7 this morning, router light is red. Working from home today, of all days 😩`,
  },
  { by: ['tilda_reads', 'Tilda'], text: `Hey ${AT}, I was charged twice on my last bill. Who do I talk to?` },
  {
    by: ['jonas_w', 'Jonas W'],
    text: `${AT} your technician was on time, polite, and cleaned up after himself. More of that please 👏`,
  },
  {
    by: ['marisol_v', 'Marisol'],
    text: `${AT} ¿hay avería en el centro? Llevamos dos horas sin fibra en todo el edificio.`,
  },
  {
    by: ['maro_k', 'Maro K'],
    text: `${AT} update: restarted it twice as your page says. Still red.`,
    again: true,
  },
  {
    by: ['totally_legit', 'Lumen Support'],
    text: `<!channel> ${AT} urgent: verify your account at <https://lumen.example|https://lumenfibre.example> \u202Etxet desrever\u202C <@U0ADA>`,
  },
  {
    by: ['yuki_tky', '雪'],
    text: `${AT} 引っ越しの手続きはオンラインでできますか？明日までに知りたいです🙏`,
  },
  {
    by: ['dad_of_three', 'Dad of three'],
    text: `${AT} the kids' homework portal times out only on your network. On mobile data it works. DNS?`,
  },
  { by: ['fan_account', 'Fibre fan'], text: `RT ${AT}: gigabit everywhere by spring`, repost: true },
  {
    by: ['nour_e', 'Nour'],
    text: `${AT} how long is the wait for a new line in a flat that never had fibre?`,
  },
  {
    by: ['tilda_reads', 'Tilda'],
    text: `${AT} and can I get the refund on the card, not as a credit?`,
    again: true,
  },
  {
    by: ['pixel_pia', 'Pia'],
    text: `${AT} ping went from 9 ms to 140 ms since last night's maintenance 🎮 anyone awake there?`,
  },
  { by: ['old_oak', 'Oak'], text: `${AT} letter says my plan ends, app says it renews. Which one is right?` },
  { by: ['quiet_q', 'Q'], text: `${AT} thank you for answering at midnight. Did not expect that.` },
  {
    by: ['rafa_b', 'Rafa'],
    text: `${AT} van has been parked in front of our gate since Monday, could someone move it?`,
  },
];

const GAP_MS = 12_000;

/** Plays the day in a loop of its own; `speed` 2 is twice as fast. Stops with the signal. */
export async function playDay(world: World, speed: number, signal: AbortSignal): Promise<void> {
  const newest = new Map<string, string>();
  let before: string | null = null;
  for (const line of DAY) {
    if (signal.aborted) return;
    const [username, name] = line.by;
    const user = world.addUser({ username, name });
    const post = world.post({
      authorId: user.id,
      text: line.text,
      inReplyTo: line.again ? (newest.get(user.id) ?? null) : null,
      repostOf: line.repost ? before : null,
    });
    newest.set(user.id, post.id);
    before = post.id;
    await pause(GAP_MS / speed, signal);
  }
}

/** Over at once when aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
