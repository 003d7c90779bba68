import { JOIN } from '../../../src/slack/ids.ts';
import { BRAND } from '../../launch/cast.ts';
import type { Drafts } from '../../slack/client-api.ts';
import type { Colleague } from '../colleague.ts';
import { CARE } from '../desk.ts';
import { type Chapter, links, type Story } from '../story.ts';

const RULES = '2026-08';

/** Joining is opt-in: rules, topics, the own account, a lead's word. */
export const enrolment: Chapter = {
  title: 'Enrolment: who wants to answer (part 2)',
  time: '07:30',
  quick: true,
  async play(story) {
    await theBrand(story);
    await nobodyYet(story);
    await joining(story);
    await theOthers(story);
  },
};

async function theBrand({ tell, lea }: Story): Promise<void> {
  await tell.step('Lea types /care link brand, and says yes on X as the brand.', async () => {
    await lea.care('link brand');
    const { value: told } = await lea.whisper(/works once/u);
    return links(told.blocks.length > 0 ? told.blocks : [told.text], BRAND.handle);
  });
}

async function nobodyYet({ tell, x, ben }: Story): Promise<void> {
  const post = await x.writes(
    ['van_watcher', 'Rafa'],
    `@${BRAND.handle} your van blocks our gate since Monday, could someone move it?`,
  );
  await tell.step('Ben presses Take it, but has not joined.', async () => {
    const { value: card } = await ben.card(post.id);
    await ben.press(card, 'take_it');
    return ben.whisper(/Only people who joined/u);
  });
}

async function joining({ tell, camera, ada, ben, lea }: Story): Promise<void> {
  const window = await tell.step('Ada types /care join and reads the house rules.', () =>
    ada.opens(() => ada.care('join'), /Nothing private in public/u),
  );
  await camera.take('join', { user: ada.id, place: CARE });
  await tell.step('She sends it without accepting them.', async () => {
    await ada.submit(window);
    return ada.objects(window, /./u);
  });
  await tell.step('She accepts, and chooses her topics and languages.', async () => {
    await ada.submit(window, wishes(['outage', 'faults'], ['en', 'it']));
    return ada.sees(window, /lead is asked/u);
  });
  await tell.step('She links her own X account by the private link in the window.', async () => {
    const { modals } = await ada.state();
    return links(modals.at(-1)?.view ?? {}, 'ada_fixes');
  });
  await ada.close(window);
  const asked = await tell.step('Lea reads who asks, and what for.', () =>
    lea.told(/Ada wants to answer customers/u),
  );
  await camera.take('join-request', { user: lea.id, place: 'direct' });
  await tell.step('Lea presses Approve.', async () => {
    await lea.press(asked, 'approve_join');
    return ada.told(/Lea said yes/u);
  });
  await joins(ben, ['faults'], 'ben_pulls_cable');
  await tell.step(
    'Ben joins with an account without a picture, and a bio that does not say for whom he works.',
    () => ben.told(/no picture of its own/u),
  );
  await tell.step('Lea declines, with a reason.', async () => {
    const { value: request } = await lea.told(/Ben wants to answer customers/u);
    const { value: why } = await lea.opens(() => lea.press(request, 'decline_join'));
    await lea.submit(why, { decline_reason: { decline_reason: 'After Thursday’s training.' } });
    return ben.told(/Lea said no.*After Thursday’s training/su);
  });
}

async function theOthers({ tell, ben, cleo, dev, eli, lea }: Story): Promise<void> {
  await tell.step('Lea joins too; a lead needs nobody’s word.', async () => {
    await joins(lea, [], 'lea_at_work');
    return lea.sees(await topWindow(lea), /answer customers from now on/u);
  });
  await lea.close(await topWindow(lea));
  const wanting: [Colleague, string[], string][] = [
    [ben, ['faults'], 'ben_pulls_cable'],
    [cleo, ['billing'], 'cleo_counts'],
    [dev, ['outage', 'faults'], 'dev_on_signal'],
    [eli, ['contracts'], 'eli_reads_it'],
  ];
  for (const [who, topics, handle] of wanting) {
    await tell.step(`${who.name} joins for ${topics.join(' and ')}, and Lea says yes.`, async () => {
      await joins(who, topics, handle);
      await who.closesAll();
      const request = new RegExp(`${who.name} wants to answer customers(?!.*(?:Approved|Declined))`, 'su');
      await lea.press((await lea.told(request)).value, 'approve_join');
      return who.told(/Lea said yes/u);
    });
  }
}

const topWindow = async (who: Colleague) => {
  const view = (await who.state()).modals.at(-1);
  return { id: view?.id ?? '', words: '', view: view?.view ?? {} };
};

/** Fills in the window, accepts the rules, and links. */
async function joins(who: Colleague, topics: string[], handle: string): Promise<void> {
  const { value: window } = await who.opens(() => who.care('join'));
  await who.submit(window, wishes(topics, []));
  const { value: next } = await who.sees(window, /link your own X account|now on|asked to say yes/u);
  if (/link your own/u.test(next.words)) await links(next.view, handle);
}

function wishes(topics: string[], languages: string[]): Drafts {
  return {
    [JOIN.rules]: { [JOIN.rules]: [RULES] },
    [JOIN.topics]: { [JOIN.topics]: topics },
    [JOIN.languages]: { [JOIN.languages]: languages },
  };
}
