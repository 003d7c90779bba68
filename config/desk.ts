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
  const parsed = deskSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: toDesk(parsed.data), problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const line = lineOf(document, issue.path as (string | number)[], lines);
    return `${path}${line}: ${placeOf(issue.path)}${sentenceOf(issue)}`;
  });
  return { value: null, problems };
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

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which Faccia does not know. Look at config/faccia.example.yaml for the names.`;
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return `is missing (${issue.expected}).`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}.`;
  return issue.message.startsWith('Invalid') || issue.message.startsWith('Too')
    ? `is not right: ${issue.message}.`
    : issue.message;
}
