import type { InfiniteData } from '@tanstack/react-query';
import type { Conversation } from '../contract.ts';
import { belongs, type Filter } from './views.ts';

export interface Page {
  items: Conversation[];
  nextCursor: string | null;
}

export type Pages = InfiniteData<Page, string | null>;

/** A list after one conversation has changed: moved, changed in place, entered or left. Newest activity first. */
export function withConversation(pages: Pages, changed: Conversation, filter: Filter, myId: string): Pages {
  const held = find(pages, changed.id);
  if (held !== undefined && isOlder(changed, held)) return pages;
  const inside = belongs(changed, filter, myId) ?? held !== undefined;
  if (held === undefined && !inside) return pages;
  const rest = without(pages, changed.id);
  return inside ? inserted(rest, changed) : rest;
}

/** The same when one no longer sees it. */
export function withoutConversation(pages: Pages, conversationId: string): Pages {
  return find(pages, conversationId) === undefined ? pages : without(pages, conversationId);
}

/** One's own reading empties the badge at once; the server's next word about it agrees. */
export function withoutUnread(pages: Pages, conversationId: string): Pages {
  const held = find(pages, conversationId);
  if (held === undefined || (held.unreadCount ?? 0) === 0) return pages;
  return mapped(pages, (item) => (item.id === conversationId ? { ...item, unreadCount: 0 } : item));
}

export function all(pages: Pages): Conversation[] {
  const seen = new Set<string>();
  // Between two pages a conversation can move up and so arrive twice; its first place is the newer one.
  return pages.pages.flatMap((page) => page.items.filter(({ id }) => !seen.has(id) && seen.add(id)));
}

export function find(pages: Pages, conversationId: string): Conversation | undefined {
  for (const page of pages.pages) {
    const found = page.items.find(({ id }) => id === conversationId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By which the server orders its lists. */
function activityOf(conversation: Conversation): string {
  return conversation.updatedAt;
}

/** The socket and a request can overtake each other; times of one server compare as text. */
function isOlder(candidate: Conversation, held: Conversation): boolean {
  return candidate.updatedAt < held.updatedAt || candidate.lastSeq < held.lastSeq;
}

function inserted(pages: Pages, conversation: Conversation): Pages {
  const at = activityOf(conversation);
  let placed = false;
  const next = pages.pages.map((page, index) => {
    if (placed) return page;
    const place = page.items.findIndex((item) => activityOf(item) <= at);
    const isEnd = index === pages.pages.length - 1 && page.nextCursor === null;
    if (place < 0 && !isEnd) return page;
    placed = true;
    return { ...page, items: page.items.toSpliced(place < 0 ? page.items.length : place, 0, conversation) };
  });
  // Not placed: it lies beyond what is loaded, and the next page brings it.
  return { ...pages, pages: next };
}

function without(pages: Pages, conversationId: string): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some(({ id }) => id === conversationId)
        ? { ...page, items: page.items.filter(({ id }) => id !== conversationId) }
        : page,
    ),
  };
}

function mapped(pages: Pages, change: (item: Conversation) => Conversation): Pages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
