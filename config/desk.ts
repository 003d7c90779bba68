import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { DeskSettings } from '../src/domain/brand.ts';
import { deskSchema, toDesk } from './desk-schema.ts';

/** Reads the YAML. Every problem names its place, with the line, and the way out. */
export function readDesk(
  path: string,
  readFile: (path: string) => string,
): { value: DeskSettings | null; problems: string[] } {
  let text: string;
  try {
    text = readFile(path);
  } catch {
    return {
      value: null,
      problems: [
        `FACCIA_CONFIG: there is no file ${path} that can be read. Copy config/faccia.example.yaml there and change it.`,
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      value: null,
      problems: document.errors.map((error) => `${path}: ${error.message.split('\n', 1)[0]}`),
    };
  }
  let given: unknown;
  try {
    given = document.toJS() ?? {};
  } catch (error) {
    // An alias without its anchor, or too many of them: the parser finds that only now.
    return { value: null, problems: [`${path}: ${error instanceof Error ? error.message : String(error)}.`] };
  }
  const parsed = deskSchema.safeParse(given);
  if (parsed.success) return { value: toDesk(parsed.data), problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const at = issue.path as (string | number)[];
    const isThere = (valueAt(given, at) ?? null) !== null;
    return `${path}${lineOf(document, at, lines)}: ${placeOf(at)}${sentenceOf(issue, isThere)}`;
  });
  return { value: null, problems };
}

/** What people call the kinds of a YAML value. */
const KINDS: Record<string, string> = {
  string: 'a text: put it in quotes',
  number: 'a number',
  array: 'a list',
  object: 'a block with names and values, as in config/faccia.example.yaml',
};

/** Aliases count as what they stand for. */
function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], given);
}

/** The line of the nearest thing that exists: a missing key is shown at its parent. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: (string | number)[],
  lines: LineCounter,
): string {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return `:${lines.linePos(node.range[0]).line}`;
  }
  return '';
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
  return place === '' ? '' : `${place} `;
}

function sentenceOf(issue: z.core.$ZodIssue, isThere: boolean): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which Faccia does not know. Look at config/faccia.example.yaml for the names.`;
  }
  if (issue.code === 'invalid_type')
    return isThere
      ? `must be ${KINDS[issue.expected] ?? issue.expected}.`
      : `is missing (${issue.expected}).`;
  // What is wrong with a name stands one level deeper.
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}.`;
  return issue.message.startsWith('Invalid') || issue.message.startsWith('Too')
    ? `is not right: ${issue.message}.`
    : issue.message;
}
