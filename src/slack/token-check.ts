import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { translated } from './slack-errors.ts';

/** Readiness is asked for every few seconds; Slack is not. */
const FRESH_MS = 15_000;

/** Whether Slack takes our token now: null, or the sentence that says why not. Never throws. */
export function createTokenCheck(client: WebClient, clock: Clock): () => Promise<string | null> {
  let last: { at: number; problem: Promise<string | null> } | null = null;
  return () => {
    const now = clock.now();
    if (last === null || now - last.at > FRESH_MS) last = { at: now, problem: ask(client) };
    return last.problem;
  };
}

async function ask(client: WebClient): Promise<string | null> {
  try {
    await translated(() => client.auth.test());
    return null;
  } catch (error) {
    return error instanceof AppError ? error.sentence : String(error);
  }
}
