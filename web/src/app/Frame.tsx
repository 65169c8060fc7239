import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorBoundary } from './ErrorBoundary';
import { theme, variables } from './theme';

const colorSchemeManager = localStorageColorSchemeManager({ key: 'dealer-inbox.theme' });

/** What everything stands in: the look, and what is said when a part of the page breaks. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <ErrorBoundary>{children}</ErrorBoundary>
    </MantineProvider>
  );
}
