import { describe, expect, test } from 'vitest';
import {
  type BusinessHours,
  copiedToWorkingDays,
  faultsOf,
  opening,
  type Span,
  usualHours,
  withSpan,
} from '../src/settings/desk/hours.ts';

const span = (day: Span['day'], from: string, to: string): Span => ({ day, from, to });

describe('spans that the server would refuse', () => {
  test.each<[name: string, days: Span[], faults: [number, string][]]>([
    ['apart', [span('monday', '09:00', '12:00'), span('monday', '13:00', '18:00')], []],
    ['touching', [span('monday', '09:00', '12:00'), span('monday', '12:00', '18:00')], []],
    ['overlapping', [span('monday', '09:00', '13:00'), span('monday', '12:00', '18:00')], [[1, 'overlaps']]],
    [
      'the same twice',
      [span('friday', '09:00', '17:00'), span('friday', '09:00', '17:00')],
      [[1, 'overlaps']],
    ],
    [
      'a night into the next morning',
      [span('monday', '22:00', '06:00'), span('tuesday', '06:00', '14:00')],
      [],
    ],
    [
      'a night over it',
      [span('monday', '22:00', '06:00'), span('tuesday', '05:00', '9:00')],
      [[1, 'overlaps']],
    ],
    [
      'round the week',
      [span('monday', '01:00', '05:00'), span('sunday', '22:00', '02:00')],
      [[1, 'overlaps']],
    ],
    ['nothing between', [span('monday', '09:00', '09:00')], [[0, 'empty']]],
    ['a time missing', [span('monday', '', '09:00'), span('monday', '08:00', '10:00')], [[0, 'missing']]],
    ['a whole day', [span('monday', '00:00', '24:00'), span('tuesday', '00:00', '24:00')], []],
  ])('%s', (_, days, faults) => {
    expect([...faultsOf(days)]).toEqual(faults);
  });
});

describe('editing', () => {
  test('the first span of a day is a working day', () => {
    expect(withSpan([], 'sunday')).toEqual([span('sunday', '09:00', '18:00')]);
  });

  test('another one begins after a pause, and ends with the day', () => {
    const days = withSpan([span('monday', '09:00', '18:00')], 'monday');
    expect(days[1]).toEqual(span('monday', '19:00', '23:00'));
    expect(withSpan([span('monday', '09:00', '21:00')], 'monday')[1]).toEqual(
      span('monday', '22:00', '24:00'),
    );
  });

  test('a day is copied to the working days, and the weekend keeps its own', () => {
    const days = [
      span('monday', '10:00', '14:00'),
      span('tuesday', '08:00', '09:00'),
      span('sunday', '12:00', '13:00'),
    ];
    const copied = copiedToWorkingDays(days, 'monday');
    expect(copied.filter(({ day }) => day === 'tuesday')).toEqual([span('tuesday', '10:00', '14:00')]);
    expect(copied.filter(({ day }) => day === 'sunday')).toEqual([span('sunday', '12:00', '13:00')]);
    expect(copied).toHaveLength(6);
  });
});

describe('open or not', () => {
  const office: BusinessHours = { ...usualHours('Asia/Karachi'), holidays: ['2026-12-25'] };
  const night: BusinessHours = { timeZone: 'UTC', days: [span('friday', '22:00', '02:00')] };
  const always: BusinessHours = {
    timeZone: 'UTC',
    days: usualHours('UTC')
      .days.map(({ day }) => span(day, '00:00', '24:00'))
      .concat(span('saturday', '00:00', '24:00'), span('sunday', '00:00', '24:00')),
  };

  test.each<[string, BusinessHours, at: string, isOpen: boolean, date: string | null, time?: string]>([
    ['by its own clock', office, '2026-11-26T04:00Z', true, '2026-11-26', '18:00'],
    ['before it opens', office, '2026-11-26T03:59Z', false, '2026-11-26', '09:00'],
    ['in the minute it closes', office, '2026-11-26T13:00Z', false, '2026-11-27', '09:00'],
    ['over the weekend', office, '2026-11-28T08:00Z', false, '2026-11-30', '09:00'],
    ['on a holiday', office, '2026-12-25T08:00Z', false, '2026-12-28', '09:00'],
    ['after midnight', night, '2026-11-28T01:59Z', true, '2026-11-28', '02:00'],
    ['after the night', night, '2026-11-28T02:00Z', false, '2026-12-04', '22:00'],
    [
      'a night of a holiday',
      { ...night, holidays: ['2026-11-27'] },
      '2026-11-28T01:00Z',
      false,
      '2026-12-04',
      '22:00',
    ],
    ['never closed', always, '2026-11-28T01:00Z', true, null],
    ['never open', { timeZone: 'UTC', days: [] }, '2026-11-28T01:00Z', false, null],
    ['summer time', usualHours('Europe/Berlin'), '2026-07-01T07:00Z', true, '2026-07-01', '18:00'],
    ['winter time', usualHours('Europe/Berlin'), '2026-12-01T07:00Z', false, '2026-12-01', '09:00'],
  ])('%s', (_, hours, at, isOpen, date, time) => {
    const changes = date === null ? null : { date, time };
    expect(opening(hours, new Date(at))).toEqual({ isOpen, changes });
  });
});
