import { useState } from 'react';

const KEY = 'switchboard.details';
/** Where the details have a column of their own; elsewhere they would lie over the conversation. */
const WIDE = '(width >= 80rem)';

/** Whether the customer's details are shown: on a wide screen as it was left, on a narrow one when asked for. */
export function usePanel(): [isOpen: boolean, toggle: () => void] {
  const [isOpen, setOpen] = useState(
    () => matchMedia(WIDE).matches && localStorage.getItem(KEY) !== 'hidden',
  );
  const toggle = () => {
    if (matchMedia(WIDE).matches) localStorage.setItem(KEY, isOpen ? 'hidden' : 'shown');
    setOpen(!isOpen);
  };
  return [isOpen, toggle];
}
