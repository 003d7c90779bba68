import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BRAND, CHANNELS, demoDesk, EMPLOYEES, GROUPS, PEOPLE, USERS } from './launch/cast.ts';
import { pause, playDay } from './launch/day.ts';
import { readOptions, type SandboxOptions } from './launch/options.ts';
import type { startPageServer } from './launch/page-server.ts';
import { playRecording, type Recording, readRecording, recordingDesk } from './launch/play-file.ts';
import { untilReady } from './launch/product.ts';
import { readCounters, recordingReport } from './launch/report.ts';
import { createStage, type Stage } from './launch/stage.ts';
import type { Caption } from './story/caption.ts';
import { STORY_CHANNELS, STORY_PEOPLE, storyDesk } from './story/desk.ts';
import { runStory } from './story/run.ts';

const FIRST_PORT_TRIES = 20;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const recording = options.mentions === null ? null : readRecording(options.mentions);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort());
  const watchers = new Set<() => void>();
  const stage = await openStage(options, recording);
  const told: Told = { caption: null };
  const page = options.page ? await openPage(options, stage, watchers, told) : NO_PAGE;
  void watch(stage, watchers, stop.signal);
  await untilReady(stage.product);
  if (options.story) {
    await play(options, stage, page, told, watchers, stop.signal);
    return;
  }
  await stage.link('U0ADA', EMPLOYEES[0]?.username ?? '');
  const linking = linkBrands(stage, recording, stop.signal);
  if (recording) linking.catch((error: unknown) => console.log(`  Not linked: ${String(error)}`));
  else await linking;
  sayReady(options, page.url);
  if (recording) await playFile(stage, recording, options.speed, stop.signal);
  else await playDay(stage.x.world, options.speed, stop.signal);
  await untilStopped(stop.signal);
  await end(stage, page, 0);
}

const NO_PAGE: SandboxPage = { url: '', close: () => undefined };

type SandboxPage = Awaited<ReturnType<typeof startPageServer>>;

/** What the page shows of a story. */
interface Told {
  caption: Caption | null;
}

async function play(
  options: SandboxOptions,
  stage: Stage,
  page: SandboxPage,
  told: Told,
  watchers: Set<() => void>,
  signal: AbortSignal,
): Promise<void> {
  if (options.page) sayReady(options, page.url);
  const missed = await runStory({
    options,
    stage,
    pageUrl: page.url,
    signal,
    onCaption(caption) {
      told.caption = caption;
      tell(watchers);
    },
  });
  if (!options.exit) await untilStopped(signal);
  await end(stage, page, missed === 0 ? 0 : 1);
}

function sayReady({ open }: SandboxOptions, url: string): void {
  console.log(
    `\n  The sandbox is ready:  ${url}\n\n  Left: Slack, as any of ${PEOPLE.length} people. Right: X, as customers see it. Ctrl-C ends it.\n`,
  );
  if (open) openBrowser(url);
}

async function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

async function end(stage: Stage, page: SandboxPage, code: number): Promise<void> {
  console.log('Stopping…');
  page.close();
  await stage.close();
  process.exit(code);
}

function openStage(options: SandboxOptions, recording: Recording | null): Promise<Stage> {
  // A folder for each process: two sandboxes may run side by side, and every start begins with nothing.
  const dir = join(process.cwd(), '.faccia', `sandbox-${process.pid}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const played = options.story
    ? { desk: storyDesk(options), channels: STORY_CHANNELS }
    : recording && recordingDesk(recording, options.access);
  return createStage({
    dir,
    users: USERS,
    userGroups: GROUPS,
    channels: played?.channels ?? CHANNELS,
    desk: played?.desk ?? demoDesk(options.access),
    access: options.access,
    // More than Slack takes at once: what is quick does not wait for the pace of cards either.
    ...(options.quick ? { burst: 1_000 } : {}),
    onLine: (line) => printLine(line, options.verbose),
    prepare({ world }) {
      for (const { handle, name } of recording?.brands ?? [BRAND])
        world.addUser({ username: handle, name, kind: 'brand' });
      for (const employee of EMPLOYEES) world.addUser({ ...employee, kind: 'employee' });
    },
  });
}

async function openPage(options: SandboxOptions, stage: Stage, watchers: Set<() => void>, told: Told) {
  // Its builder is loaded only where somebody looks.
  const server = await import('./launch/page-server.ts');
  const start = (port: number) =>
    server.startPageServer({
      port,
      slackUrl: stage.slack.url,
      xUrl: stage.x.url,
      info: () => ({
        people: options.story ? STORY_PEOPLE : PEOPLE,
        story: told.caption,
        stopped: stage.product.running() ? null : (stage.product.lines.at(-1) ?? 'no reason given'),
      }),
      onChange: (listener) => {
        watchers.add(listener);
        return () => watchers.delete(listener);
      },
      restart: () => void stage.restart().finally(() => tell(watchers)),
    });
  for (let port = options.port; ; port += 1) {
    try {
      return await start(port);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || port >= options.port + FIRST_PORT_TRIES) throw error;
    }
  }
}

function tell(watchers: Set<() => void>): void {
  for (const watcher of watchers) watcher();
}

/** A product that stops by itself is shown on the page. */
async function watch(stage: Stage, watchers: Set<() => void>, signal: AbortSignal): Promise<void> {
  let running = true;
  while (!signal.aborted) {
    if (stage.product.running() !== running) {
      running = !running;
      tell(watchers);
    }
    await pause(500, signal);
  }
}

/** The brands' accounts are linked, through the same pages that people use, no faster than Slack tells Lea of each. */
async function linkBrands(stage: Stage, recording: Recording | null, signal: AbortSignal): Promise<void> {
  const brands = recording?.brands.map(({ handle }) => handle) ?? [BRAND.handle];
  for (const handle of brands) {
    if (signal.aborted) return;
    await stage.link('U0LEA', handle, recording ? handle.toLowerCase() : true);
    if (recording) await pause(1_200, signal);
  }
}

async function playFile(
  stage: Stage,
  recording: Recording,
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  await playRecording(stage.x.world, recording, speed, signal);
  // The sources need a moment for what came last; the report waits until nothing more comes.
  for (let before = '', tries = 0; tries < 60 && !signal.aborted; tries += 1) {
    await pause(5_000, signal);
    const report = recordingReport(recording, await readCounters(stage.product));
    if (report === before) break;
    before = report;
  }
  if (!signal.aborted) console.log(recordingReport(recording, await readCounters(stage.product)));
}

function printLine(line: string, verbose: boolean): void {
  if (verbose) {
    console.log(line);
    return;
  }
  try {
    const { level, event, ...rest } = JSON.parse(line) as Record<string, unknown>;
    if (level === 'warn' || level === 'error') console.log(`  Faccia ${level}: ${event} ${sentenceOf(rest)}`);
  } catch {
    console.log(`  Faccia: ${line}`);
  }
}

function sentenceOf({ error, reason }: Record<string, unknown>): string {
  const message = (error as { message?: unknown } | undefined)?.message;
  return String(message ?? reason ?? '');
}

/** A machine without a browser is no reason to stop: the address was printed. */
function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .once('error', () => console.log('  Open it in a browser.'))
    .unref();
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
