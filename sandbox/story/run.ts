import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { SandboxOptions } from '../launch/options.ts';
import type { Stage } from '../launch/stage.ts';
import { type Camera, NO_CAMERA } from './camera.ts';
import type { Caption } from './caption.ts';
import { CHAPTERS } from './chapters.ts';
import { Narrator } from './narrator.ts';
import { type DeskChanges, openStory, playStory } from './story.ts';

export interface StoryRun {
  options: Pick<SandboxOptions, 'story' | 'quick' | 'pictures'>;
  stage: Stage;
  pageUrl: string;
  signal: AbortSignal;
  onCaption(caption: Caption): void;
}

/** Plays the day and answers how much of it was missed. */
export async function runStory({ options, stage, pageUrl, signal, onCaption }: StoryRun): Promise<number> {
  const tell = new Narrator(
    (line) => console.log(line),
    () => onCaption({ ...tell.caption }),
  );
  const camera = options.pictures === null ? null : await cameraFor(pageUrl, options.pictures);
  const story = openStory({
    slackUrl: stage.slack.url,
    xUrl: stage.x.url,
    tell,
    camera: camera ? counted(camera, tell) : NO_CAMERA,
    desk: changing(stage),
  });
  try {
    await playStory(
      story,
      CHAPTERS.filter(({ quick }) => quick || !options.quick),
      signal,
    );
    tell.end(options.story ?? '');
  } finally {
    story.close();
    await camera?.close();
  }
  return tell.caption.missed;
}

/** Writes the YAML anew, and starts Faccia with it. */
function changing(stage: Stage): DeskChanges {
  return {
    async addsRule(rule, version) {
      const file = join(stage.dir, 'faccia.yaml');
      const yaml = parse(readFileSync(file, 'utf8')) as {
        enrolment: { house_rules: string; version: string };
      };
      yaml.enrolment.house_rules += `\n${rule}`;
      yaml.enrolment.version = version;
      writeFileSync(file, stringify(yaml));
      stage.product.kill('SIGTERM');
      await stage.product.exited;
      await stage.restart();
    },
  };
}

/** A browser's driver is loaded only where pictures are wanted. */
async function cameraFor(pageUrl: string, folder: string) {
  const { openCamera } = await import('./pictures.ts');
  return openCamera(pageUrl, folder);
}

/** A picture that fails is missed, and the day goes on. */
function counted(camera: Camera, tell: Narrator): Camera {
  return {
    async take(name, look) {
      try {
        await camera.take(name, look);
      } catch (error) {
        tell.missed(`The picture ${name}`, error);
      }
    },
  };
}
