import type { Post } from '../src/domain/glossary.ts';
import { firstIdAt } from '../src/networks/x/posts.ts';

/** Words of customers, the frequent ones first, so that some are in most posts and most in few: as people write. */
const COMMON =
  'my the is not and for since you internet with phone this line again please have bill help router still what when your been working from down number contract app today days same service why call mobile nobody home signal';

/** The same posts for the same numbers. `like`: the number of another one whose words and name it has, but for the rare word. */
export function benchPost(nth: number, now: number, like = nth): Post {
  const id = String(BigInt(firstIdAt(now)) + BigInt(nth));
  const author = `customer_${nth}`;
  return {
    id,
    network: 'x',
    author: {
      id: String(1_500_000_000_000_000_000n + BigInt(nth)),
      handle: author.slice(0, 15),
      name: nameOf(like),
      avatarUrl: pictureOf(nth),
    },
    text: `@acme ${sentence(like, nth)}`,
    createdAt: now,
    conversationId: id,
    inReplyTo: null,
    quotes: null,
    repostOf: null,
    mentions: [{ id: '900', handle: 'acme' }],
    images: [],
    versions: [id],
    language: 'en',
    replySettings: 'everyone',
  };
}

/** About twenty words, of which the last is rare. */
export function sentence(nth: number, rare = nth): string {
  const words = COMMON.split(' ');
  const random = randomOf(nth);
  const said = Array.from({ length: 19 }, () => words[Math.floor(words.length * random() ** 2)] ?? '');
  return [...said, rareWord(rare)].join(' ');
}

export function rareWord(nth: number): string {
  return `w${String((nth * 7919) % 50_000).padStart(5, '0')}`;
}

const FIRST = ['Ada', 'Maro', 'Lena', 'Tom', 'Ines', 'Paolo', 'Yuki', 'Sara', 'Omar', 'Nina'];
const LAST = ['Keller', 'Rossi', 'Novak', 'Silva', 'Meyer', 'Okafor', 'Lind', 'Haddad', 'Costa', 'Byrne'];

function nameOf(nth: number): string {
  return `${FIRST[nth % FIRST.length]} ${LAST[Math.floor(nth / FIRST.length) % LAST.length]}`;
}

function pictureOf(nth: number): string {
  return `https://pbs.twimg.com/profile_images/${1_400_000_000_000_000_000n + BigInt(nth)}/aBcDeFgH_normal.jpg`;
}

function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
