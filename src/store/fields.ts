/** A hash as it is read. */
export type Fields = Record<string, string>;

export function text(fields: Fields, name: string): string {
  return fields[name] ?? '';
}

export function textOrNull(fields: Fields, name: string): string | null {
  return fields[name] === undefined || fields[name] === '' ? null : fields[name];
}

export function number(fields: Fields, name: string): number {
  return Number(fields[name] ?? 0);
}

export function numberOrNull(fields: Fields, name: string): number | null {
  const found = textOrNull(fields, name);
  return found === null ? null : Number(found);
}
