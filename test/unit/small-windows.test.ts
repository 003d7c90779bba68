import { expect, it } from 'vitest';
import { historyWindow } from '../../src/slack/history-window.ts';
import { homeView } from '../../src/slack/home.ts';
import { listWindow } from '../../src/slack/list-window.ts';
import { noiseRulesWindow } from '../../src/slack/muted-window.ts';
import { anAccount, aPost, aResponder, aThread } from '../support/samples.ts';

const LINKS = { workspaceUrl: null, now: 1_000 };
const quiet = { from: '00:00', to: '00:00', zone: 'Europe/Rome', daysOff: [] as number[] };

it.each([
  ['no hours and no days', quiet, /Not to be rung:\* never/u],
  ['a night', { ...quiet, from: '22:00', to: '07:00' }, /Not to be rung:\* 22:00 to 07:00, Europe\/Rome/u],
  ['a day', { ...quiet, daysOff: [7] }, /Not to be rung:\* Sun, Europe\/Rome/u],
])('the home says when its owner is not to be rung, with %s', (_what, hours, says) => {
  const held = { threads: [], total: 0 };
  const home = homeView({ account: anAccount(), held, responder: aResponder({ quiet: hours }) }, LINKS);
  expect(JSON.stringify(home.blocks)).toMatch(says);
});

it.each([
  ['["it is their first answer","it names an amount of money"]', /first answer, it names an amount/u],
  ['introduce,native,brand', /introduce, native, brand/u],
  ['[a lead wrote this, and this', /\[a lead wrote this, and this/u],
  ['Say sorry first, please', /Say sorry first, please/u],
])('the history tells %s as people read it', (detail, says) => {
  const entries = [{ at: 1_000, actor: 'U0ADA', what: 'reply-submitted', detail }];
  const view = historyWindow({ threadId: 'x-1', entries, from: 0, size: 10, total: 1 });
  expect(JSON.stringify(view.blocks)).toMatch(says);
});

it('a list names a customer who phoned without a handle, which they have not', () => {
  const author = { id: 'phone', handle: '', name: 'Mrs Park', avatarUrl: null };
  const threads = [aThread({ root: aPost({ author }) })];
  const list = { kind: 'waiting', query: '', threads, from: 0, size: 8, total: 1, more: false };
  const shown = JSON.stringify(listWindow(list, LINKS).blocks);
  expect(shown).toMatch(/Mrs Park/u);
  expect(shown).not.toMatch(/Somebody| @/u);
});

it('what mutes is said in words', () => {
  const set = [
    { reason: 'empty', action: 'drop' as const, saysNothing: true as const },
    { reason: 'crowd', action: 'mute' as const, mentionsFrom: 8 },
  ];
  const shown = JSON.stringify(noiseRulesWindow({ set: set as never, learned: [], lead: false }).blocks);
  expect(shown).toMatch(/\*empty\* \(drop\): says nothing"/u);
  expect(shown).toMatch(/\*crowd\* \(mute\): mentions from: 8"/u);
});
