import { ApiCall, EXAMPLES, objectOf, ref, text } from '../common/openapi/index.js';
import type { ReactionDto } from './dto/reaction.dto.js';

const ERRORS = ['ROOM_FORBIDDEN', 'ROOM_NOT_FOUND', 'MESSAGE_NOT_FOUND', 'ROOM_BUSY'] as const;
const emoji = text('One emoji of Unicode');

export const ApiAddReaction = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Set an emoji under a message',
    description:
      'For both sides, under any message that was not deleted; each person each emoji once. Again changes nothing.',
    body: {
      'application/json': {
        schema: objectOf<ReactionDto>({ emoji }),
        examples: { thumbsUp: { emoji: '👍' } },
      },
    },
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { reacted: { data: EXAMPLES.reactedMessage } },
      },
    },
    errors: [...ERRORS, 'MESSAGE_DELETED', 'REACTION_LIMIT_REACHED'],
  });

export const ApiRemoveReaction = (): MethodDecorator =>
  ApiCall({
    tag: 'messages',
    summary: 'Take your emoji off a message',
    description: 'What is not there is removed already.',
    query: [{ name: 'emoji', schema: emoji, description: 'The emoji, percent-encoded' }],
    answers: {
      200: {
        description: 'The message as it stands now',
        data: ref('Message'),
        examples: { removed: { data: EXAMPLES.message } },
      },
    },
    errors: [...ERRORS],
  });
