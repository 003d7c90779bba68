import twitterText from 'twitter-text';
import type { World } from './world.ts';

/** X's price list of August 2026, in millionths of a US dollar. */
const PRICE = {
  postRead: 5_000,
  ownedRead: 1_000,
  userRead: 10_000,
  create: 15_000,
  createSummoned: 10_000,
  createWithLink: 200_000,
  delete: 10_000,
  mediaMetadata: 5_000,
} as const;

export interface BilledCall {
  /** As the API names it: `GET /2/users/:id/mentions`. */
  route: string;
  userId: string | null;
  body: unknown;
  answer: unknown;
}

type Ids = { id: string }[];

/** What X puts on the app's account: by UTC day, each resource once a day. */
export class Bill {
  readonly #world: World;
  readonly #days = new Map<string, { micros: number; seen: Set<string> }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** In millionths of a dollar. */
  get today(): number {
    return this.#day().micros;
  }

  /** A call that was answered well. */
  charge({ route, userId, body, answer }: BilledCall): void {
    const data = (answer as { data?: unknown }).data;
    const read = (Array.isArray(data) ? data : data ? [data] : []) as Ids;
    if (route === 'POST /2/tweets') this.#add(this.#creation(body));
    else if (route === 'POST /2/media/metadata') this.#add(PRICE.mediaMetadata);
    else if (route.includes('/2/media/')) return;
    else if (route.startsWith('DELETE')) this.#add(PRICE.delete);
    else if (route === 'GET rules' || route === 'POST rules') return;
    else if (route === 'GET /2/users/:id/mentions') {
      // An owned read: the account that asks owns the developer app. Here that is the brand's.
      const owned = userId !== null && this.#world.users.get(userId)?.kind === 'brand';
      this.#read(read, owned ? PRICE.ownedRead : PRICE.postRead);
    } else this.#read(read, /^GET \/2\/users(?!\/:id\/)/u.test(route) ? PRICE.userRead : PRICE.postRead);
  }

  /** A post that went out through the stream. */
  chargeStreamed(id: string): void {
    this.#read([{ id }], PRICE.postRead);
  }

  #creation(body: unknown): number {
    const { text, reply } = body as { text: string; reply?: { in_reply_to_tweet_id?: string } };
    if (twitterText.extractUrls(text).length > 0) return PRICE.createWithLink;
    // Self-serve apps get no other reply through.
    return this.#world.access === 'self-serve' && reply?.in_reply_to_tweet_id
      ? PRICE.createSummoned
      : PRICE.create;
  }

  #read(resources: Ids, price: number): void {
    const { seen } = this.#day();
    for (const { id } of resources) {
      if (seen.has(id)) continue;
      seen.add(id);
      this.#add(price);
    }
  }

  #add(micros: number): void {
    this.#day().micros += micros;
    this.#world.changed(null);
  }

  #day() {
    const name = new Date(this.#world.now()).toISOString().slice(0, 10);
    const day = this.#days.get(name) ?? { micros: 0, seen: new Set<string>() };
    this.#days.set(name, day);
    return day;
  }
}
