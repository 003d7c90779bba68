import { expect, it } from 'vitest';
import { signIn } from '../support/board-house.ts';
import { startCollector } from '../support/collector.ts';
import { LEA, openDesk, until } from '../support/desk.ts';

it('holidays, traces and the queue board are loaded by whoever asks for them', async () => {
  const collector = await startCollector();
  const week = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']]),
  );
  const desk = await openDesk({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    settings: { hours: { zone: 'Europe/Rome', week, holidays: { country: 'IT', region: '32' } } },
  });
  try {
    const { url } = desk.stage.product;
    await desk.untilCard(desk.mention('@acme are you open today?'));
    await until(() => {
      const names = new Set(collector.spans.map(({ name }) => name));
      // Ours, and BullMQ's own around it.
      return names.has('slack-post-card') && [...names].some((name) => name.startsWith('process '));
    });
    const { cookie, status, text } = await signIn(url, LEA);
    expect(status).toBe(200);
    const script = /src="([^"]+\.js)"/u.exec(text)?.[1] ?? '';
    for (const path of ['/queues/api/queues', new URL(script, `${url}/queues/`).pathname]) {
      const answer = await fetch(`${url}${path}`, { headers: { cookie } });
      expect(`${path} ${answer.status}`).toBe(`${path} 200`);
    }
  } finally {
    await desk.close();
    await collector.close();
  }
});
