/**
 * `asked`: a lead asked its author for it, who has not decided. `deleting`: somebody who may decided it; it is asked of the
 * network until that says that it is gone. `deleted` is the end; `failed` may be begun again.
 */
export interface Deletion {
  state: 'asked' | 'deleting' | 'deleted' | 'failed';
  /** Slack user id of the lead who asked for it. */
  askedBy: string | null;
  /** Slack user id of who decided it; null while it is only asked for. */
  by: string | null;
  /** When it came to this state. */
  at: number;
  /** Why it waits or failed: a sentence. */
  reason: string | null;
  /** Whose account must be linked again before it goes on. */
  parked: 'responder' | 'brand' | null;
  /** What became of the answer itself; `gone`: the network did not have it any more. Null: not known to be away. */
  answer: 'deleted' | 'gone' | null;
  /** How often the network was asked. */
  tries: number;
  /** Another answer stands under the same introduction: it stays. */
  keepsIntroduction: boolean;
}
