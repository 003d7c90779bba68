import { isZone } from '../src/domain/quiet-hours.ts';
import type { QuietHours } from '../src/domain/responder.ts';
import { JOIN } from '../src/slack/ids.ts';
import { saidWindow } from '../src/slack/people-windows.ts';
import type { JoinAnswer, Joined } from '../src/usecases/join-desk.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface JoinSubmittedDeps {
  joinDesk(answer: JoinAnswer): Promise<Joined>;
}

const MOST = 500;

/** Somebody joins, or changes what they said; the window then says what comes next. */
export function joinSubmitted({ joinDesk }: JoinSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const of = (id: string) => chosen(sent, id, id);
    const joined = await joinDesk({
      slackUser: sent.slackUser,
      windowId: sent.viewId,
      rulesVersion: of(JOIN.rules)[0] ?? null,
      topics: of(JOIN.topics),
      languages: of(JOIN.languages),
      quiet: quietHours(of),
      maxOpen: most(of(JOIN.maxOpen)[0], JOIN.maxOpen),
      maxPerDay: most(of(JOIN.maxPerDay)[0], JOIN.maxPerDay),
    });
    return { update: saidWindow(title(joined), sentences(joined).join('\n')) };
  };
}

function quietHours(of: (id: string) => string[]): QuietHours {
  const [[from], [to], [zone = '']] = [of(JOIN.from), of(JOIN.to), of(JOIN.zone)];
  if (!isZone(zone.trim()))
    throw new FieldError('bad-zone', JOIN.zone, 'No clock knows this zone. Write one such as Europe/Rome.');
  if ((from === undefined) !== (to === undefined)) {
    const missing = from === undefined ? JOIN.from : JOIN.to;
    throw new FieldError(
      'half-quiet',
      missing,
      'Quiet hours have a beginning and an end: choose both, or none.',
    );
  }
  const daysOff = of(JOIN.daysOff).map(Number);
  if (daysOff.length === 7)
    throw new FieldError('always-off', JOIN.daysOff, 'All days off? Then leave one, and use /care pause.');
  return { from: from ?? '00:00', to: to ?? '00:00', zone: zone.trim(), daysOff };
}

function most(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw new FieldError('bad-limit', field, `Write a whole number from 1 to ${MOST}, or nothing: no limit.`);
}

function title({ kind }: Joined): string {
  return kind === 'changed' ? 'Saved' : kind === 'asked' ? 'Almost there' : 'Welcome';
}

function sentences({ kind, linkUrl, account, responder }: Joined): string[] {
  const link =
    linkUrl === null
      ? []
      : [
          `Next: <${linkUrl}|link your own X account>. The link is only for you, works once and lasts 10 minutes; ` +
            '`/care link` makes another.',
        ];
  if (kind === 'asked' || (kind === 'changed' && responder.state === 'asked'))
    return ['A care lead is asked to say yes: you hear of it at once.', ...link];
  if (kind === 'changed') return ['It counts from now on.', ...link];
  const ready =
    account === null ? [] : [`You answer as @${account.handle}. Press *Take it* on a card to begin.`];
  return ['You answer customers from now on.', ...ready, ...link];
}
