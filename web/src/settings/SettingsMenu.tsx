import { lazy, Suspense } from 'react';
import { MenuButton } from './MenuButton';

const Menu = lazy(() => import('./Menu'));

/** The page can be read before its menu is there. */
export function SettingsMenu({ isDemo }: { isDemo: boolean }) {
  return (
    <Suspense fallback={<MenuButton disabled />}>
      <Menu isDemo={isDemo} />
    </Suspense>
  );
}
