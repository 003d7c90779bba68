import { sketchOf } from '../domain/alike.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import type { Clock } from '../ports.ts';
import type { SurgeStore } from '../surges.ts';

export interface PlaceCardDeps {
  surges: SurgeStore;
  desk: Pick<DeskSettings, 'surges'>;
  clock: Clock;
}

/** Whether a thread gets its card now, or folds into the surge card because its channel cannot show so many. */
export function placeCard(
  { surges, desk, clock }: PlaceCardDeps,
  key: string,
  thread: Thread,
): Promise<'card' | 'folded'> {
  const { text, erased } = thread.root;
  return surges.place(key, thread.id, sketchOf(erased === undefined ? text : ''), desk.surges, clock.now());
}
