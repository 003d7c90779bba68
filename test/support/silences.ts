import type { AlarmNotifier } from '../../src/seeing.ts';
import type { SurgeNotifier } from '../../src/surges.ts';

/** Where nothing is silent. */
export const NO_ALARMS: AlarmNotifier = {
  postAlarm: () => Promise.reject(new Error('Nobody expected an alarm.')),
  updateAlarm: () => Promise.reject(new Error('Nobody expected an alarm.')),
};

/** Where nothing comes in floods. */
export const NO_SURGES: SurgeNotifier = {
  postSurge: () => Promise.reject(new Error('Nobody expected a surge.')),
  updateSurge: () => Promise.reject(new Error('Nobody expected a surge.')),
};
