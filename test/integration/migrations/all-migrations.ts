/** Every migration, oldest first. Written out, so that one that is renamed or put elsewhere is noticed. */
export const MIGRATIONS = [
  'MarketplaceTables1795219200000',
  'ChatTables1795219260000',
  'Revocations1795219320000',
  'PresenceTable1795219380000',
  'RoomChangeIndexes1795219440000',
  'MessageEdits1795219500000',
  'MessageReactions1795219560000',
  'MessagePins1795219620000',
  'ForwardedMessages1795219680000',
  'PinnedMessagesIndex1795219740000',
  'Jobs1795219800000',
  'MessageSearch1795219860000',
  'MessageMedia1795219920000',
  'MediaIndex1795219980000',
  'LinkPreviews1795220040000',
  'PersonalData1795220100000',
];
