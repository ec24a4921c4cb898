import type { Thread } from '../contract.ts';

type Marks = Thread['readMarks'];

/** How far the customer has read: what the ticks show, whoever of the desk wrote. */
export function customerHasRead(marks: Marks): number {
  return furthest(marks.filter(({ reader }) => reader.type === 'customer' || reader.type === 'partner'));
}

/** How far one has read oneself; null: nothing yet, so a line between read and new would say nothing. */
export function ownMark(marks: Marks, myId: string): number | null {
  return furthest(marks.filter(({ reader }) => reader.id === myId)) || null;
}

function furthest(marks: Marks): number {
  return Math.max(0, ...marks.map(({ seq }) => seq));
}
