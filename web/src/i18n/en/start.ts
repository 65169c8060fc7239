import type { start as turkish } from '../tr/start';
import type { Texts } from '../texts';

export const start: Texts<typeof turkish> = {
  title: 'Through whose eyes?',
  text: 'Choose an account to see the messages as they see them. Each opens in a window of its own: put two side by side, write in one and see it in the other at once.',
  newWindow: 'in a new window',
  roles: { dealer: 'Dealer', support: 'Support', admin: 'Administrator', service: 'Service' },
  failed: 'The accounts could not be loaded.',
  demo: 'Demo data',
};
