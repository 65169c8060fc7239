import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks';

const STORED = { key: 'dealer-inbox.sound', defaultValue: true, getInitialValueInEffect: false };

/** Whether new messages are heard, and what changes it. Kept in this browser, for all its windows. */
export const useSound = () => useLocalStorage<boolean>(STORED);

export const isSoundOn = (): boolean => readLocalStorageValue<boolean>(STORED);
