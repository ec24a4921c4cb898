export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One thing that differs. `path` leads to it by keys, from the outermost. */
export type Change = { path: readonly string[] } & (
  | { kind: 'added'; after: Json }
  | { kind: 'removed'; before: Json }
  | { kind: 'changed'; before: Json; after: Json }
  /** Of a list only what came and went; one in another order has `changed`. */
  | { kind: 'list'; removed: readonly Json[]; added: readonly Json[] }
);

/** Says nothing to a reader: the server counts and dates each change itself. */
const NOISE = new Set(['id', 'version', 'createdAt', 'updatedAt']);

/**
 * What became of something, in the order of its fields. `before` is null for what was made, `after` for what was
 * deleted; then what is empty in the other is not mentioned.
 */
export function difference(before: Json, after: Json): Change[] {
  return differs([], before ?? undefined, after ?? undefined);
}

function differs(path: readonly string[], before: Json | undefined, after: Json | undefined): Change[] {
  if (isSame(before, after)) return [];
  if (isObject(before ?? after) && canHaveFields(before) && canHaveFields(after))
    return ofObjects(path, before, after);
  if (before === undefined) return isEmpty(after) ? [] : [{ path, kind: 'added', after: after ?? null }];
  if (after === undefined) return isEmpty(before) ? [] : [{ path, kind: 'removed', before }];
  if (Array.isArray(before) && Array.isArray(after)) return [ofLists(path, before, after)];
  return [{ path, kind: 'changed', before, after }];
}

/** Field by field, also where one side has nothing: then all of the other's fields came or went. */
function ofObjects(path: readonly string[], before: Json | undefined, after: Json | undefined): Change[] {
  const [left, right] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys
    .filter((key) => path.length > 0 || !NOISE.has(key))
    .flatMap((key) => differs([...path, key], left[key], right[key]));
}

function ofLists(path: readonly string[], before: readonly Json[], after: readonly Json[]): Change {
  const removed = without(before, after);
  const added = without(after, before);
  if (removed.length === 0 && added.length === 0) return { path, kind: 'changed', before, after };
  return { path, kind: 'list', removed, added };
}

/** What is in `list` more often than in `other`. */
function without(list: readonly Json[], other: readonly Json[]): Json[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.findIndex((candidate) => isSame(candidate, item));
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

export interface Replacement {
  start: string;
  removed: string;
  added: string;
  end: string;
}

/** The words of two texts that differ, between those at the beginning and at the end that do not. */
export function replacement(before: string, after: string): Replacement {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start++;
  let end = 0;
  while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  return {
    start: left.slice(0, start).join(''),
    removed: left.slice(start, left.length - end).join(''),
    added: right.slice(start, right.length - end).join(''),
    end: left.slice(left.length - end).join(''),
  };
}

/** Words and what is between them: cut anywhere else, a letter could lose its marks. */
function wordsOf(text: string): string[] {
  return text.split(/(\s+)/).filter((part) => part !== '');
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function canHaveFields(value: Json | undefined): boolean {
  return isObject(value) || value === undefined || value === null;
}

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
    );
  }
  return one === other;
}
