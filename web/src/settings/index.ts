export { useLanguage } from './language';
export { isSoundOn } from './sound';
export { SettingsMenu } from './SettingsMenu';
