import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './GalleryAvatar.module.css';

/** Hues that are told apart in both schemes. */
const TONES = 8;

interface GalleryAvatarProps {
  name: string;
  isOnline?: boolean;
}

/** The initials of a gallery on a colour of its own, and whether somebody of it is there. */
export function GalleryAvatar({ name, isOnline = false }: GalleryAvatarProps) {
  const { t, i18n } = useTranslation('inbox');
  return (
    <span className={classes.place}>
      <span className={classes.avatar} data-tone={toneOf(name)} aria-hidden="true">
        {initialsOf(name, i18n.language)}
      </span>
      {isOnline && (
        <span className={classes.online} title={t('row.online')}>
          <VisuallyHidden>{t('row.online')}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}

const initialsOf = (name: string, language: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase(language);

/** The same for the same name, on every device: a hash (FNV-1a) that tells short names well apart. */
function toneOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 16) % TONES;
}
