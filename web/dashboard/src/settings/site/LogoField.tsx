import { useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import form from '../form/Form.module.css';
import type { Field } from '../form/useForm.ts';
import { useWords } from '../words.ts';
import { logoUrl, readLogo } from './logo.ts';
import styles from './Site.module.css';

/** A picture from this machine, made small before it is sent. */
export function LogoField({ value, onChange, error }: Field<string | null>) {
  const { sites: words } = useWords();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<'faulty' | 'large' | null>(null);
  const said = error ?? (fault === 'faulty' ? words.logoFaulty : fault === 'large' ? words.logoLarge : null);

  async function choose(chosen: File | undefined) {
    if (chosen === undefined) return;
    const { logo, fault: found } = await readLogo(chosen);
    setFault(found);
    if (logo !== null) onChange(logo);
  }

  return (
    <fieldset className={form.group} aria-describedby={`${id}-hint`}>
      <legend>{words.logo}</legend>
      <div className={styles.logo}>
        {value !== null && <img src={logoUrl(value)} alt={words.logoPreview} width={48} height={48} />}
        <input
          ref={file}
          type="file"
          name="logo"
          accept="image/png,image/webp,image/jpeg,image/gif"
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
        <Button onPress={() => file.current?.click()}>
          {value === null ? words.logoChoose : words.logoReplace}
        </Button>
        {value !== null && <Button onPress={() => onChange(null)}>{words.logoRemove}</Button>}
      </div>
      <p id={`${id}-hint`} className={form.hint}>
        {words.logoHint}
      </p>
      {said !== null && (
        <p className={form.error} role="alert">
          {said}
        </p>
      )}
    </fieldset>
  );
}
