import type { Responder } from '../src/domain/responder.ts';
import type { CareWords } from './care-command.ts';

export interface CarePauseDeps {
  pauseResponder(input: { slackUser: string; words: readonly string[] }): Promise<Responder>;
}

export interface CareBackDeps {
  comeBack(slackUser: string): Promise<Responder>;
}

/** `/care pause [2h | until 14:00]`: nothing is given to this person until then. */
export function carePause({ pauseResponder }: CarePauseDeps) {
  return async ({ slackUser, words }: CareWords): Promise<string> => {
    const { pausedUntil } = await pauseResponder({ slackUser, words });
    const rest = 'What you hold stays yours, and you may finish it. `/care back` ends the pause.';
    if (pausedUntil === null) return `You have paused until you come back. ${rest}`;
    const at = Math.floor(pausedUntil / 1000);
    const shown = `<!date^${at}^{date_short_pretty} {time}|${new Date(pausedUntil).toISOString()}>`;
    return `You have paused until ${shown}. ${rest}`;
  };
}

/** `/care back`: ends the pause. */
export function careBack({ comeBack }: CareBackDeps) {
  return async ({ slackUser }: CareWords): Promise<string> => {
    await comeBack(slackUser);
    return 'Welcome back: threads can reach you again.';
  };
}
