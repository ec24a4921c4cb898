import { useNavigate } from '@tanstack/react-router';
import { toast } from '../../desk/toasts.ts';
import { FormPage } from '../form/FormPage.tsx';
import { TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import styles from './Site.module.css';
import { SiteFields, useSiteCheck } from './SiteFields.tsx';
import { SitePreview } from './SitePreview.tsx';
import { keyFrom, NEW_SITE, type Site, type SiteDecisions, sites } from './site.ts';

export function NewSite() {
  const { sites: words, frame } = useWords();
  const navigate = useNavigate();
  const form = useForm<SiteDecisions>({
    stored: NEW_SITE,
    isNew: true,
    check: useSiteCheck(),
    save: useSaveObject(sites, null),
    onSaved: (made) => {
      toast(frame.created);
      void navigate({ to: '/settings/$page/$item', params: { page: 'sites', item: (made as Site).id } });
    },
  });
  const name = form.field('name');
  return (
    <div className={styles.beside}>
      <FormPage title={words.newTitle} backTo="sites" form={form}>
        <TextField
          label={words.name}
          hint={words.nameHint}
          {...name}
          onChange={(text) => {
            // Until somebody writes a key, it follows the name.
            if (form.values.key === keyFrom(form.values.name)) form.set('key', keyFrom(text));
            name.onChange(text);
          }}
        />
        <TextField label={words.key} hint={words.keyHint} dir="ltr" {...form.field('key')} />
        <SiteFields form={form} />
      </FormPage>
      <SitePreview site={form.values} />
    </div>
  );
}
