import { useChat } from '@dealer-messaging/client/react';
import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Inbox, Keyboard, Settings, ShieldCheck, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../app/Dialogs';
import { adminHash, LIST_HASH, navigate, useRoute } from '../app/route';
import { IconButton } from '../conversation/IconButton';
import { LANGUAGES } from '../i18n';
import { useLanguage } from './language';
import { useSound } from './sound';

const THEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** How the page looks, speaks and sounds, and the way to its other parts. */
export function SettingsMenu({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation('settings');
  const openDialog = useDialog();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useLanguage();
  const [isSoundOn, setSoundOn] = useSound();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <IconButton label={t('menu')}>
          <Settings size={19} aria-hidden="true" />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {THEMES.map((theme) => (
            <Menu.RadioItem key={theme} value={theme}>
              {t(theme)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={setLanguage}>
          {LANGUAGES.map((each) => (
            <Menu.RadioItem key={each} value={each} lang={each}>
              {t(`languages.${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem checked={isSoundOn} onChange={setSoundOn}>
          {t('sound')}
        </Menu.CheckboxItem>
        <Menu.Item leftSection={<Keyboard size={16} aria-hidden="true" />} onClick={() => openDialog('help')}>
          {t('shortcuts')}
        </Menu.Item>
        <Elsewhere isDemo={isDemo} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The other parts of the page, for those who may see them. */
function Elsewhere({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation('settings');
  const { me } = useChat();
  const isInAdmin = useRoute().view === 'admin';
  const mayAdminister = me?.role === 'support' || me?.role === 'admin';
  if (!mayAdminister && !isDemo) return null;
  return (
    <>
      <Menu.Divider />
      {mayAdminister &&
        (isInAdmin ? (
          <Menu.Item leftSection={<Inbox size={16} aria-hidden="true" />} onClick={() => navigate(LIST_HASH)}>
            {t('inbox')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<ShieldCheck size={16} aria-hidden="true" />} onClick={() => navigate(adminHash())}>
            {t('admin')}
          </Menu.Item>
        ))}
      {isDemo && (
        <Menu.Item component="a" href="./" leftSection={<Users size={16} aria-hidden="true" />}>
          {t('accounts')}
        </Menu.Item>
      )}
    </>
  );
}
