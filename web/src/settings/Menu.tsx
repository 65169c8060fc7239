import { useChat } from '@dealer-messaging/client/react';
import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../app/Dialogs';
import { adminHash, LIST_HASH, navigate, useRoute } from '../app/route';
import { LANGUAGES } from '../i18n';
import { useLanguage } from './language';
import { MenuButton } from './MenuButton';
import { useSound } from './sound';

const THEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** How the page looks, speaks and sounds, and the way to its other parts. */
export default function SettingsMenu({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation('settings');
  const openDialog = useDialog();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useLanguage();
  const [isSoundOn, setSoundOn] = useSound();
  return (
    <Menu position="bottom-end" width={220} alignItemsLabels="all">
      <Menu.Target>
        <MenuButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
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
        <Menu.Item onClick={() => openDialog('help')}>{t('shortcuts')}</Menu.Item>
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
          <Menu.Item onClick={() => navigate(LIST_HASH)}>{t('inbox')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => navigate(adminHash())}>{t('admin')}</Menu.Item>
        ))}
      {isDemo && (
        <Menu.Item component="a" href="./">
          {t('accounts')}
        </Menu.Item>
      )}
    </>
  );
}
