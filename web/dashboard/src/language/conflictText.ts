import { refusalText } from '@switchboard/common/facts/refusals.ts';
import type { Person, Priority, Status } from '../contract.ts';
import type { Strings } from './en.ts';

/** A refusal over either edge, as far as it matters here. */
interface Conflict {
  code?: unknown;
  field?: string | null;
  /** What stands instead of what was expected. */
  current?: unknown;
}

/**
 * What somebody else has changed meanwhile, so that nobody has to look for it.
 *
 * @param categoryName what the desk calls a category, where one can have been changed
 */
export function conflictText(
  failure: unknown,
  strings: Strings,
  categoryName: (slug: string) => string = String,
): string {
  const { code, field, current } = (failure ?? {}) as Conflict;
  const { meanwhile } = strings;
  if (code !== 'conflict') return refusalText(failure, strings.refusals);
  const by = takenBy(failure);
  if (by !== null) return meanwhile.with(by.name);
  switch (field) {
    case 'expectedAgentId':
      return meanwhile.withNobody;
    case 'expectedStatus':
      return meanwhile.status(strings.status[current as Status]);
    case 'expectedPriority':
      return meanwhile.priority(strings.priority[current as Priority]);
    case 'expectedCategory':
      return meanwhile.category(categoryName(String(current)));
    case 'expectedDepartmentId':
      return meanwhile.department((current as Person | null)?.name ?? null);
    default:
      return refusalText(failure, strings.refusals);
  }
}

/** Who has it instead; null when the conflict is about something else. */
export function takenBy(failure: unknown): Person | null {
  const { code, field, current } = (failure ?? {}) as Conflict;
  const isAboutWho = code === 'conflict' && (field ?? 'expectedAgentId') === 'expectedAgentId';
  return isAboutWho && typeof current === 'object' && current !== null ? (current as Person) : null;
}
