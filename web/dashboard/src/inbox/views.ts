import type { Conversation, InboxCounts, Priority } from '../contract.ts';

/** The lists of the inbox, in the order of their tabs and of the keys 1 to 5. */
export const VIEWS = ['waiting', 'mine', 'automated', 'all', 'done'] as const;
export type View = (typeof VIEWS)[number];

/** Loudest first. */
export const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'medium', 'low'];

export interface Filter {
  view: View;
  search: string;
  priority: Priority | null;
  /** The slug of one. */
  category: string | null;
  /** Only those whose reply is late. */
  late: boolean;
}

export function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text);
}

/** The same rule twice: here for the server's list, in `belongs` for what the socket brings. */
export function queryOf({
  view,
  search,
  priority,
  category,
  late,
}: Filter): Record<string, string | undefined> {
  const overdue = late ? 'true' : undefined;
  return {
    ...viewQuery(view),
    q: search || undefined,
    priority: priority ?? undefined,
    category: category ?? undefined,
    overdue,
  };
}

function viewQuery(view: View): Record<string, string> {
  switch (view) {
    case 'waiting':
      return { status: 'waiting' };
    case 'mine':
      return { status: 'active', assignee: 'me' };
    case 'automated':
      return { status: 'automated' };
    case 'all':
      return {};
    case 'done':
      return { status: 'resolved,closed' };
  }
}

/**
 * Whether a conversation is in a list; null when only the server can say (a search looks into the messages).
 */
export function belongs(conversation: Conversation, filter: Filter, myId: string): boolean | null {
  if (!inView(conversation, filter.view, myId)) return false;
  if (filter.priority !== null && conversation.priority !== filter.priority) return false;
  if (filter.category !== null && conversation.category !== filter.category) return false;
  if (filter.late && !conversation.replyDue?.overdue) return false;
  return filter.search === '' ? true : null;
}

function inView(conversation: Conversation, view: View, myId: string): boolean {
  switch (view) {
    case 'mine':
      return conversation.status === 'active' && conversation.assignedAgent?.id === myId;
    case 'all':
      return true;
    case 'waiting':
    case 'automated':
      return conversation.status === view;
    case 'done':
      return conversation.status === 'resolved' || conversation.status === 'closed';
  }
}

/** Without a bot nothing is automated for long: the list is offered while there is something in it. */
export function isOffered(view: View, counts: InboxCounts | null): boolean {
  return view !== 'automated' || (counts?.automated ?? 0) > 0;
}

/** What a tab shows beside its name; null for a list nobody counts. */
export function countOf(view: View, counts: InboxCounts | null): number | null {
  if (counts === null || view === 'all' || view === 'done') return null;
  return counts[view];
}
