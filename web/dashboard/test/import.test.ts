import * as en from '@switchboard/common/facts/en.ts';
import * as ur from '@switchboard/common/facts/ur.ts';
import { describe, expect, test } from 'vitest';
import { formatOf, MOST_BYTES, readFile } from '../src/settings/desk/transfer/file.ts';
import { byRow, rowErrors, rowText } from '../src/settings/desk/transfer/report.ts';

function file(name: string, content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], name);
}

describe('the chosen file', () => {
  test.each([
    ['faq.csv', 'csv'],
    ['FAQ.CSV', 'csv'],
    ['a.b.json', 'json'],
    ['faq.xlsx', null],
    ['csv', null],
    ['faq.csv.zip', null],
  ])('%s is %s', (name, format) => expect(formatOf(name)).toBe(format));

  test('is read as text, without its byte order mark', async () => {
    expect(await readFile(file('a.csv', '\uFEFFslug;question\nwo;"Wo ist, was?"'))).toEqual({
      state: 'ready',
      format: 'csv',
      content: 'slug;question\nwo;"Wo ist, was?"',
    });
  });

  test.each<[string, File, string]>([
    ['a spreadsheet', file('a.xlsx', 'PK'), 'unknownKind'],
    ['nothing', file('a.csv', ''), 'empty'],
    ['blanks', file('a.csv', ' \n\n'), 'empty'],
    ['only a byte order mark', file('a.json', '\uFEFF'), 'empty'],
    ['another encoding', file('a.csv', new Uint8Array([0x66, 0xfc, 0x72])), 'notText'],
  ])('%s is refused', async (_, chosen, because) => {
    expect(await readFile(chosen)).toEqual({ state: 'refused', because });
  });

  test('what is larger than the server takes is not read', async () => {
    const huge = {
      name: 'a.csv',
      size: MOST_BYTES + 1,
      arrayBuffer: () => Promise.reject(new Error('read')),
    };
    expect(await readFile(huge)).toEqual({ state: 'refused', because: 'tooLarge' });
  });
});

describe('errors by row', () => {
  test('in the order of the file', () => {
    const error = (row: number, field: string) => ({ row, field, message: 'x' });
    expect(byRow([error(10, 'slug'), error(2, 'slug'), error(2, 'answer')])).toEqual([
      error(2, 'answer'),
      error(2, 'slug'),
      error(10, 'slug'),
    ]);
  });

  test('of a refusal are those that name a row', () => {
    expect(
      rowErrors([
        { field: 'rows[12].question', message: 'long', reason: 'too_long', parameters: { most: 9 } },
        { field: 'rows[3]', message: 'twice' },
        { field: 'content', message: 'no JSON' },
      ]),
    ).toEqual([
      { row: 12, field: 'question', message: 'long', reason: 'too_long', parameters: { most: 9 } },
      { row: 3, field: '', message: 'twice' },
    ]);
  });

  test('are said in the language of the page, whatever the server says', () => {
    const error = { row: 2, field: 'question', message: 'Say it.', reason: 'required' };
    expect(rowText(error, en.staffRefusals)).toBe('This is needed.');
    expect(rowText(error, ur.staffRefusals)).toBe('یہ لازمی ہے۔');
    expect(rowText({ ...error, reason: 'newer_than_this_page' }, ur.staffRefusals)).toBe('Say it.');
  });
});
