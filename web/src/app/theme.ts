import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eaf4f7',
  '#d8e8ed',
  '#b2d1db',
  '#88b8c8',
  '#66a3b7',
  '#4d93aa',
  '#34829b',
  '#287489',
  '#1f6c82',
  '#0e5368',
];

/** From text to the deepest background. */
const dark: MantineColorsTuple = [
  '#dde3e7',
  '#bac4cb',
  '#98a4ad',
  '#7d8a94',
  '#3a454d',
  '#2b343a',
  '#20272c',
  '#191e22',
  '#12161a',
  '#0c0f12',
];

export const theme = createTheme({
  colors: { petrol, dark },
  primaryColor: 'petrol',
  // White on it reads well in both schemes.
  primaryShade: { light: 8, dark: 7 },
  black: '#1a2126',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // What opens above the page still belongs to its main part.
    Portal: { defaultProps: { target: 'main' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: true } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 100 },
        // A menu has nothing but its items.
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: { defaultProps: { radius: 'md', centered: true }, styles: { title: { fontWeight: 650 } } },
  },
});

/** Where Mantine's own are too pale to read, by WCAG AA. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56626b',
    '--mantine-color-placeholder': '#5f6b74',
    '--mantine-color-error': '#c02525',
    '--mantine-color-success': '#0c6f4b',
    '--mantine-color-default-border': '#ced6db',
    '--mantine-color-gray-text': '#45515a',
  },
  dark: {
    '--mantine-color-dimmed': '#98a4ad',
    '--mantine-color-placeholder': '#9aa6af',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-success': '#3fcf8e',
    '--mantine-color-anchor': '#88b8c8',
    '--mantine-color-gray-text': '#bac4cb',
  },
});
