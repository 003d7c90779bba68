import type { AlarmNotifier } from '../../src/seeing.ts';

/** Where nothing is silent. */
export const NO_ALARMS: AlarmNotifier = {
  postAlarm: () => Promise.reject(new Error('Nobody expected an alarm.')),
  updateAlarm: () => Promise.reject(new Error('Nobody expected an alarm.')),
};
