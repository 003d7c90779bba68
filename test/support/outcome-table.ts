import type { Reply } from '../../src/domain/glossary.ts';
import type { Failure } from '../../src/networks/x/failures.ts';
import { OUTCOME_RULES } from '../../src/networks/x/outcomes.ts';
import { noteMessage } from '../../src/slack/notes.ts';
import { type OutcomeRun, runOutcome } from './outcome-run.ts';
import { X_ANSWERS, type XAnswer } from './x-answers.ts';

export interface OutcomeTable {
  markdown: string;
  /** Rules of the adapter that no answer met. */
  missing: string[];
}

const HEAD = [
  '| X answers | so the answer | what the Slack thread says then | and an hour later, if nobody does anything |',
  '| --- | --- | --- | --- |',
];
const LINKS = {
  postUrl: () => 'https://x.com/post',
  profileUrl: () => 'https://x.com/profile',
  composeUrl: () => '',
};
const LONGEST_WORDS = 90;

/** Every answer of X, what becomes of the reply, and what people read: made by letting it happen. */
export async function outcomeTable(redisUrl: string): Promise<OutcomeTable> {
  const met = new Set<string>();
  const rows = new Map<
    string,
    { rule: string; answers: { quote: string; what: string }[]; rest: string[] }
  >();
  for (const answer of X_ANSWERS) {
    const run = await runOutcome(redisUrl, answer, ['direct', 'brand']);
    const rule = ruleOf(run.failure);
    met.add(rule);
    const rest = await cellsOf(redisUrl, answer, run);
    const key = JSON.stringify([rule, rest]);
    const row = rows.get(key) ?? { rule, answers: [], rest };
    row.answers.push({ quote: quoteOf(run.failure), what: answer.what ?? '' });
    rows.set(key, row);
  }
  const lines = [...rows.values()].map(({ rule, answers, rest }) =>
    line([`**${rule}**: ${saidIn(answers)}`, ...rest]),
  );
  const missing = OUTCOME_RULES.map(({ name }) => name).filter((name) => !met.has(name));
  return { markdown: [...HEAD, ...lines].join('\n'), missing };
}

function ruleOf(failure: Failure | null): string {
  return OUTCOME_RULES.find(({ when }) => failure !== null && when(failure))?.name ?? 'the post';
}

/** X's own words, each once, with what else is known of the answers that had them. */
function saidIn(answers: readonly { quote: string; what: string }[]): string {
  const quotes = [...new Set(answers.map(({ quote }) => quote))];
  return quotes
    .map((quote) => {
      const whats = answers.filter((answer) => answer.quote === quote).map(({ what }) => what);
      return [quote, whats.filter(Boolean).join('; ')].filter(Boolean).join(', ');
    })
    .join('; ');
}

function quoteOf(failure: Failure | null): string {
  return failure?.status ? `${failure.status} “${cut(failure.detail)}”` : '';
}

async function cellsOf(redisUrl: string, answer: XAnswer, { first, last }: OutcomeRun): Promise<string[]> {
  const closed = first.refusedSteps.length > 0;
  const alone = closed ? await runOutcome(redisUrl, answer, ['direct']) : null;
  const [said, later] = [noteOf(first), noteOf(last)];
  // What goes before the first full stop names the end; the reasons stand in the cell before.
  const end = later === said ? 'the same' : (later.match(/^.*?\.(?=\s|$)/u)?.[0] ?? later);
  return [becomes(first, alone?.first ?? null), said, end];
}

function becomes(reply: Reply, alone: Reply | null): string {
  if (alone) return `goes the next way; where there is none: ${alone.state}`;
  if (reply.parked) return `${reply.state} until the account is linked again`;
  return reply.state === 'queued' ? 'waits and is sent by itself' : reply.state;
}

/** What people read, as Markdown. */
function noteOf(reply: Reply): string {
  const { text } = noteMessage({ kind: 'reply', reply, accountHandle: 'sam_works' }, LINKS);
  return (
    text
      .replace(/^:[\w+-]+: /u, '')
      .replace(/<!date\^[^|>]*\|([^>]*)>/gu, '$1')
      // The moment is another one at each run.
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/gu, 'hh:mm')
      .replace(/<@[^>]+>/gu, '@sam')
      .replace(/<(?:https?:[^|>]*)\|([^>]*)>/gu, '_$1_')
      .replace(/(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])/gu, '**$1**')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trim()
  );
}

function cut(words: string): string {
  return words.length <= LONGEST_WORDS ? words : `${words.slice(0, LONGEST_WORDS).replace(/\s+\S*$/u, '')} …`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\s+/gu, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}
