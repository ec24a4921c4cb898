import { useState } from 'react';
import { TextAreaField } from '../form/fields.tsx';
import { isSame } from '../form/formState.ts';
import type { Field } from '../form/useForm.ts';
import { linesOf } from './lines.ts';

interface Props extends Field<string[]> {
  label: string;
  hint: string;
  lang?: string;
}

/** A list of short texts, one a line. */
export function LinesField({ value, onChange, ...props }: Props) {
  const [text, setText] = useState(value.join('\n'));
  // The value came from elsewhere, such as "discard": the text follows.
  if (!isSame(linesOf(text), value)) setText(value.join('\n'));
  return (
    <TextAreaField
      {...props}
      isOptional
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(linesOf(next));
      }}
    />
  );
}
