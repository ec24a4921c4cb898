import { useState } from 'react';
import { toastFailure } from '../desk/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from './words.ts';

/** Puts a text onto the clipboard and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { frame } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without HTTPS, or when the person forbade it.
      toastFailure(frame.copyFailed);
    }
  };
  return (
    <Button onPress={() => void copy()}>
      <span aria-live="polite">{isCopied ? frame.copied : (label ?? frame.copy)}</span>
    </Button>
  );
}
