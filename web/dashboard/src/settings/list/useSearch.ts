import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

export interface Search {
  text: string;
  setText: (text: string) => void;
  /** What to ask the server for: the text once the typing pauses, undefined for none. */
  settled: string | undefined;
}

export function useSearch(): Search {
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, settled: settled || undefined };
}
