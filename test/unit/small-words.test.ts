import { describe, expect, it } from 'vitest';
import { answerObstacle } from '../../src/domain/claim.ts';
import { duration } from '../../src/domain/duration.ts';
import { signedText } from '../../src/domain/wording.ts';
import { kindOf, subjectOf } from '../../src/domain/work.ts';
import { packModalData, unpackModalData } from '../../src/slack/refs.ts';
import { takenSentence } from '../../src/slack/texts.ts';
import { aBrand, aThread } from '../support/samples.ts';

describe('who may answer', () => {
  it.each([
    ['the holder', { state: 'claimed', claimedBy: 'USAM' }, null],
    ['the holder of an answered thread', { state: 'answered', claimedBy: 'USAM' }, null],
    ['somebody else', { state: 'claimed', claimedBy: 'UADA' }, 'not-holder'],
    ['nobody yet', { state: 'open' }, 'not-holder'],
    ['the holder, twice', { state: 'claimed', claimedBy: 'USAM', activeReplyId: 'r-1' }, 'reply-active'],
    ['the holder of a resolved thread', { state: 'resolved', claimedBy: 'USAM' }, 'closed'],
    ['the holder of an ignored thread', { state: 'ignored', claimedBy: 'USAM' }, 'closed'],
  ] as const)('is decided for %s', (_who, thread, obstacle) => {
    expect(answerObstacle(aThread(thread), 'USAM')).toBe(obstacle);
  });
});

describe('work that is left to do', () => {
  it('names its kind and its subject, whatever the subject contains', () => {
    expect([kindOf('card:x-1001'), subjectOf('card:x-1001')]).toEqual(['card', 'x-1001']);
    expect([kindOf('send:a:b'), subjectOf('send:a:b')]).toEqual(['send', 'a:b']);
  });
});

describe('a duration', () => {
  it.each([
    [-5_000, '0 s'],
    [12_400, '12 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [3_540_000, '59 min'],
    [3_600_000, '1 h'],
    [2 * 3_600_000, '2 h'],
    [47 * 3_600_000, '47 h'],
    [48 * 3_600_000, '2 days'],
    [100 * 3_600_000, '4 days'],
  ])('of %i ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it('says since when somebody has a thread', () => {
    expect(takenSentence('UADA', 1_000, 13_000)).toBe('Taken 12 s ago by <@UADA>.');
    expect(takenSentence('UADA', 1_000, 13_000, 8_000)).toBe(
      'Taken 12 s ago by <@UADA>, and is writing an answer since 5 s.',
    );
  });
});

describe('what travels in the reply modal', () => {
  it('comes back as it was', () => {
    const data = { threadId: 'x-1001', step: 'introduce' };
    expect(unpackModalData(packModalData(data))).toEqual(data);
  });

  it.each(['', 'null', '[]', '"text"', '{', '{"threadId": 1, "step": "brand"}', '{"threadId": "x"}'])(
    'is nothing where we did not write it: %j',
    (text) => {
      expect(unpackModalData(text)).toBeNull();
    },
  );
});

describe('a signature', () => {
  it('keeps a first name of any characters', () => {
    expect(signedText(aBrand(), 'On it', '$& $1')).toBe('On it – $& $1, Acme');
  });

  it('may be empty', () => {
    expect(signedText(aBrand({ signature: '' }), 'On it', 'Sam')).toBe('On it');
  });
});
