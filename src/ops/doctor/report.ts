import { type Finding, type FindingMark, problem } from '../../domain/finding.ts';
import { AppError } from '../../errors.ts';

const MARKS: Record<FindingMark, string> = {
  fine: '✓',
  hint: 'i',
  warning: '!',
  problem: '✗',
  skipped: '-',
};
/** Anything shorter is no secret, and may be part of a word. */
const SHORTEST_SECRET = 8;

export interface Report {
  /** Prints what this check finds, at once. What it throws is a problem too, and the checks after it go on. */
  add(name: string, check: () => Promise<readonly Finding[]>): Promise<void>;
  /** The same for a check that others build on: answers all that it answered. Null: it threw. */
  take<T extends Found>(name: string, check: () => Promise<T>): Promise<T | null>;
  /** Prints the last line and answers the exit code. */
  end(): number;
}

export interface Found {
  findings: readonly Finding[];
}

/** One line for each finding. No secret leaves it, whoever put it into a sentence. */
export function createReport(print: (line: string) => void, secrets: readonly string[]): Report {
  const counts: Record<FindingMark, number> = { fine: 0, hint: 0, warning: 0, problem: 0, skipped: 0 };
  const show = ({ mark, text }: Finding): void => {
    counts[mark] += 1;
    print(`${MARKS[mark]} ${withoutSecrets(text.replace(/\s+/gu, ' ').trim(), secrets)}`);
  };
  const take = async <T extends Found>(name: string, check: () => Promise<T>): Promise<T | null> => {
    try {
      const found = await check();
      for (const finding of found.findings) show(finding);
      return found;
    } catch (error) {
      show(thrown(name, error));
      return null;
    }
  };
  return {
    take,
    add: async (name, check) => void (await take(name, async () => ({ findings: await check() }))),
    end() {
      print(summary(counts.problem, counts.warning));
      return counts.problem > 0 ? 1 : 0;
    },
  };
}

function thrown(name: string, error: unknown): Finding {
  if (error instanceof AppError) return problem(`${name}: ${error.sentence}`);
  const reason = error instanceof Error ? error.message : String(error);
  return problem(`${name}: this check broke (${reason}). Correct what it says and run the doctor again.`);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}

function summary(problems: number, warnings: number): string {
  if (problems === 0 && warnings === 0) return 'Everything is fine';
  return `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
