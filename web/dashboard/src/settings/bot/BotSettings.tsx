import { FormBody } from '../form/FormPage.tsx';
import { BothValues } from '../general/BothValues.tsx';
import { SettingField } from '../general/SettingField.tsx';
import { fieldOf, type Settings } from '../general/setting.ts';
import { useSettings, useSettingsForm } from '../general/useSettings.ts';
import { Loaded } from '../Loaded.tsx';
import { Group } from '../site/Group.tsx';
import { useWords } from '../words.ts';

/** The settings of the desk that are the bot's; they stand among the general ones too. */
export function BotSettings() {
  return <Loaded query={useSettings()}>{(settings) => <Fields settings={settings} />}</Loaded>;
}

function Fields({ settings }: { settings: Settings }) {
  const { bot: words } = useWords();
  const items = settings.items.filter(({ section }) => section === 'bot');
  const form = useSettingsForm(settings, items);
  return (
    <FormBody form={form} conflict={form.isConflict && <BothValues seen={items} values={form.values} />}>
      <Group title={words.settings}>
        {items.map((item) => (
          <SettingField key={item.key} item={item} {...form.field(fieldOf(item.key))} />
        ))}
      </Group>
    </FormBody>
  );
}
