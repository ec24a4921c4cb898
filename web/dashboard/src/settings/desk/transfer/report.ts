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
}

const ROW = /^rows\[(\d+)\]\.?(.*)$/;

/** The server's errors in the order of the file; those of one row stand together. */
export function byRow(errors: readonly RowError[]): RowError[] {
  return errors.toSorted((a, b) => a.row - b.row || a.field.localeCompare(b.field));
}

/** The same from a refusal of the import itself, which names its fields as `rows[12].question`. */
export function rowErrors(errors: readonly { field: string; message: string }[]): RowError[] {
  return errors.flatMap(({ field, message }) => {
    const [, row, name = ''] = ROW.exec(field) ?? [];
    return row === undefined ? [] : [{ row: Number(row), field: name, message }];
  });
}
