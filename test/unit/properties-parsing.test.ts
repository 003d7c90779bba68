import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVariables } from '../../config/variables.ts';
import { careCommand } from '../../handlers/care-command.ts';
import { pauseUntil } from '../../src/domain/pause.ts';
import { tagsOf, wantedOf } from '../../src/domain/search-words.ts';
import { earlierId, newerId, readPosts } from '../../src/networks/x/posts.ts';
import { lineSplitter } from '../../src/networks/x/stream-reader.ts';
import { unpackApproval } from '../../src/slack/approval-window.ts';
import {
  packAssignData,
  packClaimData,
  unpackAssignData,
  unpackClaimData,
} from '../../src/slack/claim-data.ts';
import { escapeText } from '../../src/slack/escape.ts';
import { plainWords } from '../../src/slack/plain-words.ts';
import {
  packList,
  packModalData,
  packRequest,
  packRules,
  unpackAltData,
  unpackList,
  unpackModalData,
  unpackRequest,
  unpackRules,
} from '../../src/slack/refs.ts';
import { unpackSaved } from '../../src/slack/saved-windows.ts';
import { unpackMove } from '../../src/slack/topic-windows.ts';
import { readLeastDesk } from '../support/least-desk.ts';
import { anyText, RUNS } from '../support/properties.ts';

const digits = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);

describe("X's answer", () => {
  /** A post in today's names, and the same in those of X's newer description. */
  const answer = fc
    .record({
      id: digits,
      text: anyText,
      author: digits,
      conversation: digits,
      replied: fc.option(digits, { nil: null }),
      quoted: fc.option(digits, { nil: null }),
      long: fc.option(anyText, { nil: null }),
      versions: fc.array(digits, { maxLength: 3 }),
    })
    .map((given) => {
      const references = [
        ...(given.replied === null ? [] : [{ type: 'replied_to', id: given.replied }]),
        ...(given.quoted === null ? [] : [{ type: 'quoted', id: given.quoted }]),
      ];
      const shared = {
        id: given.id,
        text: given.text,
        author_id: given.author,
        conversation_id: given.conversation,
      };
      const around = given.quoted === null ? [] : [{ id: given.quoted, author_id: '77' }];
      const long = given.long === null ? undefined : { text: given.long };
      return {
        given,
        old: {
          data: {
            ...shared,
            referenced_tweets: references,
            note_tweet: long,
            edit_history_tweet_ids: given.versions,
          },
          includes: { tweets: around },
        },
        renamed: {
          data: {
            ...shared,
            referenced_posts: references,
            note_post: long,
            edit_history_post_ids: given.versions,
          },
          includes: { posts: around },
        },
      };
    });

  it('is the same post by its old names and by its new ones', () => {
    fc.assert(
      fc.property(answer, ({ given, old, renamed }) => {
        const read = readPosts(old);
        expect(readPosts(renamed)).toEqual(read);
        expect(read.malformed).toBe(0);
        expect(read.posts[0]).toMatchObject({ id: given.id, inReplyTo: given.replied });
        expect(read.posts[0]?.versions).toContain(given.id);
      }),
      RUNS,
    );
  });

  it('of any shape is read or counted, and never throws', () => {
    const strange = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      fc.record({ data: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())), includes: fc.jsonValue() }),
      fc.record({
        data: fc.dictionary(
          fc.constantFrom('id', 'text', 'author_id', 'entities', 'attachments', 'lang', '__proto__'),
          fc.jsonValue(),
        ),
      }),
    );
    fc.assert(
      fc.property(strange, (given) => {
        const { posts, malformed } = readPosts(given);
        expect(malformed).toBeGreaterThanOrEqual(0);
        for (const post of posts) {
          expect(post.id).toMatch(/^\d{1,19}$/u);
          expect(post.author.handle).toMatch(/^\w{1,15}$/u);
          expect(Number.isFinite(post.createdAt)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('has ids that are compared as numbers, however long', () => {
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        expect(newerId(one, other)).toBe(BigInt(one) > BigInt(other) ? one : other);
        expect(newerId(null, other)).toBe(other);
        expect(BigInt(earlierId(one, 60_000))).toBeLessThanOrEqual(BigInt(one));
      }),
      RUNS,
    );
  });
});

describe('a stream', () => {
  it('gives the same lines wherever its bytes are cut', () => {
    const line = fc.oneof(
      fc.constant(''),
      anyText.map((text) => JSON.stringify({ text })),
    );
    const cuts = fc.array(fc.nat({ max: 4_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        cuts,
        (lines, end, at) => {
          const bytes = Buffer.from(lines.map((each) => each + end).join(''));
          const places = [...new Set([0, ...at.filter((place) => place < bytes.length), bytes.length])].sort(
            (a, b) => a - b,
          );
          const split = lineSplitter();
          const read = places.slice(1).flatMap((place, index) => split(bytes.subarray(places[index], place)));
          expect(read).toEqual(
            lines.filter((each) => each !== '').map((each) => Buffer.from(each).toString()),
          );
        },
      ),
      RUNS,
    );
  });
});

describe('a line of a stream', () => {
  it('that never ends is given up before it fills the memory', () => {
    const split = lineSplitter();
    const chunk = Buffer.alloc(1_000_000, 'a');
    for (let times = 0; times < 4; times += 1) expect(split(chunk)).toEqual([]);
    expect(() => split(chunk)).toThrow('without end');
  });
});

describe('what buttons and windows carry', () => {
  const name = fc.stringMatching(/^[\w-]{1,40}$/u);

  it('comes back as it was packed', () => {
    const step = fc.constantFrom('direct', 'introduce', 'native', 'brand');
    fc.assert(
      fc.property(name, step, anyText, fc.nat(), fc.array(name), (id, way, words, count, names) => {
        expect(unpackModalData(packModalData({ threadId: id, step: way, fill: count }))).toEqual({
          threadId: id,
          step: way,
          fill: count,
        });
        const alt = { threadId: id, step: way, text: words, fileIds: names, handOver: null };
        expect(unpackAltData(packModalData(alt))).toEqual(alt);
        expect(unpackList(packList({ kind: 'find', query: words, from: count }))).toEqual({
          kind: 'find',
          query: words,
          from: count,
        });
        expect(unpackRequest(packRequest({ applicant: id, requestId: way }))).toEqual({
          applicant: id,
          requestId: way,
        });
        expect(unpackRules(packRules({ version: words, before: 'take', threadId: id }))).toEqual({
          version: words,
          before: 'take',
          threadId: id,
        });
        expect(unpackAssignData(packAssignData({ page: count, chosen: names }))).toEqual({
          page: count,
          chosen: names,
        });
        const claim = { threadId: id, from: null, reroutes: count };
        expect(unpackClaimData(packClaimData(claim))).toEqual(claim);
      }),
      RUNS,
    );
  });

  it('is nothing, or of the right kinds, where somebody else wrote it', () => {
    const forged = fc.oneof(
      anyText,
      fc.json(),
      fc.constantFrom('null', '[]', '{}', '0', '"', '{"threadId":{}}', '[["a"]]'),
    );
    fc.assert(
      fc.property(forged, (text) => {
        for (const unpack of [
          unpackModalData,
          unpackAltData,
          unpackRequest,
          unpackRules,
          unpackAssignData,
          unpackClaimData,
          unpackApproval,
          unpackSaved,
          unpackMove,
        ])
          expect(typeof unpack(text)).toBe('object');
        const { kind, query, from } = unpackList(text);
        expect([typeof kind, typeof query, Number.isFinite(from)]).toEqual(['string', 'string', true]);
      }),
      RUNS,
    );
  });
});

describe('what people type', () => {
  it('behind /care is answered, and what comes back of it is plain', async () => {
    const verbs = new Map([['me', async () => 'you']]);
    const care = careCommand(verbs);
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const answer = await care({ text } as never);
        const said = /^There is no `\/care ([^`\n]*)`/u.exec(answer ?? '')?.[1];
        if (said !== undefined) expect(said).toMatch(/^[\p{L}\p{N}-]{0,20}$/u);
        else expect(answer).toMatch(/^(?:you$|\*Faccia\*)/u);
      }),
      RUNS,
    );
  });

  it('of a pause is a time in the next 90 days, or not understood', () => {
    const now = 1_700_000_000_000;
    const word = fc.oneof(
      fc.constantFrom('until', '2h', '30', 'm', 'min', '9:30', '24:00', '0h', '9999d', '-1h'),
      anyText,
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 3 }),
        fc.constantFrom('Europe/Rome', 'UTC', 'Asia/Kathmandu'),
        (words, zone) => {
          const until = pauseUntil(words, zone, now);
          if (words.length === 0) expect(until).toBeNull();
          else if (until !== undefined && until !== null) {
            expect(until).toBeGreaterThan(now);
            expect(until).toBeLessThanOrEqual(now + 90 * 86_400_000);
          }
        },
      ),
      RUNS,
    );
  });

  it('to find something becomes a few bounded words', () => {
    fc.assert(
      fc.property(anyText, (query) => {
        const { tokens, state } = wantedOf(query, 'USAM');
        expect(new Set(tokens).size).toBe(tokens.length);
        for (const token of tokens) expect(token).not.toMatch(/\s/u);
        expect([null, 'open', 'claimed', 'answered', 'resolved', 'ignored']).toContain(state);
        const tags = tagsOf(query);
        expect(tags.length).toBeLessThanOrEqual(10);
        for (const tag of tags) expect(tag).toMatch(/^[\p{L}\p{N}-]{1,30}$/u);
        expect(tagsOf(tags.join(' '))).toEqual(tags);
      }),
      RUNS,
    );
  });

  it('comes back out of what Slack makes of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainWords(escapeText(text), new Map())).toBe(text.trim());
      }),
      RUNS,
    );
  });
});

describe('a number in the configuration', () => {
  const NUMBERS: [place: string, line: (value: string) => string, low: number, high: number][] = [
    ['undo_seconds', (value) => `undo_seconds: ${value}`, 0, 120],
    ['claims.lease_minutes', (value) => `claims: { lease_minutes: ${value} }`, 0.1, 10_080],
    ['http.requests_per_minute', (value) => `http: { requests_per_minute: ${value} }`, 10, 100_000],
    ['same_text.window_hours', (value) => `same_text: { window_hours: ${value} }`, 1, 168],
  ];

  it.each(NUMBERS)(
    'at %s is taken within its bounds, and refused by its name outside of them',
    (place, line, low, high) => {
      const any = fc.oneof(
        fc.double({ noNaN: true }),
        fc.integer(),
        fc.constantFrom(low, high, low - 1, high + 1),
        fc.constantFrom('.nan', '.inf', 'yes', '"5"', '[]', '{}', '0x10', '1e999'),
      );
      fc.assert(
        fc.property(any, (value) => {
          const { value: desk, problems } = readLeastDesk(line(String(value)));
          const number = Number(value);
          const wholeOnly = place === 'http.requests_per_minute';
          const fits =
            typeof value === 'number' &&
            number >= low &&
            number <= high &&
            (!wholeOnly || Number.isInteger(number));
          if (fits) expect(problems).toEqual([]);
          else if (desk === null) expect(problems.join('\n')).toContain(place);
          // YAML has more ways to write a number than JSON: what was taken is within the bounds all the same.
          else expect(typeof value).toBe('string');
        }),
        { ...RUNS, numRuns: 100 },
      );
    },
  );

  it('for a port is one, or is refused by its name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer().map(String), anyText), (text) => {
        const { values, problems } = readVariables({ PORT: text });
        const { port } = values;
        if (port === undefined) expect(problems.join('\n')).toContain('PORT');
        else expect([Number.isInteger(port), port >= 0 && port <= 65_535]).toEqual([true, true]);
      }),
      RUNS,
    );
  });
});
