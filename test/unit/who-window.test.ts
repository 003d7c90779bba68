import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { CareWords } from '../../handlers/care-command.ts';
import { careWho, whoPageClicked } from '../../handlers/care-who.ts';
import type { ButtonClick } from '../../handlers/click.ts';
import { buttonOf, wordsIn } from '../../sandbox/slack/message-words.ts';
import type { Availability } from '../../src/domain/responder.ts';
import { RefusedError } from '../../src/errors.ts';
import { ACTION } from '../../src/slack/ids.ts';

const NOW = 1_000;

/** `/care who` with so many people there, and what is shown of it. */
function desk(count: number) {
  const asked: (string | null)[] = [];
  const here: Availability = { kind: 'available', load: { open: 2, answeredToday: 0 } };
  const people = Array.from({ length: count }, (_, index) => ({
    slackUser: `U${index + 1}`,
    availability: here,
  }));
  let shown: ModalView | null = null;
  const show = (view: ModalView) => {
    shown = view;
  };
  const deps = {
    async requireEmployee(slackUser: string) {
      if (slackUser === 'UGUEST') throw new RefusedError('not-an-employee', 'Not for guests.');
    },
    async whoAnswers(topic: string | null) {
      asked.push(topic);
      return people;
    },
    clock: { now: () => NOW },
    openView: async (_triggerId: string, view: ModalView) => show(view),
    updateView: async (_viewId: string, view: ModalView) => show(view),
  };
  const view = () => shown ?? ({ blocks: [] as ModalView['blocks'] } as ModalView);
  return {
    asked,
    people,
    type: (text: string, slackUser = 'USAM') =>
      careWho(deps)({
        slackUser,
        words: text.split(' ').filter(Boolean),
        triggerId: 't',
      } as never as CareWords),
    press: (action: string, slackUser = 'USAM') =>
      whoPageClicked(deps)({
        slackUser,
        value: buttonOf(view(), action)?.value ?? '',
        view: { id: 'V1', type: 'modal', privateMetadata: view().private_metadata ?? '', values: {} },
      } as never as ButtonClick),
    words: () => wordsIn(view().blocks),
    has: (action: string) => buttonOf(view(), action) !== undefined,
  };
}

describe('/care who', () => {
  it('shows everybody, a page of 25 at a time', async () => {
    const { type, press, words, has, asked } = desk(60);
    expect(await type('#line faults')).toBeNull();
    expect(words()).toMatch(/\*1 to 25\* of 60 for \*#\P{L}line faults\P{L}\*.*<@U25>: 2 in hand/su);
    expect([words().includes('<@U26>'), has(ACTION.whoBack)]).toEqual([false, false]);
    await press(ACTION.whoOn);
    expect(words()).toMatch(/\*26 to 50\* of 60 for \*#\P{L}line faults\P{L}\*/u);
    await press(ACTION.whoOn);
    expect(words()).toMatch(/\*51 to 60\* of 60/u);
    expect([words().includes('<@U60>'), has(ACTION.whoOn)]).toEqual([true, false]);
    await press(ACTION.whoBack);
    expect(words()).toMatch(/\*26 to 50\* of 60/u);
    expect(new Set(asked)).toEqual(new Set(['line faults']));
  });

  it('begins anew where so many are not there any more', async () => {
    const { type, press, words, people } = desk(26);
    await type('');
    people.length = 3;
    await press(ACTION.whoOn);
    expect(words()).toMatch(/\*1 to 3\* of 3\./u);
  });

  it('says what to do where nobody answers', async () => {
    const { type, words, asked } = desk(0);
    await type('billing');
    expect(words()).toMatch(
      /^Nobody answers for \*#\P{L}billing\P{L}\* yet\. Whoever wants to types `\/care join`\.$/u,
    );
    await type('');
    expect(words()).toBe('Nobody answers yet. Whoever wants to types `/care join`.');
    expect(asked).toEqual(['billing', null]);
  });

  it('is not for guests, on no page', async () => {
    const { type, press, words } = desk(60);
    await expect(type('', 'UGUEST')).rejects.toBeInstanceOf(RefusedError);
    await type('');
    await expect(press(ACTION.whoOn, 'UGUEST')).rejects.toBeInstanceOf(RefusedError);
    expect(words()).toMatch(/\*1 to 25\* of 60/u);
  });
});
