import { claims } from './chapters/claims.ts';
import { enrolment } from './chapters/enrolment.ts';
import { houseRules } from './chapters/house-rules.ts';
import { learning } from './chapters/learning.ts';
import { leaving } from './chapters/leaving.ts';
import { noise } from './chapters/noise.ts';
import { privately } from './chapters/privately.ts';
import { replying } from './chapters/replying.ts';
import { roles } from './chapters/roles.ts';
import { routing } from './chapters/routing.ts';
import { surfaces } from './chapters/surfaces.ts';
import { threads } from './chapters/threads.ts';
import { time } from './chapters/time.ts';
import type { Chapter } from './story.ts';

/** The day, in the order in which it is played. */
export const CHAPTERS: readonly Chapter[] = [
  enrolment,
  routing,
  replying,
  threads,
  privately,
  claims,
  noise,
  time,
  surfaces,
  roles,
  leaving,
  houseRules,
  learning,
];
