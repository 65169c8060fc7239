import type { MessageView, SeqPagination } from '../contracts/index.js';

/** Messages that follow one another by their `seq`, oldest first. */
export interface SeqPage {
  messages: MessageView[];
  pagination: SeqPagination;
}

export const seqPage = (messages: MessageView[], limit: number, hasMore: boolean): SeqPage => ({
  messages,
  pagination: {
    limit,
    has_more: hasMore,
    first_seq: messages[0]?.seq ?? null,
    last_seq: messages.at(-1)?.seq ?? null,
  },
});
