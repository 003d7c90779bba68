import { Gauge, type Registry } from 'prom-client';
import type { PostLimits } from '../domain/limits.ts';
import type { DeskState, FleetState } from '../seeing.ts';
import { createStoredHistogram } from './stored-histogram.ts';

/** Prometheus counts in seconds. */
const seconds = (ms: number | null): number => (ms ?? 0) / 1000;

function gauge<Label extends string>(registry: Registry, name: string, help: string, labels: Label[] = []) {
  return new Gauge<Label>({ name, help, labelNames: labels, registers: [registry] });
}

/** The desk as it stands in Redis: the same in every process. */
export function createDeskMetrics(registry: Registry): (state: DeskState) => void {
  const make = <Label extends string>(name: string, help: string, labels: Label[] = []) =>
    gauge(registry, name, help, labels);
  const threads = make('faccia_threads', 'Threads by state', ['state']);
  const waiting = make('faccia_threads_waiting', 'Threads in which a customer waits');
  const late = make('faccia_threads_late', 'Threads in which something that was promised is late');
  const folded = make('faccia_threads_folded', 'Threads without a card, on the surge card of their channel');
  const oldest = make('faccia_oldest_unclaimed_seconds', 'How long the oldest open thread is open');
  const unknown = make('faccia_replies_unknown', 'Replies of which nobody knows whether they are public');
  const outbox = make('faccia_outbox_size', 'Work that is written down and not done yet');
  const due = make('faccia_outbox_oldest_due_seconds', 'How long the oldest due work was not handed on');
  const held = make('faccia_source_lease_held', 'Whether a process reads this source', ['source']);
  const claims = createStoredHistogram(
    registry,
    'faccia_claim_seconds',
    "From the customer's post until somebody took the thread",
  );
  const answers = createStoredHistogram(
    registry,
    'faccia_first_answer_seconds',
    "From the customer's post until our first public answer",
  );
  return (state) => {
    for (const [name, count] of Object.entries(state.threads)) threads.set({ state: name }, count);
    waiting.set(state.waiting);
    late.set(state.late);
    folded.set(state.folded);
    oldest.set(seconds(state.oldestUnclaimedMs));
    unknown.set(state.repliesUnknown);
    outbox.set(state.outbox.size);
    due.set(seconds(state.outbox.oldestDueMs));
    for (const [source, is] of Object.entries(state.sources)) held.set({ source }, is ? 1 : 0);
    claims.set(state.took.claim);
    answers.set(state.took['first-answer']);
  };
}

/** Linked accounts by class, never by account, and what is left of the network's limits. */
export function createFleetMetrics(registry: Registry, limits: PostLimits): (fleet: FleetState) => void {
  const accounts = gauge(registry, 'faccia_accounts', 'Linked accounts by class and state of their link', [
    'class',
    'state',
  ]);
  const left = gauge(
    registry,
    'faccia_x_posts_left',
    'Posts that the tightest account of this class may still make now',
    ['class'],
  );
  const limit = gauge(registry, 'faccia_x_posts_limit', 'Posts that X allows to each of this class', [
    'class',
  ]);
  return (fleet) => {
    left.reset();
    for (const [name, { linked, dead, postsLeft }] of Object.entries(fleet.accounts)) {
      accounts.set({ class: name, state: 'linked' }, linked);
      accounts.set({ class: name, state: 'dead' }, dead);
      limit.set({ class: name }, limits.perAccount);
      if (postsLeft !== null) left.set({ class: name }, postsLeft);
    }
    left.set({ class: 'app' }, fleet.appPostsLeft);
    limit.set({ class: 'app' }, limits.perApp);
  };
}
