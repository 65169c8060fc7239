import type { MigrationInterface } from 'typeorm';
import { MarketplaceTables1795219200000 } from './1795219200000-marketplace-tables.js';
import { ChatTables1795219260000 } from './1795219260000-chat-tables.js';
import { Revocations1795219320000 } from './1795219320000-revocations.js';
import { PresenceTable1795219380000 } from './1795219380000-presence-table.js';
import { RoomChangeIndexes1795219440000 } from './1795219440000-room-change-indexes.js';
import { MessageEdits1795219500000 } from './1795219500000-message-edits.js';
import { MessageReactions1795219560000 } from './1795219560000-message-reactions.js';
import { MessagePins1795219620000 } from './1795219620000-message-pins.js';
import { ForwardedMessages1795219680000 } from './1795219680000-forwarded-messages.js';
import { PinnedMessagesIndex1795219740000 } from './1795219740000-pinned-messages-index.js';
import { Jobs1795219800000 } from './1795219800000-jobs.js';
import { MessageSearch1795219860000 } from './1795219860000-message-search.js';
import { MessageMedia1795219920000 } from './1795219920000-message-media.js';
import { MediaIndex1795219980000 } from './1795219980000-media-index.js';
import { LinkPreviews1795220040000 } from './1795220040000-link-previews.js';
import { PersonalData1795220100000 } from './1795220100000-personal-data.js';
import { MessageRetention1795220160000 } from './1795220160000-message-retention.js';
import { OrphansQueue1795220220000 } from './1795220220000-orphans-queue.js';
import { Audit1795220280000 } from './1795220280000-audit.js';
import { RoomNames1795220340000 } from './1795220340000-room-names.js';

/** Every schema change, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [
  MarketplaceTables1795219200000,
  ChatTables1795219260000,
  Revocations1795219320000,
  PresenceTable1795219380000,
  RoomChangeIndexes1795219440000,
  MessageEdits1795219500000,
  MessageReactions1795219560000,
  MessagePins1795219620000,
  ForwardedMessages1795219680000,
  PinnedMessagesIndex1795219740000,
  Jobs1795219800000,
  MessageSearch1795219860000,
  MessageMedia1795219920000,
  MediaIndex1795219980000,
  LinkPreviews1795220040000,
  PersonalData1795220100000,
  MessageRetention1795220160000,
  OrphansQueue1795220220000,
  Audit1795220280000,
  RoomNames1795220340000,
];
