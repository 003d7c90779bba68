import { JOIN } from '../../../src/slack/ids.ts';
import type { SandboxPost } from '../../x/client-api.ts';
import { takes } from '../acts.ts';
import type { Story } from '../story.ts';

const ZONE = 'Europe/Berlin';
const HOUR_MS = 3_600_000;

/** Quiet hours that begin now: what somebody holds goes back. */
export async function quietHours({ tell, ada, dev }: Story, post: SandboxPost): Promise<void> {
  const card = await tell.step('Dev is back and takes it again.', () => takes(dev, post));
  await tell.step('In his Home he sets quiet hours, from now on.', async () => {
    await dev.openHome();
    await dev.home(/Not to be rung/u);
    await setHours(dev, timeIn(-HOUR_MS), timeIn(2 * HOUR_MS));
    await dev.openHome();
    return dev.home(/you count as away.*off now/u);
  });
  await tell.step('What he held goes back to the channel; nobody is stuck with somebody who sleeps.', () =>
    ada.note(card, /Back in the channel.*is off now/su, 60_000),
  );
  await tell.step('He pauses with /care pause 2h, instead.', async () => {
    await setHours(dev, null, null);
    await dev.care('pause 2h');
    return dev.whisper(/You have paused until/u);
  });
  await tell.step('A press on Take it tells him so.', async () => {
    const { value: open } = await dev.card(post.id, /Waiting since/u);
    await dev.press(open, 'take_it');
    return dev.whisper(/You have paused. Type/u);
  });
  await tell.step('/care back ends it.', async () => {
    await dev.care('back');
    return dev.whisper(/Welcome back/u);
  });
}

async function setHours(dev: Story['dev'], from: string | null, to: string | null): Promise<void> {
  const { value: window } = await dev.opens(() => dev.care('join'), /Quiet hours/u);
  await dev.submit(window, {
    [JOIN.from]: { [JOIN.from]: from },
    [JOIN.to]: { [JOIN.to]: to },
    [JOIN.zone]: { [JOIN.zone]: ZONE },
  });
  await dev.sees(window, /It counts from now on/u);
  await dev.close(window);
}

function timeIn(ms: number): string {
  const at = new Date(Date.now() + ms);
  return at.toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
}
