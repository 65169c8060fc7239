import { ApiCall, arrayOf, EXAMPLES, ref } from '../common/openapi/index.js';
import { LIMITS } from '../contracts/index.js';

export const ApiListPresence = (): MethodDecorator =>
  ApiCall({
    tag: 'presence',
    summary: 'Who is online',
    description:
      "In the order asked, one entry for each gallery that the person acts for. Only people of the caller's gallery and of galleries that share an active room with it; others are not in the answer.",
    query: [
      {
        name: 'userIds',
        schema: { type: 'string' },
        description: `1 to ${LIMITS.usersPerPresence} user ids, separated by commas. Required.`,
      },
    ],
    answers: {
      200: {
        description: 'The people',
        data: arrayOf(ref('Presence')),
        examples: { people: { data: [EXAMPLES.presence] } },
      },
    },
  });
