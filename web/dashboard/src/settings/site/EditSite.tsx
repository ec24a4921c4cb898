import { refusalText } from '@switchboard/common/facts/refusals.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast, toastFailure } from '../../desk/toasts.ts';
import { useStrings } from '../../language/language.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { FormPage } from '../form/FormPage.tsx';
import { TextField } from '../form/fields.tsx';
import { useForm } from '../form/useForm.ts';
import { Loaded } from '../Loaded.tsx';
import { useObject, useReloadObject, useRemoveObject, useSaveObject } from '../resource.ts';
import { useWords } from '../words.ts';
import { Embed } from './Embed.tsx';
import { Identity } from './Identity.tsx';
import styles from './Site.module.css';
import { SiteFields, useSiteCheck } from './SiteFields.tsx';
import { SitePreview } from './SitePreview.tsx';
import { DEFAULT_KEY, decisionsOf, type Site, type SiteDecisions, sites } from './site.ts';

export function EditSite({ id }: { id: string }) {
  const query = useObject(sites, id);
  return <Loaded query={query}>{(stored) => <SitePage site={stored} />}</Loaded>;
}

function SitePage({ site }: { site: Site }) {
  const { sites: words, frame } = useWords();
  const form = useForm<SiteDecisions>({
    stored: decisionsOf(site),
    version: site.version,
    check: useSiteCheck(),
    save: useSaveObject(sites, site.id),
    reload: useReloadObject(sites, site.id),
    onSaved: () => toast(frame.saved),
  });
  return (
    <div className={styles.beside}>
      <div>
        <FormPage
          title={site.name}
          backTo="sites"
          form={form}
          actions={site.key !== DEFAULT_KEY && <Remove site={site} />}
        >
          <Embed site={site} />
          <TextField label={words.name} hint={words.nameHint} {...form.field('name')} />
          <SiteFields form={form} />
        </FormPage>
        <Identity site={site} />
      </div>
      <SitePreview site={form.values} />
    </div>
  );
}

function Remove({ site }: { site: Site }) {
  const { frame, sites: words } = useWords();
  const { refusals } = useStrings();
  const [isAsked, setAsked] = useState(false);
  const remove = useRemoveObject(sites);
  const navigate = useNavigate();

  async function confirmed() {
    try {
      await remove(site.id);
      toast(frame.removed);
      void navigate({ to: '/settings/$page', params: { page: 'sites' }, ignoreBlocker: true });
    } catch (failure) {
      toastFailure(words.removeFailed, refusalText(failure, refusals));
    }
  }

  return (
    <>
      <Button onPress={() => setAsked(true)}>{frame.remove}</Button>
      <ConfirmDialog
        title={frame.removeTitle(site.name)}
        body={words.removeBody}
        confirm={frame.remove}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => void confirmed()}
      />
    </>
  );
}
