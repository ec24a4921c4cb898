import type { Priority } from '../../../contract.ts';

/** As `/reply-targets` has them. In the most specific row that applies, null means: no target. */
export interface ReplyTarget {
  /** Null: every department. */
  departmentId: string | null;
  /** Null: every priority. */
  priority: Priority | null;
  firstReplySeconds: number | null;
  nextReplySeconds: number | null;
}

/** All of them, which have one version. */
export interface Targets {
  version: number;
  items: ReplyTarget[];
}

/** The targets of one department (or of all) as a form shows them: one row each, empty where there is none. */
export type TargetRow = Omit<ReplyTarget, 'departmentId'>;

const ROWS: readonly (Priority | null)[] = [null, 'urgent', 'high', 'medium', 'low'];
const LONGEST_SECONDS = 2_592_000;

export function rowsOf(targets: readonly ReplyTarget[], departmentId: string | null): TargetRow[] {
  return ROWS.map((priority) => {
    const found = targets.find(
      (target) => (target.departmentId ?? null) === departmentId && (target.priority ?? null) === priority,
    );
    const { firstReplySeconds = null, nextReplySeconds = null } = found ?? {};
    return { priority, firstReplySeconds, nextReplySeconds };
  });
}

/** Everybody's targets with those of one department replaced; an empty row is no target. */
export function withRows(
  targets: readonly ReplyTarget[],
  departmentId: string | null,
  rows: readonly TargetRow[],
): ReplyTarget[] {
  const others = targets.filter((target) => (target.departmentId ?? null) !== departmentId);
  const filled = rows.filter((row) => row.firstReplySeconds !== null || row.nextReplySeconds !== null);
  return [...others, ...filled.map((row) => ({ ...row, departmentId }))];
}

/** Whether the server takes them. */
export function areAccepted(rows: readonly TargetRow[]): boolean {
  return rows
    .flatMap(({ firstReplySeconds, nextReplySeconds }) => [firstReplySeconds, nextReplySeconds])
    .every((seconds) => seconds === null || (seconds >= 1 && seconds <= LONGEST_SECONDS));
}

export function minutesOf(seconds: number | null): string {
  return seconds === null ? '' : String(seconds / 60);
}
