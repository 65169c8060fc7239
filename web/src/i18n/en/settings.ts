import type { settings as turkish } from '../tr/settings';
import type { Texts } from '../texts';

export const settings: Texts<typeof turkish> = {
  menu: 'Menu',
  theme: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  auto: 'Same as device',
  language: 'Language',
  languages: { tr: 'Türkçe', en: 'English' },
  sound: 'Sound on new messages',
  shortcuts: 'Keyboard shortcuts',
  admin: 'Administration',
  inbox: 'Messages',
  accounts: 'Choose another account',
};
