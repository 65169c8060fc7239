import { jest } from '@jest/globals';

export { InboxScene } from './inbox-scene.js';
export type { InboxWindow } from './inbox-window.js';
export { eventually } from './eventually.js';

// Milliseconds. A browser starts, and draws.
jest.setTimeout(60_000);
