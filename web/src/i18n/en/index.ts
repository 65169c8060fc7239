import { admin } from './admin';
import { app } from './app';
import { conversation } from './conversation';
import { inbox } from './inbox';
import { media } from './media';
import { settings } from './settings';
import { start } from './start';

export const texts = { admin, app, conversation, inbox, media, settings, start };
