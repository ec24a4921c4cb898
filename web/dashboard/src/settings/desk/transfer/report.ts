import type { FieldFault, Parameters } from '@switchboard/client';
import { type RefusalWords, refusalText } from '@switchboard/common/facts/refusals.ts';

/** What an import did, or would do. */
export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  errors: RowError[];
}

export interface RowError {
  /** Counted from 1; the first row of CSV is its header. */
  row: number;
  field: string;
  message: string;
  /** Why, as a code: what a text in the reader's language is made from. */
  reason?: string;
  parameters?: Parameters;
}

const ROW = /^rows\[(\d+)\]\.?(.*)$/;

/** The server's errors in the order of the file; those of one row stand together. */
export function byRow(errors: readonly RowError[]): RowError[] {
  return errors.toSorted((a, b) => a.row - b.row || a.field.localeCompare(b.field));
}

/** The same from a refusal of the import itself, which names its fields as `rows[12].question`. */
export function rowErrors(errors: readonly FieldFault[]): RowError[] {
  return errors.flatMap(({ field, ...fault }) => {
    const [, row, name = ''] = ROW.exec(field) ?? [];
    return row === undefined ? [] : [{ ...fault, row: Number(row), field: name }];
  });
}

/** What is wrong, in the words of this page; in the server's only where it is newer than this page. */
export function rowText({ reason = '', parameters, message }: RowError, words: RefusalWords): string {
  const isKnown = Object.hasOwn(words.reasons, reason);
  return isKnown ? refusalText({ code: 'validation_failed', reason, parameters }, words) : message;
}
