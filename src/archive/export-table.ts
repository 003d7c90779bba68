import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { EXPORT_COLUMNS, type ExportRow } from '../domain/export-rows.ts';

export type ExportFormat = 'csv' | 'ndjson';

/** Writes rows. In CSV no cell is a formula to a spreadsheet: what would be one stands behind an apostrophe. */
export async function writeTable(
  rows: AsyncIterable<ExportRow>,
  format: ExportFormat,
  to: Writable,
): Promise<void> {
  const source = Readable.from(rows);
  if (format === 'csv') {
    const columns = [...EXPORT_COLUMNS];
    await pipeline(source, stringify({ header: true, columns, escape_formulas: true, bom: true }), to);
  } else {
    await pipeline(
      source,
      async function* (each: AsyncIterable<ExportRow>) {
        for await (const row of each) yield `${JSON.stringify(row)}\n`;
      },
      to,
    );
  }
}
