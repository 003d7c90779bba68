/** Who answers customers, and who is there: a part of {@link ./ports.ts}, by the same rules. */

import type { Availability, Responder } from './domain/responder.ts';

export interface ResponderStore {
  /** Null: never joined. */
  get(slackUser: string): Promise<Responder | null>;
  /** Everybody who joined and did not leave, in no order. */
  all(): Promise<Responder[]>;
}

/** Who may be rung or given something now. */
export interface WhoIsThere {
  availability(slackUser: string): Promise<Availability>;
  /**
   * Whoever answers for this topic and writes this language (null: any): the available first, and among them whoever has
   * least on the table.
   */
  whoAnswers(
    topic: string | null,
    language: string | null,
  ): Promise<{ slackUser: string; availability: Availability }[]>;
}
