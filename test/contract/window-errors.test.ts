import { afterEach, expect, it } from 'vitest';
import { onWindow } from '../../handlers/listen-windows.ts';
import { FieldError } from '../../handlers/window.ts';
import { RefusedError } from '../../src/errors.ts';
import { input, option, plain, window } from '../support/all-elements.ts';
import { ADA } from '../support/desk.ts';
import { DeskHands } from '../support/desk-hands.ts';
import { LocalSlack } from '../support/local-slack.ts';
import { silentLog } from '../support/store.ts';

let local: LocalSlack;
afterEach(() => local.close());

it.each([
  ['at its field', new FieldError('bad', 'second', 'Not this.'), { second: 'Not this.' }],
  [
    'at the first input, whatever stands above it',
    new RefusedError('bad', 'Not now.'),
    { first: 'Not now.' },
  ],
])('a window that is refused says why %s, and stays', async (_where, error, errors) => {
  local = await LocalSlack.open();
  const { app } = await local.start();
  const nobody = () => Promise.resolve();
  const inFlight = { run: <T>(work: () => Promise<T>) => work() };
  const deps = { log: silentLog, inFlight, whisper: nobody, tell: nobody, noteActivity: nobody };
  onWindow(app, deps, 'form', () => Promise.reject(error));
  const hands = new DeskHands(local.slack);
  const view = window([
    {
      type: 'actions',
      block_id: 'above',
      elements: [{ type: 'static_select', action_id: 'it', options: ['red', 'blue'].map(option) }],
    },
    { type: 'section', block_id: 'text', text: plain('Read this') },
    input('first', { type: 'plain_text_input' } as never, { optional: true }),
    input('second', { type: 'plain_text_input' } as never, { optional: true }),
  ]);
  const trigger_id = local.slack.workspace.trigger(ADA);
  const { id } = await hands.openWindow(ADA, () => local.client().views.open({ trigger_id, view }));
  expect(await hands.submitWindow(ADA, id)).toMatchObject({ ok: true, closed: false, errors });
  expect(hands.windowNow(id)).toBeDefined();
});
