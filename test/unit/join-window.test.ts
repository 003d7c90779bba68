import { describe, expect, it } from 'vitest';
import { joinSubmitted } from '../../handlers/join-submitted.ts';
import type { FieldValue } from '../../handlers/window.ts';
import { blockProblems } from '../../sandbox/slack/block-kit.ts';
import { languageNames } from '../../src/domain/languages.ts';
import { JOIN } from '../../src/slack/ids.ts';
import { type JoinView, joinWindow } from '../../src/slack/join-window.ts';
import { requestMessage } from '../../src/slack/joining-texts.ts';
import { leaveWindow } from '../../src/slack/people-windows.ts';
import { rulesWindow } from '../../src/slack/rules-window.ts';
import type { JoinAnswer, Joined } from '../../src/usecases/join-desk.ts';
import { aBrand, anAccount, aResponder } from '../support/samples.ts';

const RULES = { text: `${'Be kind to everybody.\n'.repeat(280)}The end.`, version: '7' };
const FORM: JoinView = {
  responder: null,
  rules: RULES,
  accepted: false,
  topics: ['billing', 'lines'],
  languages: languageNames({ brands: [aBrand({ introductionsIn: { it: ['a'] } })] }),
  zone: 'Europe/Rome',
  maxOpen: 5,
  maxPerDay: null,
  account: null,
};
const QUIET = { from: '22:00', to: '07:00', zone: 'Europe/Rome', daysOff: [6, 7] };
const text = (view: object) => JSON.stringify(view);

describe('the window of joining', () => {
  it('is one that Slack takes, empty and filled', () => {
    const filled = aResponder({ topics: ['lines'], languages: ['it'], quiet: QUIET, maxOpen: 2 });
    const forms = [FORM, { ...FORM, responder: filled, accepted: true, topics: [], account: anAccount() }];
    for (const form of forms) expect(blockProblems(joinWindow(form).blocks, 'view')).toEqual([]);
    expect(blockProblems(rulesWindow(RULES, { before: 'send', threadId: 'x-1' }).blocks, 'view')).toEqual([]);
    expect(blockProblems(leaveWindow({ account: anAccount(), held: 1 }).blocks, 'view')).toEqual([]);
  });

  it('shows all the rules and asks to accept them, until they are accepted', () => {
    const words = text(joinWindow(FORM));
    expect(words).toContain('The end.');
    expect(words).toContain(`"block_id":"${JOIN.rules}"`);
    const accepted = text(joinWindow({ ...FORM, responder: aResponder(), accepted: true }));
    expect(accepted).not.toContain(`"block_id":"${JOIN.rules}"`);
    expect(accepted).toContain('You accepted version 7');
    expect(text(joinWindow({ ...FORM, rules: null }))).not.toContain('House rules');
  });

  it('shows what was said before, and hints at the profile', () => {
    const profile = { accountId: '701', picture: false, discloses: false, at: 1 };
    const view = joinWindow({
      ...FORM,
      responder: aResponder({ topics: ['lines'], quiet: QUIET, profile }),
      account: anAccount(),
    });
    expect(text(view)).toMatch(/"initial_options":\[\{"value":"lines"/u);
    expect(text(view)).toContain('"initial_time":"22:00"');
    expect(text(view)).toMatch(/no picture of its own, and its bio does not say/u);
  });
});

describe('what is sent in it', () => {
  const answers: JoinAnswer[] = [];
  const submit = joinSubmitted({
    async joinDesk(answer): Promise<Joined> {
      answers.push(answer);
      return {
        kind: 'joined',
        responder: aResponder(),
        account: null,
        linkUrl: 'https://care.example.com/l',
      };
    },
  });
  const send = (fields: Record<string, FieldValue>) =>
    submit({
      slackUser: 'USAM',
      viewId: 'V1',
      rootViewId: 'V1',
      privateMetadata: '7',
      triggerId: 't',
      values: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { [id]: value }])),
    });
  const zone = { [JOIN.zone]: { type: 'plain_text_input', value: ' Europe/Rome ' } };
  const time = (at: string) => ({ type: 'timepicker', selected_time: at });
  const days = (count: number) => ({
    type: 'multi_static_select',
    selected_options: Array.from({ length: count }, (_, index) => ({ value: String(index + 1) })),
  });

  it('is read field by field, and answered with the private link', async () => {
    const answer = await send({
      ...zone,
      [JOIN.rules]: { type: 'checkboxes', selected_options: [{ value: '7' }] },
      [JOIN.topics]: { type: 'multi_static_select', selected_options: [{ value: 'lines' }] },
      [JOIN.from]: time('22:00'),
      [JOIN.to]: time('07:00'),
      [JOIN.daysOff]: days(1),
      [JOIN.maxOpen]: { type: 'number_input', value: '3' },
    });
    expect(answers).toEqual([
      {
        slackUser: 'USAM',
        windowId: 'V1',
        rulesVersion: '7',
        topics: ['lines'],
        languages: [],
        quiet: { from: '22:00', to: '07:00', zone: 'Europe/Rome', daysOff: [1] },
        maxOpen: 3,
        maxPerDay: null,
      },
    ]);
    expect(text(answer ?? {})).toContain('<https://care.example.com/l|link your own X account>');
  });

  it.each([
    ['a zone that is none', { [JOIN.zone]: { type: 'plain_text_input', value: 'Rome' } }, JOIN.zone],
    ['a beginning without an end', { ...zone, [JOIN.from]: time('22:00') }, JOIN.to],
    ['an end without a beginning', { ...zone, [JOIN.to]: time('22:00') }, JOIN.from],
    ['every day off', { ...zone, [JOIN.daysOff]: days(7) }, JOIN.daysOff],
    ['no thread at all', { ...zone, [JOIN.maxOpen]: { type: 'number_input', value: '0' } }, JOIN.maxOpen],
    ['half an answer', { ...zone, [JOIN.maxPerDay]: { type: 'number_input', value: '1.5' } }, JOIN.maxPerDay],
  ])('%s is refused at its field', async (_, fields, blockId) => {
    await expect(send(fields)).rejects.toMatchObject({ blockId });
  });
});

describe('what a lead sees of somebody who wants to join', () => {
  const request = { id: 'V1', slackUser: 'USAM', decision: null, by: null, reason: null, at: 1 };

  it('has two buttons until somebody decided, and then who and why, harmless', () => {
    const open = requestMessage({ request, responder: aResponder({ topics: ['<!here>'] }), account: null });
    expect(blockProblems(open.blocks, 'message')).toEqual([]);
    expect(text(open)).toMatch(/approve_join.*USAM:V1.*decline_join/u);
    expect(text(open)).not.toContain('<!here>');
    const decided = { ...request, decision: 'declined', by: 'ULEAD', reason: '<!channel> no' } as const;
    const closed = text(requestMessage({ request: decided, responder: aResponder(), account: null }));
    expect(closed).toContain('<@ULEAD>');
    expect(closed).not.toMatch(/approve_join|<!channel>/u);
  });
});
