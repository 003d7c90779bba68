import { sketchOf } from '../../src/domain/alike.ts';
import type { Opened } from '../../src/surges.ts';
import { aDesk } from './samples.ts';
import { anIngest, NOW, type OpenStore } from './store.ts';

// Steps of a surge in the channel C0CARE, in which the thread x-1001 is folded.

type Step = (store: OpenStore) => Promise<unknown>;
const CHANNEL = 'C0CARE';
const WORDS = 'my line is dead since this morning';
export const RULES = aDesk().surges;

export const placed: Step = ({ surges }) =>
  surges.place('card:x-1001', 'x-1001', sketchOf(WORDS), { ...RULES, foldAbove: 0 }, NOW);
const mention: Step = ({ mentions }) => mentions.ingest(anIngest());
export const folded: Step = async (store) => {
  await mention(store);
  await placed(store);
};
const declared: Step = ({ incidents }) =>
  incidents.declare({
    id: 'V1',
    tag: 'outage',
    saved: null,
    like: { group: '1' },
    channel: CHANNEL,
    slackUser: 'ULEA',
    now: NOW,
    until: NOW + 1_000,
  });
const during: Step = async (store) => {
  await folded(store);
  await declared(store);
};

interface Case {
  script: string;
  given?: Step;
  when: Step;
  second?: unknown;
}

export const SURGE_CASES: Case[] = [
  { script: 'place-card (folded)', given: mention, when: placed },
  {
    script: 'place-card (card)',
    given: mention,
    when: ({ surges }) => surges.place('card:x-1001', 'x-1001', sketchOf(WORDS), RULES, NOW),
  },
  { script: 'look-surge', given: folded, when: ({ surges }) => surges.look(CHANNEL, RULES, NOW, true) },
  {
    script: 'open-folded',
    given: folded,
    when: ({ surges }): Promise<Opened> => surges.open({ channel: CHANNEL, number: 1 }, 'USAM', 3, NOW),
  },
  {
    script: 'take-group',
    given: folded,
    when: ({ surges }) =>
      surges.take({
        channel: CHANNEL,
        number: 1,
        group: '1',
        slackUser: 'USAM',
        lead: false,
        most: 3,
        maxOpen: null,
        now: NOW,
      }),
    second: ['has', 'x-1001'],
  },
  {
    script: 'await-card',
    given: folded,
    when: async (store) => {
      const [work] = await store.outbox.take(NOW + 100_000, 1, 60_000);
      if (work) await store.outbox.awaitCard(work, 'x-1001', NOW);
    },
    second: 0,
  },
  { script: 'declare-incident', given: folded, when: declared },
  { script: 'tag-alike', given: during, when: ({ incidents }) => incidents.tagAlike('V1', 0.5, NOW) },
  {
    script: 'end-incident',
    given: during,
    when: ({ incidents }) => incidents.end('V1', 'ULEA', NOW),
    second: 0,
  },
];
